"""Publishing: whole days, versions that never change, and what leaves them at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from playlists.airings import Airing
from playlists.items import Day, is_gapless
from playlists.publishing import publish_day, replan
from playlists.versions import PublishedDay, find_version, newest_version
from scheduler.announcements.deciding import decide
from scheduler.announcements.writing import revise
from scheduler.database import Database
from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.spots import unplaced_of_day
from tests.playlists.airtime import DAY, SIX, add_recording, airable, furnish_air
from tests.scheduler.announcing import flight, submission, the

AT_1405 = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)


def published(database: Database, day: object = DAY) -> Day:
    with database.reading() as session:
        return find_version(session, DAY if day is DAY else day).day()  # type: ignore[arg-type]


def spots(day: Day) -> list[str | None]:
    return [item.announcement_id for item in day.items if item.kind == "spot"]


def test_the_horizon_is_published_whole_to_the_millisecond(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        airable(session)
    replan(database, SIX, "clock", "horizon")
    for n in range(3):
        day = published(database, DAY + timedelta(days=n))
        assert is_gapless(day.items)
        assert (day.items[0].starts_at, day.items[-1].ends_at) == (day.starts_at, day.ends_at)
        assert day.ends_at - day.starts_at >= timedelta(hours=23, minutes=59)
        hard = [item.starts_at for item in day.items if item.timing == "hard"]
        assert len(hard) >= 24
        assert all((at.minute, at.second, at.microsecond) == (0, 0, 0) for at in hard)


def test_an_approved_announcement_gets_its_spots_a_day_in_its_dayparts(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        announcement = airable(session, flight=flight(spots_per_day=4, dayparts=["pagi"]))
    replan(database, SIX, "clock", "approved")
    items = [item for item in published(database).items if item.kind == "spot"]
    assert [item.announcement_id for item in items] == [announcement.id] * 4
    assert all(5 <= item.starts_at.hour < 10 for item in items)
    assert all(item.not_after and item.not_after.isoformat() == "2026-11-30T23:59:59+07:00" for item in items)


def test_withdrawn_at_1405_the_day_of_1406_no_longer_has_it_and_filler_stands_there(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        gone = airable(session, flight=flight(spots_per_day=12, dayparts=["pagi", "siang", "sore"]))
        airable(session, by="siaga@bpbd.example", flight=flight(dayparts=["sore"]))
    replan(database, SIX, "clock", "horizon")
    before = published(database)
    with database.writing() as session:
        decide(session, the(session, "editor"), gone.id, 1, "withdraw", AT_1405)
    replan(database, AT_1405, "clock", "withdrawn")
    after = published(database)
    assert after.version > before.version
    assert is_gapless(after.items)
    assert gone.id not in [item.announcement_id for item in after.items if item.starts_at > AT_1405]
    past = [item for item in before.items if item.starts_at <= AT_1405]
    assert list(after.items[: len(past)]) == past


def test_what_starts_in_the_next_ten_minutes_stands_as_it_is(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        airable(session, flight=flight(dayparts=["siang"]))
    replan(database, SIX, "clock", "horizon")
    before = published(database)
    with database.writing() as session:
        airable(session, by="siaga@bpbd.example", priority=5, flight=flight(spots_per_day=12, dayparts=["siang"]))
    replan(database, AT_1405, "clock", "approved")
    after = published(database)
    standing = [item for item in before.items if item.starts_at < AT_1405 + timedelta(minutes=10)]
    assert list(after.items[: len(standing)]) == standing
    assert after.version == before.version + 1


def test_a_held_announcement_leaves_and_its_mended_revision_comes_back(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        announcement = airable(session)
    replan(database, SIX, "clock", "horizon")
    with database.writing() as session:
        decide(session, the(session, "editor"), announcement.id, 1, "hold", SIX)
    replan(database, SIX, "clock", "held")
    assert spots(published(database)) == []
    with database.writing() as session:
        revise(session, the(session, "sehat@dinkes.example"), announcement.id, 1, submission(body="Nomor benar."), SIX)
        mended = decide(session, the(session, "editor"), announcement.id, 2, "approve", SIX)
        recording = add_recording(session, mended)
        sha256 = recording.sha256
    replan(database, SIX, "clock", "approved")
    aired = [item for item in published(database).items if item.kind == "spot"]
    assert {item.media.sha256 for item in aired if item.media} == {sha256}


def test_nothing_airs_after_its_kill_date_though_the_broadcast_day_goes_on(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        airable(session, flight=flight(last_day="2026-11-24", dayparts=["malam", "dini_hari"], spots_per_day=48,
                                       separation_min=0))  # fmt: skip
    replan(database, SIX, "clock", "horizon")
    items = [item for item in published(database).items if item.kind == "spot"]
    assert items
    assert all(item.not_after and item.starts_at <= item.not_after for item in items)


def test_publishing_again_when_nothing_changed_makes_no_version(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        airable(session)
    replan(database, SIX, "clock", "horizon")
    assert replan(database, SIX + timedelta(minutes=5), "clock", "horizon") == []


def test_a_version_that_was_published_never_changes(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        announcement = airable(session)
    replan(database, SIX, "clock", "horizon")
    with database.reading() as session:
        first = find_version(session, DAY, 1).body
    with database.writing() as session:
        decide(session, the(session, "editor"), announcement.id, 1, "withdraw", SIX)
    replan(database, SIX, "clock", "withdrawn")
    with database.reading() as session:
        assert find_version(session, DAY, 1).body == first
        assert find_version(session, DAY).version > 1


def test_of_two_who_publish_what_they_have_read_the_second_is_told(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        publish_day(session, DAY, "rudi", SIX, read_version=0)
        with pytest.raises(Conflict):
            publish_day(session, DAY, "yayah", SIX, read_version=0)


def test_a_day_without_any_filler_cannot_be_published_and_says_why(database: Database) -> None:
    with database.writing() as session, pytest.raises(Invalid):
        publish_day(session, DAY, "rudi", SIX)
    with database.reading() as session:
        assert newest_version(session, DAY) is None


def test_what_found_no_place_is_told_with_its_reason(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session, capacity_ms=40_000)
        airable(session, flight=flight(spots_per_day=40, separation_min=0, dayparts=["pagi"]))
    replan(database, SIX, "clock", "horizon")
    with database.reading() as session:
        told = unplaced_of_day(session, DAY)
    assert sum(each.missing for each in told) == 40 - spots(published(database)).count(told[0].announcement_id)
    assert all(each.reason for each in told)


def test_each_planned_spot_is_an_airing_that_waits_for_its_outcome(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        announcement = airable(session)
    replan(database, SIX, "clock", "horizon")
    ids = {item.id for item in published(database).items if item.kind == "spot"}
    with database.reading() as session:
        airings = session.scalars(select(Airing).where(Airing.date == DAY)).all()
    assert {each.item_id for each in airings} == ids
    assert {(each.announcement_id, each.outcome) for each in airings} == {(announcement.id, None)}


def test_a_day_that_was_never_published_is_not_found(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound):
        find_version(session, DAY)


def test_a_rolled_back_publication_leaves_the_old_version(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
    try:
        with database.writing() as session:
            publish_day(session, DAY, "rudi", SIX)
            raise RuntimeError("killed")
    except RuntimeError:
        pass
    with database.reading() as session:
        assert session.scalars(select(PublishedDay)).all() == []
        assert session.scalars(select(Airing)).all() == []
