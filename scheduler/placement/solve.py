"""Solving a placement problem: a quick plan first, then workers that improve it and prove how good it is."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from scheduler.placement.agenda import Group
from scheduler.placement.board import Board
from scheduler.placement.greedy import best_start, filled
from scheduler.placement.groups import groups
from scheduler.placement.plan import Plan
from scheduler.placement.problem import Break, Problem, Spot
from scheduler.placement.quick_bound import quick_bound
from scheduler.placement.remark import Remark
from scheduler.placement.rounds import improve
from scheduler.placement.unplaced import unplaced
from scheduler.placement.value import objective
from scheduler.placement.workers import WorkerDiedError, Workers

END_S = 0.05
CHANGED = Remark(
    "Something changed while the spots were being placed; what still fitted stands, the rest was placed at once."
)
DIED = Remark("The solver died before it was done; this is the best plan it had found by then.")


def greedy(problem: Problem) -> Plan:
    """A plan at once, without a solver, with a simple bound."""
    began = monotonic()
    return _plan(problem, _start(problem), began, "greedy", problem.notes)


def refit(problem: Problem, spots: Iterable[Spot]) -> Plan:
    """At once a plan that keeps what it can of these spots, which were placed for nearly the same problem."""
    began = monotonic()
    best = max((filled(problem, spots), best_start(problem)), key=lambda plan: objective(problem, plan))
    found = [_group(problem, breaks, best) for breaks in groups(problem)]
    return _plan(problem, found, began, "greedy", (*problem.notes, CHANGED))


def solve(problem: Problem, time_limit_s: float = 30.0) -> Plan:
    """The best plan that `time_limit_s` seconds allow, with a proven bound.

    It ends earlier with a proof or when the gap is small enough. When the solver dies, the best plan so far is the
    answer (at worst the greedy one) and `stopped_by` is `failure`.
    """
    began = monotonic()
    with Workers(problem) as workers:
        found, stopped_by = _improved(problem, workers, began + time_limit_s)
    notes = (*problem.notes, DIED) if stopped_by == "failure" else problem.notes
    return _plan(problem, found, began, stopped_by, notes)


def _improved(problem: Problem, workers: Workers, deadline: float) -> tuple[list[Group], str]:
    """The best plans found of each group, and what stopped the work; the quick plan is made while workers start."""
    found: list[Group] = []
    try:
        workers.start()
        found = _start(problem)
        return found, improve(workers, found, deadline - _time_to_tell(problem, found))
    except WorkerDiedError:
        found = found or _start(problem)
        return found, "failure" if any(group.missing for group in found) else "proof"


def _time_to_tell(problem: Problem, found: list[Group]) -> float:
    """How many seconds it takes to lay out the answer and end the workers, with some to spare."""
    began = monotonic()
    _plan(problem, found, began, "greedy", ())
    return 2 * (monotonic() - began) + END_S


def _start(problem: Problem) -> list[Group]:
    spots = best_start(problem)
    return [_group(problem, breaks, spots) for breaks in groups(problem)]


def _group(problem: Problem, breaks: tuple[Break, ...], spots: Iterable[Spot]) -> Group:
    names = {brk.id for brk in breaks}
    inside = frozenset(spot for spot in spots if spot.break_id in names)
    group = Group(problem, breaks, inside, float("inf"))
    group.limit(quick_bound(problem, breaks))
    return group


def _plan(problem: Problem, found: list[Group], began: float, stopped_by: str, notes: tuple[Remark, ...]) -> Plan:
    fixed = frozenset(problem.fixed_spots)
    spots = fixed.union(*(group.spots for group in found))
    value = objective(problem, spots)
    return Plan(
        spots=tuple(sorted(spots, key=lambda spot: (problem.start_us[spot.break_id], spot))),
        unplaced=unplaced(problem, Board(problem, spots)),
        objective=value,
        bound=value + sum(group.missing for group in found),
        seconds=monotonic() - began,
        stopped_by=stopped_by,
        notes=notes,
    )
