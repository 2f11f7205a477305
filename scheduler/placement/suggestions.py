"""What would help a spot that found no place: tried on the plan as it stands, or checked by solving again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.placement.board import Board
from scheduler.placement.plan import Plan
from scheduler.placement.problem import Break, Flight, Problem
from scheduler.placement.remark import Remark, remark
from scheduler.placement.solve import solve

SHORTER_S = (2, 5, 10, 15, 20, 30)
SEPARATIONS = (150, 120, 90, 60, 45, 30, 20, 15, 10, 5)
CUT_S = 10
TOP = 5


@dataclass(frozen=True)
class Suggestion:
    """A changed flight that gets one more spot on `day`, and the break that takes it without moving any other.

    `break_id` None: others have to move for it, and only `check_suggestion` can tell whether it helps.
    """

    remark: Remark
    flight: Flight
    day: date
    break_id: str | None = None


def suggestions(problem: Problem, plan: Plan, flight_id: str, day: date) -> list[Suggestion]:
    """What would give this flight one more spot on this day at once; empty when none of the small changes does."""
    board, flight = Board(problem, plan.spots), problem.flight_by_id[flight_id]
    if board.a_day[flight_id, day] >= flight.spots_per_day:
        return []
    tried = (_other_daypart(board, flight, day), _shorter(board, flight, day), _nearer(board, flight, day))
    return [one for found in tried for one in found]


def further_suggestions(problem: Problem, plan: Plan, flight_id: str, day: date) -> list[Suggestion]:
    """Changes that help only if other spots make room, if at all: to be shown after `check_suggestion`."""
    board, flight = Board(problem, plan.spots), problem.flight_by_id[flight_id]
    if board.a_day[flight_id, day] >= flight.spots_per_day:
        return []
    return [one for one in _thinkable(board, flight, day) if not _free(board, one.flight, day)]


def check_suggestion(problem: Problem, plan: Plan, suggestion: Suggestion, seconds: float = 5.0) -> Plan | None:
    """The plan solved again with the suggestion, or None when it brings the flight no more spots on that day.

    The spots of `plan` count as published: they move only where that pays. It takes up to `seconds` seconds.
    """
    changed = suggestion.flight
    flights = tuple(changed if flight.id == changed.id else flight for flight in problem.flights)
    again = solve(replace(problem, flights=flights, published=frozenset(plan.spots)), seconds)
    had, has = (Board(problem, each.spots).a_day[changed.id, suggestion.day] for each in (plan, again))
    return again if has > had else None


def _free(board: Board, flight: Flight, day: date) -> list[Break]:
    """The breaks that would take a spot of this (changed) flight as the plan stands."""
    return [brk for brk in board.problem.breaks_by_day.get(day, ()) if board.obstacle(flight, brk) is None]


def _other_dayparts(problem: Problem, flight: Flight, day: date) -> list[str]:
    return sorted({brk.daypart for brk in problem.breaks_by_day.get(day, ())} - flight.dayparts)


def _other_daypart(board: Board, flight: Flight, day: date) -> Iterator[Suggestion]:
    for name in _other_dayparts(board.problem, flight, day):
        changed = replace(flight, dayparts=flight.dayparts | {name})
        if free := _free(board, changed, day):
            text = "Also in %(daypart)s: %(free)d breaks are free."
            yield Suggestion(remark(text, daypart=name, free=len(free)), changed, day, free[0].id)


def _shorter(board: Board, flight: Flight, day: date) -> Iterator[Suggestion]:
    """The least shortening that lets one more spot in."""
    for seconds in SHORTER_S:
        if flight.spot_ms > seconds * 1000:
            changed = _cut(flight, seconds)
            if free := _free(board, changed, day):
                yield Suggestion(remark("%(seconds)d s shorter.", seconds=seconds), changed, day, free[0].id)
                return


def _nearer(board: Board, flight: Flight, day: date) -> Iterator[Suggestion]:
    """The greatest smaller separation that lets one more spot in."""
    for minutes in SEPARATIONS:
        if minutes < flight.separation_min:
            changed = replace(flight, separation_min=minutes)
            if free := _free(board, changed, day):
                yield Suggestion(_nearer_told(flight, minutes), changed, day, free[0].id)
                return


def _thinkable(board: Board, flight: Flight, day: date) -> Iterator[Suggestion]:
    for name in _other_dayparts(board.problem, flight, day):
        changed = replace(flight, dayparts=flight.dayparts | {name})
        yield Suggestion(remark("Also in %(daypart)s, where other spots make room.", daypart=name), changed, day)
    if flight.spot_ms > CUT_S * 1000:
        yield Suggestion(remark("%(seconds)d s shorter.", seconds=CUT_S), _cut(flight, CUT_S), day)
    smaller = [minutes for minutes in SEPARATIONS if minutes < flight.separation_min]
    if smaller and any(board.too_near(flight, brk) for brk in board.problem.breaks_by_day.get(day, ())):
        changed = replace(flight, separation_min=smaller[0])
        yield Suggestion(_nearer_told(flight, smaller[0]), changed, day)
    if flight.priority < TOP:
        told = remark("Priority %(old)d → %(new)d.", old=flight.priority, new=flight.priority + 1)
        yield Suggestion(told, replace(flight, priority=flight.priority + 1), day)


def _cut(flight: Flight, seconds: int) -> Flight:
    return replace(flight, spot_ms=flight.spot_ms - seconds * 1000)


def _nearer_told(flight: Flight, minutes: int) -> Remark:
    return remark("Separation %(old)d → %(new)d minutes.", old=flight.separation_min, new=minutes)
