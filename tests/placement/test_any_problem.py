"""Whatever the problem looks like: every rule holds, the value is as told, and no bound is below the best plan."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from scheduler.placement import Problem, greedy, objective, read_problem, solve
from scheduler.placement.board import Board
from scheduler.placement.groups import groups
from scheduler.placement.quick_bound import quick_bound
from scheduler.placement.tasks import Anneal, Bound, ChoosePatterns, Found, Polish, Prove, Relax, Sweep, Task
from tests.placement.rules import best_value, faults, value
from tests.placement.shapes import Document, documents

KINDS = [Relax, Prove, Anneal, Sweep, Polish, ChoosePatterns]
TINY = documents(breaks=5, flights=2)


def pairs(spots: object) -> set[tuple[str, str]]:
    return {(spot.flight, spot.break_id) for spot in spots}  # type: ignore[attr-defined]


def whole(problem: Problem, kind: type[Task]) -> Task:
    """The task for all open breaks at once, from the greedy plan where it starts from one."""
    names = tuple(brk.id for group in groups(problem) for brk in group)
    inside = tuple(spot for spot in greedy(problem).spots if spot.break_id not in problem.fixed)
    if kind is Anneal:
        return Anneal(names, (), inside, steps=2000)
    return ChoosePatterns(names, (), inside, nodes=20) if kind is ChoosePatterns else kind(names, (), inside)


@settings(max_examples=150, deadline=None)
@given(document=documents())
def test_the_greedy_plan_breaks_no_rule_and_its_value_is_as_told(document: Document) -> None:
    plan = greedy(read_problem(document))
    assert faults(document, pairs(plan.spots)) == []
    assert plan.objective == pytest.approx(value(document, pairs(plan.spots)))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(document=documents())
def test_what_a_worker_finds_breaks_no_rule(kind: type[Task], document: Document) -> None:
    problem = read_problem(document)
    assume(groups(problem))
    for message in whole(problem, kind).run(problem):
        if isinstance(message, Found):
            assert faults(document, pairs(message.spots) | pairs(problem.fixed_spots)) == []


@pytest.mark.parametrize("kind", [Relax, Prove, ChoosePatterns])
@settings(max_examples=30, deadline=None)
@given(document=TINY)
def test_no_bound_of_a_worker_is_below_the_best_of_all_plans(kind: type[Task], document: Document) -> None:
    problem = read_problem(document)
    assume(groups(problem))
    fixed = objective(problem, problem.fixed_spots)
    bounds = [message.value for message in whole(problem, kind).run(problem) if isinstance(message, Bound)]
    assert min(bounds) + fixed >= best_value(document) - 1e-6


@settings(max_examples=60, deadline=None)
@given(document=TINY)
def test_nor_is_the_bound_that_needs_no_solver(document: Document) -> None:
    problem = read_problem(document)
    fixed = objective(problem, Board(problem).spots)
    assert fixed + quick_bound(problem, problem.breaks) >= best_value(document) - 1e-9


@settings(max_examples=8, deadline=None)
@given(document=TINY)
def test_the_solved_plan_of_a_tiny_problem_is_the_best_of_all(document: Document) -> None:
    plan = solve(read_problem(document), 20)
    assert faults(document, pairs(plan.spots)) == []
    assert plan.objective == pytest.approx(best_value(document))
    assert plan.bound >= plan.objective
