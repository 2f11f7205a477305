"""Placement problems of any shape, for properties: few breaks or none, parallel ones, odd dayparts, other zones,
spots published against the rules.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]
FIRST = datetime.fromisoformat("2026-11-30T04:00:00+07:00")
PARTS = ("pagi", "malam", "Ramadan ☾")
DAYS = st.integers(0, 2)


@st.composite
def _breaks(draw: st.DrawFn, most: int) -> list[Document]:
    listed = draw(st.lists(st.tuples(DAYS, st.integers(0, 47), st.sampled_from(PARTS)), max_size=most))
    return [
        {
            "id": f"b{n}",
            "day": (FIRST + timedelta(days=day)).date().isoformat(),
            "starts_at": _told(FIRST + timedelta(days=day, minutes=30 * half), draw(st.sampled_from((-5, 0, 7)))),
            "daypart": part,
            "capacity_ms": draw(st.sampled_from((0, 30_000, 60_000, 120_000))),
        }
        for n, (day, half, part) in enumerate(listed)
    ]


def _told(at: datetime, hours: int) -> str:
    return at.astimezone(timezone(timedelta(hours=hours))).isoformat()


@st.composite
def _flight(draw: st.DrawFn, n: int) -> Document:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return {
        "id": f"f{n}",
        "agency": draw(st.sampled_from("AB")),
        "spot_ms": draw(st.sampled_from((1, 15_000, 20_000, 31_240, 60_000))),
        "priority": draw(st.integers(1, 5)),
        "first_day": (FIRST + timedelta(days=first)).date().isoformat(),
        "last_day": (FIRST + timedelta(days=last)).date().isoformat(),
        "spots_per_day": draw(st.sampled_from((0, 1, 2, 4, 1000))),
        "dayparts": draw(st.lists(st.sampled_from(PARTS), unique=True)),
        "separation_min": draw(st.sampled_from((0, 30, 60, 600, 3000))),
        "total": draw(st.sampled_from((None, None, 0, 1, 3))),
    }


@st.composite
def documents(draw: st.DrawFn, breaks: int = 8, flights: int = 5) -> Document:
    """A problem as a JSON document, of at most so many breaks and flights."""
    there = draw(_breaks(breaks))
    asking = [draw(_flight(n)) for n in range(draw(st.integers(0, flights)))]
    pairs = [{"flight": flight["id"], "break": brk["id"]} for flight in asking for brk in there]
    published = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    cut = draw(st.sampled_from((None, None, 8, 20)))
    return {
        "breaks": there,
        "flights": asking,
        "agency_per_break": draw(st.integers(0, 2)),
        "published": published,
        "fixed_before": None if cut is None else (FIRST + timedelta(hours=cut)).isoformat(),
    }
