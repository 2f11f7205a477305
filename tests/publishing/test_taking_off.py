"""What may not air any more leaves at once, whatever else stands in the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select

from audio.media import MediaStore
from playlists.items import is_gapless
from playlists.publishing import replan, take_off
from scheduler.announcements.deciding import decide
from scheduler.database import Database
from scheduler.library import LibrarySound
from scheduler.programmes import Programme, Source
from tests.playlists.airtime import DAY, SIX, airable, furnish_air
from tests.publishing.airing_days import AT_1405, newest, published, spots
from tests.scheduler.announcing import flight, the


def on_air(database: Database) -> str:
    """The horizon is published with one announcement all day long; gives its id."""
    with database.writing() as session:
        furnish_air(session)
        announcement = airable(session, flight=flight(spots_per_day=12, dayparts=["pagi", "siang", "sore"]))
    replan(database, SIX, "clock", "horizon")
    return announcement.id


def withdraw(database: Database, announcement_id: str, decision: str = "withdraw") -> None:
    with database.writing() as session:
        decide(session, the(session, "editor"), announcement_id, 1, decision, AT_1405)


def test_filler_stands_exactly_where_the_withdrawn_spot_stood_and_nothing_else_moves(database: Database) -> None:
    gone = on_air(database)
    before = published(database)
    withdraw(database, gone)
    take_off(database, AT_1405, "siar", "withdrawn")
    after = published(database)
    assert is_gapless(after.items)
    others = [item for item in before.items if item.announcement_id != gone or item.starts_at <= AT_1405]
    assert [item for item in after.items if item in others] == others
    assert gone not in [item.announcement_id for item in after.items if item.starts_at > AT_1405]
    assert {item.kind for item in after.items if item not in others} == {"filler"}


def test_what_stands_in_is_what_the_store_still_has(database: Database, tmp_path: Path) -> None:
    gone = on_air(database)
    store = MediaStore.at(str(tmp_path / "media"))
    with database.writing() as session:
        there = session.scalars(select(LibrarySound).where(LibrarySound.title == "Lagu 0")).one()
        there.sha256 = store.put_bytes(b"still there", "mp3").sha256
    before = {item.id for item in published(database).items}
    withdraw(database, gone)
    take_off(database, AT_1405, "siar", "withdrawn", store)
    new = [item for item in published(database).items if item.id not in before]
    assert new
    assert {item.media.sha256 for item in new if item.media} <= {there.sha256}


def test_a_held_announcement_leaves_every_day_that_is_published(database: Database) -> None:
    gone = on_air(database)
    withdraw(database, gone, "hold")
    take_off(database, AT_1405, "siar", "held")
    for n in (1, 2):
        assert spots(published(database, DAY + timedelta(days=n))) == []


def test_what_has_started_is_not_taken_from_under_the_listeners(database: Database) -> None:
    gone = on_air(database)
    heard = next(item for item in spots(published(database)) if item.starts_at > AT_1405)
    withdraw(database, gone)
    take_off(database, heard.starts_at + timedelta(seconds=1), "siar", "withdrawn")
    assert heard in published(database).items


def test_it_leaves_though_the_day_could_not_be_built_again(database: Database) -> None:
    gone = on_air(database)
    with database.writing() as session:
        _too_long_a_programme(session)
    withdraw(database, gone)
    replan(database, AT_1405, "siar", "withdrawn")
    assert [item for item in spots(published(database)) if item.starts_at > AT_1405] == []


def test_with_no_filler_left_it_leaves_a_silence_rather_than_stay(database: Database) -> None:
    gone = on_air(database)
    with database.writing() as session:
        session.execute(delete(LibrarySound))
    withdraw(database, gone)
    take_off(database, AT_1405, "siar", "withdrawn")
    after = published(database)
    assert is_gapless(after.items)
    assert "off_air" in {item.kind for item in after.items}
    assert gone not in [item.announcement_id for item in after.items if item.starts_at > AT_1405]


def test_a_hand_made_day_loses_it_and_stays_hand_made(database: Database) -> None:
    gone = on_air(database)
    with database.writing() as session:
        session.merge(newest(database)).by_hand = True
    withdraw(database, gone)
    replan(database, AT_1405, "siar", "withdrawn")
    assert newest(database).by_hand
    assert [item for item in spots(published(database)) if item.starts_at > AT_1405] == []


def test_when_nothing_has_ended_nothing_is_published(database: Database) -> None:
    on_air(database)
    assert take_off(database, AT_1405, "siar", "looked") == []


def _too_long_a_programme(session: object) -> None:
    from scheduler.programmes import Episode

    programme = Programme(
        title="Tanpa akhir", category="news", first_starts="2026-11-24T20:00", recurrence="FREQ=DAILY",
        duration_ms=26 * 3_600_000, source=Source.STUDIO,
    )  # fmt: skip
    at = AT_1405 + timedelta(hours=6)
    programme.episodes.append(Episode(nominal_at=at, starts_at=at, duration_ms=programme.duration_ms))
    session.add(programme)  # type: ignore[attr-defined]
