"""Why a spot stands in its break."""

from __future__ import annotations

from scheduler.placement.board import Board
from scheduler.placement.plan import Plan
from scheduler.placement.problem import Problem, Spot
from scheduler.placement.remark import Remark, remark


def why_here(problem: Problem, plan: Plan, spot: Spot) -> Remark:
    """What holds a spot of the plan where it is: what is fixed, what was published, or how little else would do."""
    if spot.break_id in problem.fixed:
        return remark("Its break is fixed: it airs as published.")
    if spot in problem.published:
        return remark("It stays where it was published.")
    free = _free_elsewhere(problem, plan, spot)
    if not free:
        return remark("No other break of the day would take it beside the other spots.")
    return remark("It could as well be in %(breaks)d other breaks of the day: all are worth the same.", breaks=free)


def _free_elsewhere(problem: Problem, plan: Plan, spot: Spot) -> int:
    board = Board(problem, (other for other in plan.spots if other != spot))
    flight, brk = problem.flight_by_id[spot.flight], problem.break_by_id[spot.break_id]
    others = (other for other in problem.breaks_by_day[brk.day] if other != brk)
    return sum(board.obstacle(flight, other) is None for other in others)
