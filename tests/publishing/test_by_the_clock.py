"""Which days the clock publishes when."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from playlists.horizon import days_due
from playlists.publishing import replan
from scheduler.database import Database
from scheduler.station import the_station
from tests.playlists.airtime import DAY, SIX, furnish_air

TOMORROW, THIRD = DAY + timedelta(days=1), DAY + timedelta(days=2)
pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("wall", "publishes_at", "due"),
    [
        ("06:00", time(15), [DAY]),
        ("14:59", time(15), [DAY]),
        ("15:00", time(15), [DAY, TOMORROW]),
        ("14:59", time(13, 30), [DAY, TOMORROW]),
        ("23:59", time(15), [DAY, TOMORROW]),
    ],
)
def test_tomorrow_is_published_from_the_stations_hour_on(
    database: Database, wall: str, publishes_at: time, due: list[object]
) -> None:
    with database.writing() as session:
        furnish_air(session)
        the_station(session).publishes_at = publishes_at
    replan(database, SIX, "clock", "horizon")
    now = datetime.fromisoformat(f"2026-11-24T{wall}:00+07:00").astimezone(UTC)
    with database.reading() as session:
        assert days_due(session, now) == due


def test_in_the_night_the_whole_horizon_is_published(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
    replan(database, SIX, "clock", "horizon")
    after_midnight = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)  # 00.30 at the station; its day is still the 24th
    with database.reading() as session:
        assert days_due(session, after_midnight) == [DAY, TOMORROW, THIRD]


def test_a_day_that_was_never_published_is_due_at_once(database: Database) -> None:
    with database.reading() as session:
        assert days_due(session, SIX) == [DAY, TOMORROW, THIRD]


def test_only_what_is_due_is_published(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
    assert [row.date for row in replan(database, SIX, "clock", "horizon", days=[DAY])] == [DAY]
