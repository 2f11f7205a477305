from __future__ import annotations

from typing import Any

import pytest

from scheduler.placement import PlacementError, read_problem, solve
from tests.placement.weeks import week


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ("breaks", "capacity_ms", -1),
        ("breaks", "capacity_ms", "90 s"),
        ("breaks", "capacity_ms", True),
        ("breaks", "starts_at", "2026-11-30T05:08:00"),
        ("breaks", "starts_at", "tomorrow"),
        ("breaks", "day", "2026-02-30"),
        ("breaks", "id", ""),
        ("flights", "priority", 6),
        ("flights", "spot_ms", 0),
        ("flights", "spot_ms", 1e300),
        ("flights", "spots_per_day", -2),
        ("flights", "separation_min", None),
        ("flights", "total", -1),
        ("flights", "last_day", "2020-01-01"),
        ("flights", "dayparts", "pagi"),
        ("flights", "dayparts", [1]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(where: str, key: str, value: object) -> None:
    document = week(1, 3)
    document[where][1][key] = value
    with pytest.raises(PlacementError, match=rf"{where}\[1\]\.{key}"):
        read_problem(document)


@pytest.mark.parametrize(
    "document", [None, [], "x", {}, {"breaks": []}, {"breaks": {}, "flights": []}, {"breaks": [1], "flights": []}]
)
def test_what_is_no_problem_at_all_is_refused(document: Any) -> None:
    with pytest.raises(PlacementError):
        read_problem(document)


def test_an_id_that_is_there_twice_is_refused() -> None:
    document = week(1, 2)
    document["flights"][1]["id"] = document["flights"][0]["id"]
    with pytest.raises(PlacementError, match="twice"):
        read_problem(document)


def test_without_breaks_everything_is_unplaced_with_its_reason() -> None:
    document = week(2, 4) | {"breaks": []}
    plan = solve(read_problem(document), 1)
    assert plan.spots == ()
    assert {one.flight for one in plan.unplaced} == {flight["id"] for flight in document["flights"]}
    assert {one.reason for one in plan.unplaced} == {"There is no break on this day."}
    assert plan.gap == 0


def test_breaks_of_no_capacity_take_nothing_and_say_so() -> None:
    document = week(3, 4)
    for brk in document["breaks"]:
        brk["capacity_ms"] = 0
    plan = solve(read_problem(document), 1)
    assert plan.spots == ()
    assert all(one.reason for one in plan.unplaced)


def test_a_separation_longer_than_a_day_is_allowed() -> None:
    document = week(4, 1, days=3)
    document["flights"][0] |= {"separation_min": 3000, "first_day": "2026-11-30", "last_day": "2026-12-02"}
    assert len(solve(read_problem(document), 2).spots) <= 2
