from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.dayparts import Daypart, broadcast_day, day_window, daypart_of

ZONES = ["Asia/Jakarta", "Europe/Berlin", "America/New_York"]


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        ("00:00", "dini_hari"),
        ("04:59:59", "dini_hari"),
        ("05:00", "pagi"),
        ("09:59", "pagi"),
        ("10:00", "siang"),
        ("15:00", "sore"),
        ("19:00", "malam"),
        ("23:59:59", "malam"),
    ],
)
def test_each_time_of_day_has_its_daypart(moment: str, name: str) -> None:
    assert daypart_of(time.fromisoformat(moment)) == name


def test_a_stations_own_last_daypart_lasts_past_midnight() -> None:
    own = (Daypart("siang", time(6)), Daypart("malam", time(20)))
    assert [daypart_of(time(hour), own) for hour in (3, 6, 19, 20)] == ["malam", "siang", "siang", "malam"]


def test_before_the_start_of_day_it_is_still_yesterdays_broadcast_day() -> None:
    jakarta = ZoneInfo("Asia/Jakarta")
    assert broadcast_day(datetime(2026, 11, 30, 3, 59, tzinfo=jakarta), jakarta, time(4)) == date(2026, 11, 29)
    assert broadcast_day(datetime(2026, 11, 30, 4, 0, tzinfo=jakarta), jakarta, time(4)) == date(2026, 11, 30)
    assert broadcast_day(datetime(2026, 11, 29, 21, 0, tzinfo=UTC), jakarta, time(4)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Jakarta", date(2026, 3, 28), 24),
        ("Europe/Berlin", date(2026, 3, 28), 23),
        ("Europe/Berlin", date(2026, 10, 24), 25),
        ("America/New_York", date(2026, 3, 7), 23),
        ("America/New_York", date(2026, 10, 31), 25),
    ],
)
def test_a_day_is_shorter_or_longer_when_the_clock_changes(zone: str, day: date, hours: int) -> None:
    start, end = day_window(day, ZoneInfo(zone), time(4))
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours)


def test_a_start_of_day_that_the_clock_skips_is_an_hour_later() -> None:
    start, _ = day_window(date(2026, 3, 29), ZoneInfo("Europe/Berlin"), time(2, 30))
    assert start.isoformat() == "2026-03-29T03:30:00+02:00"


@settings(max_examples=200, deadline=None)
@given(
    moment=st.integers(0, 60 * 24 * 365).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n)),
    zone=st.sampled_from(ZONES),
    starts=st.times(),
)
def test_every_moment_lies_in_the_window_of_its_broadcast_day(moment: datetime, zone: str, starts: time) -> None:
    start, end = day_window(broadcast_day(moment, ZoneInfo(zone), starts), ZoneInfo(zone), starts)
    assert start <= moment < end
