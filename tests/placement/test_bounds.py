from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.placement import Problem, Spot, greedy, objective, plan_as_json, read_problem, violations
from scheduler.placement.board import Board
from scheduler.placement.count_tree import CountTree
from scheduler.placement.fullest import fullest
from scheduler.placement.highs import prove
from scheduler.placement.model import build
from scheduler.placement.pattern import Item, best_pattern
from scheduler.placement.pattern_choice import PatternChoice
from scheduler.placement.pattern_list import full_patterns
from scheduler.placement.pattern_prices import PatternPrices
from scheduler.placement.polish import polish
from scheduler.placement.quick_bound import quick_bound
from tests.placement.weeks import week

ITEMS = st.lists(st.tuples(st.integers(-2, 20), st.integers(1, 30), st.sampled_from("AB")), max_size=8)


def best_of_all(problem: Problem) -> float:
    choices = [Spot(flight.id, brk.id) for flight in problem.flights for brk in problem.breaks]
    plans = (some for n in range(len(choices) + 1) for some in combinations(choices, n))
    return max(objective(problem, spots) for spots in plans if not violations(problem, spots))


@settings(max_examples=60, deadline=None)
@given(asked=ITEMS, room=st.integers(0, 60), limit=st.integers(0, 3))
def test_the_best_pattern_is_the_best_of_all_that_fit(asked: list[tuple[int, int, str]], room: int, limit: int) -> None:
    items = [Item(n, float(profit), length, agency) for n, (profit, length, agency) in enumerate(asked)]
    fitting = [
        some
        for n in range(len(items) + 1)
        for some in combinations(items, n)
        if sum(item.length for item in some) <= room
        and all(sum(item.agency == name for item in some) <= limit for name in "AB")
    ]
    found = best_pattern(items, room, {"A": limit, "B": limit})
    assert found.value == pytest.approx(max(sum(item.profit for item in some) for some in fitting))
    assert found.bound == found.value
    assert sum(items[n].profit for n in found.columns) == pytest.approx(found.value)


@settings(max_examples=60, deadline=None)
@given(lengths=st.lists(st.integers(1, 40), max_size=7), room=st.integers(0, 100))
def test_a_break_is_never_fuller_than_whole_spots_make_it(lengths: list[int], room: int) -> None:
    sums = [sum(some) for n in range(len(lengths) + 1) for some in combinations(lengths, n)]
    assert fullest(lengths, room) == max(total for total in sums if total <= room)


@pytest.mark.parametrize("seed", range(6))
def test_no_bound_by_patterns_is_below_the_best_plan_there_is(seed: int) -> None:
    document = week(seed, 3, days=1, a_day=4, quotas=seed % 2 == 0)
    document["published"] = plan_as_json(greedy(read_problem(week(seed, 3, days=1, a_day=4))))["spots"]
    problem = read_problem(document)
    choice = PatternChoice(PatternPrices(problem, problem.breaks, Board(problem)))
    assert min(choice.bounds()) >= best_of_all(problem) - 1e-9


@pytest.mark.parametrize(("seed", "flights"), [(2, 16), (1, 16), (4, 20), (6, 20)])
def test_a_day_whose_patterns_leave_a_gap_is_proven_by_its_counts(seed: int, flights: int) -> None:
    problem = read_problem(week(seed, flights, days=1))
    choice = PatternChoice(PatternPrices(problem, problem.breaks, Board(problem)))
    by_patterns = min(choice.bounds())
    tree = CountTree(choice, 0.0)
    best = list(tree.plans(60))[-1]
    assert violations(problem, best) == []
    assert objective(problem, best) == pytest.approx(tree.value)
    assert tree.value == pytest.approx(tree.bound)
    assert tree.bound < by_patterns - 1e-3
    otherwise = prove(build(problem, problem.breaks, Board(problem)), best, nodes=1000, seconds=60)
    assert otherwise.bound == pytest.approx(tree.value)


@settings(max_examples=60, deadline=None)
@given(asked=ITEMS.filter(len), room=st.integers(0, 60), limit=st.integers(0, 3))
def test_listed_patterns_are_all_that_take_no_more(asked: list[tuple[int, int, str]], room: int, limit: int) -> None:
    lengths, agencies = [length for _, length, _ in asked], [agency for _, _, agency in asked]

    def fits(some: frozenset[int]) -> bool:
        here = [agencies[n] for n in some]
        return sum(lengths[n] for n in some) <= room and all(here.count(name) <= limit for name in "AB")

    numbers = range(len(asked))
    fitting = [
        frozenset(some) for n in range(len(asked) + 1) for some in combinations(numbers, n) if fits(frozenset(some))
    ]
    full = {some for some in fitting if not any(fits(some | {n}) for n in numbers if n not in some)}
    listed = full_patterns(lengths, agencies, room, {"A": limit, "B": limit})
    assert listed is not None
    assert {frozenset(n for n in numbers if row[n]) for row in listed} == full


def test_what_is_fixed_beyond_a_total_takes_nothing_from_the_bound() -> None:
    document = week(1, 1, days=1)
    flight, first = document["flights"][0], document["breaks"][0]
    flight["total"] = 0
    document["published"] = [{"flight": flight["id"], "break": first["id"]}]
    document["fixed_before"] = document["breaks"][1]["starts_at"]
    problem = read_problem(document)
    assert quick_bound(problem, problem.breaks) == 0


def test_the_plan_made_of_patterns_keeps_every_rule() -> None:
    document = week(5, 30)
    document["published"] = plan_as_json(greedy(read_problem(document)))["spots"]
    problem = read_problem(document)
    choice = PatternChoice(PatternPrices(problem, problem.breaks, Board(problem)))
    bound, spots = min(choice.bounds()), choice.spots()
    assert violations(problem, spots) == []
    assert 0 < objective(problem, spots) <= bound


@pytest.mark.parametrize("quotas", [False, True])
def test_each_polished_plan_is_better_and_keeps_every_rule(quotas: bool) -> None:
    problem = read_problem(week(6, 30 if quotas else 14, quotas=quotas))
    start = greedy(problem).spots
    values = [objective(problem, start)]
    for spots in polish(problem, problem.breaks, (), start, turns=4, seed=1):
        assert violations(problem, spots) == []
        values.append(objective(problem, spots))
    assert len(values) > 1
    assert values == sorted(values)


def test_the_same_seed_polishes_the_same_way() -> None:
    problem = read_problem(week(6, 10))
    one, two = (list(polish(problem, problem.breaks, (), greedy(problem).spots, 2, seed=2)) for _ in range(2))
    assert one == two
