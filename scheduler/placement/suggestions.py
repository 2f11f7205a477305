"""What would help a spot that found no place, each suggestion tried on the plan before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.placement.board import Board
from scheduler.placement.plan import Plan
from scheduler.placement.problem import Break, Flight, Problem
from scheduler.placement.remark import Remark, remark

SHORTER_S = (2, 5, 10, 15, 20, 30)
SEPARATIONS = (150, 120, 90, 60, 45, 30, 20, 15, 10, 5)


@dataclass(frozen=True)
class Suggestion:
    """A changed flight that gets one more spot at once, without moving any other, and the break that takes it."""

    remark: Remark
    flight: Flight
    break_id: str


def suggestions(problem: Problem, plan: Plan, flight_id: str, day: date) -> list[Suggestion]:
    """What would give this flight one more spot on this day; empty when none of the small changes does."""
    board, flight = Board(problem, plan.spots), problem.flight_by_id[flight_id]
    if board.a_day[flight_id, day] >= flight.spots_per_day:
        return []
    tried = (_other_daypart(board, flight, day), _shorter(board, flight, day), _nearer(board, flight, day))
    return [one for found in tried for one in found]


def _free(board: Board, flight: Flight, day: date) -> list[Break]:
    """The breaks that would take a spot of this (changed) flight as the plan stands."""
    return [brk for brk in board.problem.breaks_by_day.get(day, ()) if board.obstacle(flight, brk) is None]


def _other_daypart(board: Board, flight: Flight, day: date) -> Iterator[Suggestion]:
    there = {brk.daypart for brk in board.problem.breaks_by_day.get(day, ())}
    for name in sorted(there - flight.dayparts):
        changed = replace(flight, dayparts=flight.dayparts | {name})
        if free := _free(board, changed, day):
            text = "Also in %(daypart)s: %(free)d breaks are free."
            yield Suggestion(remark(text, daypart=name, free=len(free)), changed, free[0].id)


def _shorter(board: Board, flight: Flight, day: date) -> Iterator[Suggestion]:
    """The least shortening that lets one more spot in."""
    for seconds in SHORTER_S:
        if flight.spot_ms > seconds * 1000:
            changed = replace(flight, spot_ms=flight.spot_ms - seconds * 1000)
            if free := _free(board, changed, day):
                yield Suggestion(remark("%(seconds)d s shorter.", seconds=seconds), changed, free[0].id)
                return


def _nearer(board: Board, flight: Flight, day: date) -> Iterator[Suggestion]:
    """The greatest smaller separation that lets one more spot in."""
    for minutes in SEPARATIONS:
        if minutes < flight.separation_min:
            changed = replace(flight, separation_min=minutes)
            if free := _free(board, changed, day):
                text = "Separation %(old)d → %(new)d minutes."
                told = remark(text, old=flight.separation_min, new=minutes)
                yield Suggestion(told, changed, free[0].id)
                return
