"""Format clocks: what an hour can hold, which hours follow which, and the days that are exceptions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scheduler.clock_editing import (
    add_clock,
    add_exception,
    assign_hours,
    change_clock,
    remove_clock,
    remove_exception,
)
from scheduler.clock_fields import read_clock
from scheduler.clocks import ClockElement, ClockWeek, FormatClock, clock_week, elements_between
from scheduler.errors import Conflict, Invalid
from scheduler.undo import undo_last
from tests.week.shows import ADMIN, NOW, TRAFFIC, WIB, wib

EVERY_HOUR = [(day, hour) for day in range(7) for hour in range(24)]


def element(at_s: int, feature: str = "break", **more: Any) -> dict[str, Any]:
    return {"at_s": at_s, "feature": feature, "capacity_ms": 120_000 if feature == "break" else 0, **more}


def clock(name: str, *elements: dict[str, Any]) -> Any:
    return read_clock({"name": name, "elements": list(elements)})


@pytest.mark.parametrize(
    ("elements", "fault"),
    [
        ([element(3_500)], "elements.0.capacity_ms"),
        ([element(0, capacity_ms=3_600_001)], "elements.0.capacity_ms"),
        ([element(0, capacity_ms=-1)], "elements.0.capacity_ms"),
        ([element(3_600)], "elements.0.at_s"),
        ([element(1_200), element(1_260)], "elements.1.at_s"),
        ([element(0, "station_id", timing="hard"), element(0, "jingle", timing="hard")], "elements.0.at_s"),
        ([element(0, "feature")], "elements.0.tag"),
        ([element(0, "song")], "elements.0.feature"),
        (["break"], "elements.0.at_s"),
        ("break", "elements"),
        ([element(n) for n in range(121)], "elements"),
    ],
)
def test_what_no_hour_can_hold_is_told_where_it_stands(elements: Any, fault: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_clock({"name": "Jam", "elements": elements})
    assert fault in refused.value.fields


def test_a_break_of_no_capacity_is_a_break_closed_for_now() -> None:
    assert clock("Jam", element(1_200, capacity_ms=0)).elements[0][3] == 0


def starts(session: Session, day: int) -> list[str]:
    found = elements_between(clock_week(session), wib(f"{day} 04.00"), wib(f"{day} 04.00") + timedelta(days=1), WIB)
    return [f"{each.at.astimezone(WIB):%H.%M}" for each in found]


def test_hours_follow_their_clock_and_exceptions_their_days(session: Session) -> None:
    usual = add_clock(session, TRAFFIC, clock("Biasa", element(1_200)), NOW)
    ramadan = add_clock(session, TRAFFIC, clock("Ramadan", element(1_800)), NOW)
    assign_hours(session, TRAFFIC, EVERY_HOUR, usual.id, NOW)
    add_exception(session, TRAFFIC, "Ramadan", (date(2026, 11, 20), date(2026, 12, 20)), range(16, 19), ramadan.id, NOW)
    one_day = add_exception(session, TRAFFIC, "HUT", (date(2026, 11, 26), date(2026, 11, 26)), [17], None, NOW)
    assert starts(session, 25)[11:15] == ["15.20", "16.30", "17.30", "18.30"]
    assert starts(session, 26)[11:14] == ["15.20", "16.30", "18.30"]
    remove_exception(session, TRAFFIC, one_day.id, NOW)
    assert "17.30" in starts(session, 26)
    undo_last(session, TRAFFIC.name, NOW)
    assert "17.30" not in starts(session, 26)


def test_a_change_is_one_step_and_the_second_editor_is_told(session: Session) -> None:
    usual = add_clock(session, TRAFFIC, clock("Biasa", element(1_200), element(2_400)), NOW)
    change_clock(session, TRAFFIC, usual.id, 1, clock("Biasa", element(600)), NOW)
    with pytest.raises(Conflict):
        change_clock(session, ADMIN, usual.id, 1, clock("Biasa", element(900)), NOW)
    undo_last(session, TRAFFIC.name, NOW)
    assert [each.at_s for each in usual.elements] == [1_200, 2_400]


def test_a_clock_in_use_stays_and_one_that_went_comes_back_with_its_elements(session: Session) -> None:
    usual = add_clock(session, TRAFFIC, clock("Biasa", element(1_200)), NOW)
    assign_hours(session, TRAFFIC, [(0, 6)], usual.id, NOW)
    with pytest.raises(Conflict):
        remove_clock(session, TRAFFIC, usual.id, 1, NOW)
    assign_hours(session, TRAFFIC, [(0, 6)], None, NOW)
    remove_clock(session, TRAFFIC, usual.id, 1, NOW)
    undo_last(session, TRAFFIC.name, NOW)
    undo_last(session, TRAFFIC.name, NOW)
    assert [each.at_s for each in clock_week(session).hours[0, 6].elements] == [1_200]


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(["Asia/Jakarta", "Europe/Berlin", "America/New_York"]),
    start=st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-01")),
    seconds=st.sets(st.integers(0, 3_599), min_size=1, max_size=4),
)
def test_every_hour_that_listeners_live_through_has_its_elements_once(
    zone: str, start: datetime, seconds: set[int]
) -> None:
    here = ZoneInfo(zone)
    begin = start.replace(minute=0, second=0, microsecond=0, tzinfo=here)
    hour = FormatClock(
        id="c",
        name="c",
        elements=[ClockElement(at_s=s, feature="break", timing="soft", capacity_ms=1) for s in seconds],
    )
    week = ClockWeek({(day, h): hour for day in range(7) for h in range(24)})
    found = elements_between(week, begin, begin.astimezone(ZoneInfo("UTC")) + timedelta(hours=30), here)
    assert len(found) == 30 * len(seconds)
    assert [each.at for each in found] == sorted({each.at for each in found})


def test_a_clock_without_a_name_and_a_break_beyond_its_hour_are_told_in_a_clocks_words() -> None:
    with pytest.raises(Invalid) as refused:
        read_clock({"name": " ", "elements": [element(-60), element(0, capacity_ms=4_200_000)]})
    told = {field: fault.mend for field, fault in refused.value.fields.items()}
    assert told["name"] == "Give the clock a name."
    assert told["elements.0.at_s"].endswith("from 0.00 to 59.59.")
    assert told["elements.1.capacity_ms"].endswith("from 0.00 to 60.00.")
