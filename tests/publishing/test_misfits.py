"""What does not fit is left out and told; what cannot be made whole is told and not published."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from audio.media import MediaStore
from playlists.building import Fault
from playlists.drafting import LeftOut, draft_day
from playlists.items import is_gapless
from playlists.left_out import tell_left_out
from playlists.publishing import publish_day, publish_horizon, replan
from scheduler.clocks import ClockHour
from scheduler.database import Database
from scheduler.errors import Invalid
from scheduler.programmes import Episode, Programme, Source
from scheduler.recordings import Recording
from scheduler.spots import Spot, unplaced_of_day
from tests.conftest import NOW
from tests.playlists.airtime import DAY, SIX, airable, furnish_air, sha
from tests.publishing.airing_days import AT_1405, newest, published, spots
from tests.scheduler.announcing import flight

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


def programme(minutes: int, starts_after_six: timedelta = timedelta()) -> Programme:
    made = Programme(
        title="Dialog", category="news", first_starts="2026-11-24T06:00", recurrence="FREQ=DAILY",
        duration_ms=minutes * 60_000, source=Source.STUDIO,
    )  # fmt: skip
    at = SIX + starts_after_six
    made.episodes.append(Episode(nominal_at=at, starts_at=at, duration_ms=made.duration_ms))
    return made


def test_a_spot_that_would_be_too_late_is_left_out_and_told_and_the_day_is_published(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        announcement = airable(session, flight=flight(dayparts=["siang"]))
    replan(database, SIX, "clock", "horizon")
    late = spots(published(database))[0]
    with database.writing() as session:
        recording = session.scalars(select(Recording)).one()
        recording.duration_ms = 7_200_000  # the sound that came back is far longer than its break
        spot = session.get_one(Spot, late.id)
        session.add(Spot(announcement_id=spot.announcement_id, revision_id=spot.revision_id, day=spot.day,
                         break_id="later", break_starts_at=spot.break_starts_at + timedelta(minutes=20),
                         duration_ms=30_000, placed_at=NOW))  # fmt: skip
        row = publish_day(session, DAY, "clock", SIX)
        told = [each for each in unplaced_of_day(session, DAY) if "item_id" in each.values]
    assert is_gapless(row.day().items)
    assert {each.announcement_id for each in told} == {announcement.id}
    left_out = {each.values["item_id"] for each in told}
    assert left_out.isdisjoint(item.id for item in row.day().items)


def test_a_sound_that_the_store_has_lost_is_not_published_and_told(database: Database, tmp_path: Path) -> None:
    store = MediaStore.at(str(tmp_path / "media"))
    with database.writing() as session:
        furnish_air(session)
    with database.reading() as session:
        drafted = draft_day(session, DAY, SIX, store)
        whole = draft_day(session, DAY, SIX)
    assert {"no_media"} == {each.fault.kind for each in drafted.left_out}
    assert sha("Lagu 1") in {item.media.sha256 for item in whole.day.items if item.media}
    assert not [item for item in drafted.day.items if item.media]


def test_a_programme_longer_than_a_day_stands_against_publishing_with_its_length(database: Database) -> None:
    minutes = 26 * 60
    with database.writing() as session:
        furnish_air(session)
        session.add(programme(minutes))
        with pytest.raises(Invalid, match="longer than a day"):
            publish_day(session, DAY, "rudi", SIX)
        fault = draft_day(session, DAY, SIX).built.faults[0]
    assert (fault.kind, fault.length_ms, fault.at) == ("too_long", minutes * 60_000, SIX)
    assert fault.mend


def test_a_day_that_is_not_whole_does_not_keep_the_other_days_from_being_published(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        session.add(programme(26 * 60))
    new = replan(database, SIX, "clock", "horizon")
    assert [row.date for row in new] == [DAY + timedelta(days=1), DAY + timedelta(days=2)]


def test_days_join_when_one_runs_over_and_when_it_no_longer_does(database: Database) -> None:
    tomorrow = DAY + timedelta(days=1)
    with database.writing() as session:
        furnish_air(session)
        made = programme(180, timedelta(hours=20))  # from 02.00 to 05.00, over the start of the day
        session.add(made)
    replan(database, SIX, "clock", "horizon")
    assert published(database).ends_at == published(database, tomorrow).starts_at
    with database.writing() as session:
        session.merge(made).episodes[0].cancelled = True
        publish_day(session, DAY, "rudi", AT_1405)
    assert published(database).ends_at == published(database, tomorrow).starts_at
    assert is_gapless(published(database, tomorrow).items)


@pytest.mark.parametrize("runs_over_first", [True, False])
def test_a_hand_made_day_joins_the_day_before_and_nothing_else_in_it_changes(
    database: Database, runs_over_first: bool
) -> None:
    tomorrow = DAY + timedelta(days=1)
    with database.writing() as session:
        furnish_air(session)
        session.execute(delete(ClockHour).where(ClockHour.hour == 4))  # nothing of the hour cuts what runs into it
        made = programme(180, timedelta(hours=20))  # from 02.00 to 05.00, over the start of the day
        made.episodes[0].cancelled = not runs_over_first
        session.add(made)
    replan(database, SIX, "clock", "horizon")
    with database.writing() as session:
        session.merge(newest(database, tomorrow)).by_hand = True
        session.merge(made).episodes[0].cancelled = runs_over_first
    before = published(database, tomorrow)
    with database.writing() as session:
        publish_day(session, DAY, "rudi", AT_1405)
    after = published(database, tomorrow)
    assert newest(database, tomorrow).by_hand
    assert after.starts_at == published(database).ends_at != before.starts_at
    assert after.ends_at == before.ends_at
    assert is_gapless(after.items)
    first_hard = next(item.starts_at for item in before.items if item.timing == "hard" and item.starts_at.hour > 5)
    assert [each for each in after.items if each.starts_at >= first_hard] == [
        each for each in before.items if each.starts_at >= first_hard
    ]


def test_what_a_day_was_published_without_stays_told_when_another_day_is_planned(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        left_out = LeftOut(Fault(SIX, 1, "late", "It would be late.", "", {}, "an item"), airable(session).id)
        tell_left_out(session, DAY, [left_out])
    replan(database, SIX, "clock", "horizon", days=[DAY + timedelta(days=1)])
    with database.reading() as session:
        assert "It would be late." in [each.reason for each in unplaced_of_day(session, DAY)]


def test_the_plan_never_goes_over_a_hand_made_day_by_itself(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
    replan(database, SIX, "clock", "horizon")
    with database.writing() as session:
        session.merge(newest(database)).by_hand = True
        airable(session)
    replan(database, SIX, "clock", "approved")
    assert spots(published(database)) == []
    with database.writing() as session:
        publish_day(session, DAY, "rudi", SIX)
        assert publish_horizon(session, [DAY], SIX, "clock", "horizon") == []
    assert len(spots(published(database))) == 3
