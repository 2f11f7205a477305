from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduler.placement import (
    Flight,
    Problem,
    Spot,
    check_suggestion,
    further_suggestions,
    greedy,
    order_in_break,
    read_problem,
    suggestions,
    violations,
    why_here,
)
from tests.placement.weeks import week

DAY = date(2026, 11, 30)


def one_break(capacity_ms: int = 60_000, **changes: object) -> Problem:
    """One break in the morning and two flights that ask for it, the first more urgent."""
    problem = read_problem(week(1, 1, days=1, a_day=1))
    brk = replace(problem.breaks[0], capacity_ms=capacity_ms)
    first = Flight("first", "A", 50_000, 4, DAY, DAY, 1, frozenset({"pagi"}))
    second = Flight("second", "B", 20_000, 2, DAY, DAY, 1, frozenset({"pagi"}))
    return Problem((brk,), (first, replace(second, **changes)))  # type: ignore[arg-type]


def reason(problem: Problem) -> str:
    return {one.flight: one.reason for one in greedy(problem).unplaced}["second"]


def test_a_full_break_is_told_with_who_came_first() -> None:
    assert reason(one_break()) == "The 1 breaks left are full; it has lower priority (2) than first (4)."


def test_a_daypart_without_break_is_told() -> None:
    assert "in its dayparts (malam)" in reason(one_break(dayparts=frozenset({"malam"})))


def test_a_spot_longer_than_its_breaks_is_told() -> None:
    assert "longer than each break" in reason(one_break(spot_ms=70_000))


def test_the_agencys_limit_is_told() -> None:
    problem = replace(one_break(capacity_ms=200_000, agency="A"), agency_per_break=1)
    assert reason(problem).startswith("A has its 1 spots")


def test_what_the_separation_leaves_is_told() -> None:
    assert "at most" in reason(one_break(capacity_ms=200_000, spots_per_day=2))


def test_a_separation_that_keeps_nothing_out_is_not_blamed() -> None:
    asked = reason(one_break(capacity_ms=200_000, spots_per_day=2, separation_min=0))
    assert asked == "It may use 1 breaks on this day, and stands in each at most once."


def test_what_has_no_recording_yet_is_placed_nowhere_and_says_so() -> None:
    document = week(3, 4, days=1)
    document["flights"][0]["spot_ms"] = None
    plan = greedy(read_problem(document))
    missed = document["flights"][0]["id"]
    assert missed not in {spot.flight for spot in plan.spots}
    assert {one.reason for one in plan.unplaced if one.flight == missed} == {"It has no recording yet."}


def test_what_is_missing_and_what_is_placed_make_what_was_asked() -> None:
    problem = read_problem(week(3, 40))
    plan = greedy(problem)
    for flight in problem.flights:
        days = (flight.last_day - flight.first_day).days + 1
        placed = sum(spot.flight == flight.id for spot in plan.spots)
        missing = sum(one.missing for one in plan.unplaced if one.flight == flight.id)
        assert placed + missing == flight.spots_per_day * days


def test_every_suggestion_really_gives_one_more_spot() -> None:
    problem, made = read_problem(week(4, 40)), 0
    plan = greedy(problem)
    for one in plan.unplaced:
        for help_ in suggestions(problem, plan, one.flight, one.day):
            flights = tuple(help_.flight if f.id == one.flight else f for f in problem.flights)
            changed = replace(problem, flights=flights)
            assert help_.break_id
            assert violations(changed, [*plan.spots, Spot(one.flight, help_.break_id)]) == []
            made += 1
    assert made


def test_a_spot_that_is_ten_seconds_too_long_is_told_so() -> None:
    problem = one_break()
    assert [str(one.remark) for one in suggestions(problem, greedy(problem), "second", DAY)] == ["10 s shorter."]


def test_a_suggestion_for_which_others_must_move_is_checked_by_solving_again() -> None:
    problem = one_break(priority=3)
    plan = greedy(problem)
    checked = {
        str(one.remark): check_suggestion(problem, plan, one, 5)
        for one in further_suggestions(problem, plan, "second", DAY)
    }
    assert set(checked) == {"Priority 3 → 4."}
    assert checked["Priority 3 → 4."] is None  # as urgent as the other, and that one stands


def test_a_higher_priority_that_pays_is_told_with_its_plan() -> None:
    problem = one_break(priority=4, spot_ms=55_000)
    plan = greedy(problem)
    raised = next(one for one in further_suggestions(problem, plan, "second", DAY) if "Priority" in str(one.remark))
    again = check_suggestion(problem, plan, raised, 5)
    assert again is not None
    assert [spot.flight for spot in again.spots] == ["second"]


def flights_of(*asked: tuple[str, str, int]) -> dict[str, Flight]:
    return {n: Flight(n, agency, 1000, priority, DAY, DAY, 1, frozenset()) for n, agency, priority in asked}


def order(flights: dict[str, Flight], previous: tuple[str, ...] = ()) -> str:
    spots = [Spot(name, "b") for name in flights]
    return "".join(spot.flight for spot in order_in_break(spots, flights, [Spot(name, "a") for name in previous]))


def test_urgent_spots_come_first_in_a_break() -> None:
    assert order(flights_of(("a", "A", 1), ("b", "B", 5), ("c", "C", 3))) == "bca"


def test_two_of_one_agency_are_not_side_by_side_where_it_can_be_avoided() -> None:
    assert order(flights_of(("a", "A", 3), ("b", "A", 3), ("c", "C", 1))) == "acb"
    assert order(flights_of(("a", "A", 1), ("b", "B", 1), ("c", "B", 1))) == "bac"


def test_of_equals_the_one_not_just_heard_comes_first() -> None:
    assert order(flights_of(("a", "A", 2), ("b", "B", 2)), previous=("a",)) == "ba"


def test_the_order_does_not_hang_on_how_the_spots_were_given() -> None:
    flights = flights_of(("a", "A", 2), ("b", "B", 2), ("c", "A", 5))
    assert order(flights) == order(dict(reversed(flights.items())))


def test_a_spot_that_was_published_is_told_to_stay() -> None:
    problem = one_break()
    spot = Spot("first", problem.breaks[0].id)
    kept = replace(problem, published=frozenset({spot}))
    assert str(why_here(kept, greedy(kept), spot)) == "It stays where it was published."


def test_a_spot_that_fits_nowhere_else_is_told_so() -> None:
    problem = one_break()
    assert "No other break" in str(why_here(problem, greedy(problem), Spot("first", problem.breaks[0].id)))


def test_a_spot_in_a_fixed_break_is_told_so() -> None:
    problem = one_break()
    spot = Spot("first", problem.breaks[0].id)
    fixed = replace(problem, published=frozenset({spot}), held=frozenset({spot.break_id}))
    assert "fixed" in str(why_here(fixed, greedy(fixed), spot))
