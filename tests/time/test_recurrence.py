from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.recurrence import occurrences
from scheduler.recurrence_rules import RecurrenceError

JAKARTA, BERLIN, NEW_YORK = (ZoneInfo(name) for name in ("Asia/Jakarta", "Europe/Berlin", "America/New_York"))


at = datetime.fromisoformat  # moments on the wall, without a zone


def walls(rule: str, first: str, zone: ZoneInfo, after: str, before: str, **changes: object) -> list[str]:
    """What airs in a window told on the station's wall, as ISO texts with their offset."""
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (after, before))
    found = occurrences(rule, datetime.fromisoformat(first), zone, begin, end, **changes)  # type: ignore[arg-type]
    return [moment.isoformat(timespec="minutes") for moment in found]


def test_a_weekly_programme_airs_on_its_days_only() -> None:
    found = walls("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-30T06:00", JAKARTA, "2026-11-30", "2026-12-08")
    assert found == ["2026-11-30T06:00+07:00", "2026-12-03T06:00+07:00", "2026-12-07T06:00+07:00"]


def test_the_window_holds_its_start_and_not_its_end() -> None:
    found = walls("FREQ=DAILY", "2026-11-01T06:00", JAKARTA, "2026-11-30T06:00", "2026-12-01T06:00")
    assert found == ["2026-11-30T06:00+07:00"]


def test_without_a_rule_it_airs_once_and_on_its_extra_dates() -> None:
    extra = [at("2026-12-02T09:00")]
    found = walls("", "2026-11-30T06:00", JAKARTA, "2026-11-01", "2027-01-01", rdates=extra)
    assert found == ["2026-11-30T06:00+07:00", "2026-12-02T09:00+07:00"]


@pytest.mark.parametrize(
    ("zone", "days", "offsets"),
    [
        (BERLIN, ("2026-03-28", "2026-03-31"), ["+01:00", "+02:00", "+02:00"]),
        (BERLIN, ("2026-10-24", "2026-10-27"), ["+02:00", "+01:00", "+01:00"]),
        (NEW_YORK, ("2026-03-07", "2026-03-10"), ["-05:00", "-04:00", "-04:00"]),
        (NEW_YORK, ("2026-10-31", "2026-11-03"), ["-04:00", "-05:00", "-05:00"]),
        (JAKARTA, ("2026-03-28", "2026-03-31"), ["+07:00", "+07:00", "+07:00"]),
    ],
)
def test_six_oclock_stays_six_oclock_across_a_change_of_the_clock(
    zone: ZoneInfo, days: tuple[str, str], offsets: list[str]
) -> None:
    found = walls("FREQ=DAILY", "2026-01-01T06:00", zone, *days)
    assert [text[11:16] for text in found] == ["06:00"] * 3
    assert [text[16:] for text in found] == offsets


def test_a_time_that_the_clock_skips_is_aired_an_hour_later() -> None:
    found = walls("FREQ=DAILY", "2026-03-28T02:30", BERLIN, "2026-03-28", "2026-03-31")
    assert found == ["2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"]


def test_a_time_that_the_clock_shows_twice_is_aired_the_first_time() -> None:
    assert walls("FREQ=DAILY", "2026-10-24T02:30", BERLIN, "2026-10-25", "2026-10-26") == ["2026-10-25T02:30+02:00"]


def test_the_news_on_the_hour_is_aired_in_each_hour_that_passes() -> None:
    for night, hours in (("2026-03-29", 23), ("2026-10-25", 25)):
        end = (datetime.fromisoformat(night) + timedelta(days=1)).isoformat()
        found = walls("FREQ=HOURLY", "2026-01-01T00:00", BERLIN, night, end)
        assert len(set(found)) == hours


def test_a_programme_at_midnight_belongs_to_the_day_it_starts() -> None:
    found = walls("FREQ=DAILY", "2026-10-01T00:00", NEW_YORK, "2026-10-31", "2026-11-02")
    assert found == ["2026-10-31T00:00-04:00", "2026-11-01T00:00-04:00"]


def test_exceptions_leave_out_a_moment_or_a_whole_day() -> None:
    rule = "RRULE:FREQ=DAILY;BYHOUR=6,18\nEXDATE:20261201T060000\nEXDATE;VALUE=DATE:20261202"
    found = walls(rule, "2026-12-01T06:00", JAKARTA, "2026-12-01", "2026-12-04")
    assert [text[5:13] for text in found] == ["12-01T18", "12-03T06", "12-03T18"]


