from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from audio.errors import SiarError
from scheduler.prayer_methods import METHODS
from scheduler.prayer_times import prayer_times

JAKARTA = ZoneInfo("Asia/Jakarta")
LEBAK = (-6.35985, 106.245331)

# subuh, terbit, dzuhur, ashar, maghrib, isya in the ministry's own table for Kabupaten Lebak
TABLE = {
    "2025-01-01": "04:21 05:41 12:01 15:28 18:16 19:32",
    "2025-02-15": "04:43 05:57 12:12 15:25 18:21 19:32",
    "2025-03-20": "04:44 05:56 12:05 15:15 18:09 19:17",
    "2025-05-01": "04:38 05:52 11:55 15:16 17:52 19:02",
    "2025-06-21": "04:43 06:01 11:59 15:21 17:53 19:07",
    "2025-08-17": "04:45 05:59 12:02 15:23 18:00 19:10",
    "2025-09-23": "04:29 05:41 11:50 15:01 17:54 19:02",
    "2025-10-10": "04:20 05:33 11:45 14:46 17:52 19:01",
    "2025-11-11": "04:08 05:24 11:42 15:02 17:54 19:06",
    "2025-12-22": "04:16 05:35 11:56 15:23 18:12 19:27",
}


@pytest.mark.parametrize("day", TABLE)
def test_the_times_are_those_of_the_ministrys_table(day: str) -> None:
    times = prayer_times(date.fromisoformat(day), *LEBAK, JAKARTA)
    ours = (times.subuh, times.terbit, times.dzuhur, times.ashar, times.maghrib, times.isya)
    assert " ".join(f"{at:%H:%M}" for at in ours) == TABLE[day]


def test_imsak_is_ten_minutes_before_subuh() -> None:
    assert prayer_times(date(2025, 1, 1), *LEBAK, JAKARTA).imsak == time(4, 11)


def test_a_correction_moves_its_prayer_alone_but_imsak_goes_with_subuh() -> None:
    plain = prayer_times(date(2025, 1, 1), *LEBAK, JAKARTA)
    corrected = prayer_times(date(2025, 1, 1), *LEBAK, JAKARTA, corrections={"subuh": 3, "isya": -1})
    assert (corrected.subuh, corrected.imsak, corrected.isya) == (time(4, 24), time(4, 14), time(19, 31))
    assert (corrected.terbit, corrected.dzuhur) == (plain.terbit, plain.dzuhur)


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("Pacific/Auckland", (-36.85, 174.76)),
        ("Pacific/Kiritimati", (1.87, -157.4)),
        ("America/New_York", (40.7, -74.0)),
        ("Asia/Jayapura", (-2.5, 140.7)),
    ],
)
def test_the_times_of_a_day_are_in_order_in_any_zone(zone: str, place: tuple[float, float]) -> None:
    for n in range(0, 366, 61):
        times = prayer_times(date(2026, 1, 1) + timedelta(days=n), *place, ZoneInfo(zone))
        order = [times.imsak, times.subuh, times.terbit, times.dzuhur, times.ashar, times.maghrib, times.isya]
        assert order == sorted(order)
        assert 11 <= times.dzuhur.hour <= 14


def test_other_methods_can_be_chosen() -> None:
    day = date(2026, 3, 1)
    mekka = prayer_times(day, 21.42, 39.83, ZoneInfo("Asia/Riyadh"), method=METHODS["umm_al_qura"])
    assert (mekka.isya.hour * 60 + mekka.isya.minute) - (mekka.maghrib.hour * 60 + mekka.maghrib.minute) == 90
    late, early = (prayer_times(day, *LEBAK, JAKARTA, method=METHODS[name]) for name in ("karachi", "singapore"))
    assert late.ashar > early.ashar  # karachi waits for a shadow of twice the length
    assert late.subuh > early.subuh


def test_the_two_changes_of_the_clock_move_the_wall_and_not_the_sun() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    saturday, sunday = (prayer_times(date(2026, 3, n), 52.52, 13.4, berlin) for n in (28, 29))
    assert saturday.dzuhur.hour == 12
    assert sunday.dzuhur.hour == 13


@pytest.mark.parametrize("place", [(90.0, 0.0), (-90.0, 0.0), (78.2, 15.6)])
def test_where_the_sun_makes_no_prayer_time_it_is_told(place: tuple[float, float]) -> None:
    with pytest.raises(SiarError, match="the sun makes no"):
        prayer_times(date(2026, 6, 21), *place, ZoneInfo("UTC"))


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_a_place_that_is_none_is_refused(place: tuple[float, float]) -> None:
    with pytest.raises(SiarError, match="no place at"):
        prayer_times(date(2026, 6, 21), *place, JAKARTA)


def test_a_correction_of_something_else_is_refused() -> None:
    with pytest.raises(SiarError, match="dhuha"):
        prayer_times(date(2026, 6, 21), *LEBAK, JAKARTA, corrections={"dhuha": 1})
