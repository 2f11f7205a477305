"""A clock's list as a form: one row for each element, minutes and seconds as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from scheduler.clock_fields import ClockPlan, PlannedElement, read_clock
from scheduler.clocks import Feature, FormatClock

COLUMNS = ("at", "feature", "timing", "capacity", "tag")
WRITTEN = re.compile(r"(\d{1,3})(?:[.:,](\d{1,2}))?", re.ASCII)
Row = dict[str, str]


def rows_of(elements: Sequence[PlannedElement]) -> list[Row]:
    """What stands in the form for these elements."""
    return [
        {
            "at": _told(each.at_s),
            "feature": each.feature,
            "timing": each.timing,
            "capacity": _told(each.capacity_ms // 1000) if each.feature == Feature.BREAK else "",
            "tag": each.tag or "",
        }
        for each in elements
    ]


def plan_of(clock: FormatClock) -> ClockPlan:
    """The clock as a value."""
    return ClockPlan(
        clock.name,
        tuple(
            PlannedElement(each.at_s, each.feature, each.timing, each.capacity_ms, each.tag) for each in clock.elements
        ),
    )


def typed_rows(form: MultiDict[str, str]) -> list[Row]:
    """The rows as they were typed; one without a minute is none."""
    columns = [form.getlist(name) for name in COLUMNS]
    rows = [dict(zip(COLUMNS, values, strict=True)) for values in zip(*columns, strict=False)]
    return [row for row in rows if row["at"].strip()]


def read_rows(name: str, rows: Sequence[Row]) -> ClockPlan:
    """The clock that was typed. Raises Invalid; `elements.3.at_s` is the fourth row's minute."""
    return read_clock({"name": name, "elements": [_element(row) for row in rows]})


def _element(row: Row) -> dict[str, Any]:
    capacity = _seconds(row["capacity"] or "0")
    is_break = row["feature"] == Feature.BREAK
    return {
        "at_s": _seconds(row["at"]),
        "feature": row["feature"],
        "timing": row["timing"],
        "capacity_ms": (capacity * 1000 if isinstance(capacity, int) else capacity) if is_break else 0,
        "tag": row["tag"] if row["feature"] == Feature.FEATURE else "",
    }


def _seconds(written: str) -> int | str:
    """20.30 is twenty minutes and thirty seconds; what cannot be read goes on as it is, to be refused by the rules."""
    match = WRITTEN.fullmatch(written.strip())
    if not match or int(match[2] or 0) > 59:
        return written or "?"
    return int(match[1]) * 60 + int(match[2] or 0)


def _told(seconds: int) -> str:
    return f"{seconds // 60:02}.{seconds % 60:02}"