def test_dates_said_in_utc_or_another_zone_are_turned_to_the_stations_wall() -> None:
    rule = "RRULE:FREQ=DAILY;UNTIL=20261202T230000Z\nEXDATE:20261130T230000Z\nRDATE;TZID=Europe/Berlin:20261205T000000"
    found = walls(rule, "2026-11-30T06:00", JAKARTA, "2026-11-30", "2026-12-10")
    assert [text[5:16] for text in found] == ["11-30T06:00", "12-02T06:00", "12-03T06:00", "12-05T06:00"]


def test_until_a_date_means_the_whole_of_that_day() -> None:
    found = walls("FREQ=DAILY;UNTIL=20261201", "2026-11-30T20:00", JAKARTA, "2026-11-30", "2026-12-10")
    assert len(found) == 2


def test_one_episode_moves_alone_also_out_of_and_into_the_window() -> None:
    moved = {at("2026-12-01T06:00"): at("2026-12-05T09:00"), at("2026-12-20T06:00"): at("2026-12-02T09:00")}
    found = walls("FREQ=DAILY", "2026-11-30T06:00", JAKARTA, "2026-12-01", "2026-12-04", moved=moved)
    assert [text[5:16] for text in found] == ["12-02T06:00", "12-02T09:00", "12-03T06:00"]


def test_a_move_of_what_is_no_episode_any_more_changes_nothing() -> None:
    moved = {at("2026-12-01T07:00"): at("2026-12-01T09:00")}
    assert len(walls("FREQ=DAILY", "2026-11-30T06:00", JAKARTA, "2026-12-01", "2026-12-02", moved=moved)) == 1


@pytest.mark.parametrize("target", [at("2026-12-01T06:00"), at("2026-12-02T06:00")])
def test_an_episode_can_be_moved_neither_onto_itself_nor_onto_another(target: datetime) -> None:
    with pytest.raises(RecurrenceError, match="there is one already"):
        walls(
            "FREQ=DAILY",
            "2026-11-30T06:00",
            JAKARTA,
            "2026-12-01",
            "2026-12-09",
            moved={at("2026-12-01T06:00"): target},
        )


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("FREQ=SECONDLY", "by the minute or the second"),
        ("FREQ=MINUTELY;INTERVAL=5", "by the minute or the second"),
        ("FREQ=DAILY;BYSECOND=1,2", "by the minute or the second"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;COUNT=-1", "COUNT"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20261212", "both"),
        ("FREQ=FORTNIGHTLY", "FREQ"),
        ("FREQ=WEEKLY;BYDAY=SENIN", "BYDAY"),
        ("FREQ=DAILY;UNTIL=20261340", "20261340"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY"),
        ("INTERVAL=2", "FREQ"),
        ("every day", "EVERY"),
        ("DTSTART:20261130T060000", "DTSTART"),
        ("EXDATE;TZID=Mars/Olympus:20261130T060000", "no time zone"),
        ("RDATE:" + "20261130T060000," * 10_000, "longer"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_fault(rule: str, fault: str) -> None:
    with pytest.raises(RecurrenceError, match=fault):
        walls(rule, "2026-11-30T06:00", JAKARTA, "2026-12-01", "2026-12-08")


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMINUTE=0,1,2,3,4,5"]
)
def test_what_would_grow_without_measure_is_refused(rule: str) -> None:
    with pytest.raises(RecurrenceError, match="more than"):
        walls(rule, "1926-11-30T06:00", JAKARTA, "2026-12-01", "2126-12-08")


def test_a_rule_without_end_that_never_matches_makes_nothing() -> None:
    assert walls("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T06:00", JAKARTA, "2026-01-01", "2036-01-01") == []


@settings(max_examples=60, deadline=None)
@given(
    first=st.datetimes(at("2025-01-01T00:00"), at("2026-06-01T00:00")).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    rule=st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=MONTHLY", "FREQ=HOURLY;INTERVAL=5"]),
    zone=st.sampled_from([JAKARTA, BERLIN, NEW_YORK]),
    cut=st.integers(1, 60 * 24 * 20),
)
def test_two_windows_side_by_side_hold_what_one_holds(first: datetime, rule: str, zone: ZoneInfo, cut: int) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    middle, end = start + timedelta(minutes=cut), start + timedelta(days=40)
    parts = [occurrences(rule, first, zone, *window) for window in ((start, middle), (middle, end))]
    whole = occurrences(rule, first, zone, start, end)
    assert parts[0] + parts[1] == whole
    assert whole == sorted(set(whole))
    assert all(moment.utcoffset() is not None for moment in whole)
