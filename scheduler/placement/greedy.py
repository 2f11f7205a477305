"""Fast plans without a solver: one is always there at once, and the solver starts from the best of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from heapq import heapify, heappop, heappush

from scheduler.placement.board import Board
from scheduler.placement.problem import Break, Flight, Problem, Spot, may_use
from scheduler.placement.value import objective, spot_value


def best_start(problem: Problem) -> tuple[Spot, ...]:
    """The most valuable of two quick plans, or of three where something is published; ties go to the earlier one."""
    plans = [filled(problem, problem.standing)] if problem.published else []
    plans += [_by_density(problem, ()), _by_priority(problem)]
    return max(plans, key=lambda spots: objective(problem, spots))


def filled(problem: Problem, spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """What can stay of these spots, and in the room that is left what brings most for each second it takes."""
    return _by_density(problem, _kept(problem, spots))


def _kept(problem: Problem, spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Those of the spots that can all stay, the most urgent first."""
    board = Board(problem)
    flights, breaks = problem.flight_by_id, problem.break_by_id
    known = [spot for spot in spots if spot.flight in flights and spot.break_id in breaks]
    for spot in sorted(known, key=lambda s: (-flights[s.flight].priority, s)):
        if board.obstacle(flights[spot.flight], breaks[spot.break_id]) is None:
            board.put(spot)
    return tuple(sorted(board.spots))


def _by_priority(problem: Problem) -> tuple[Spot, ...]:
    """The most urgent flight first, each spot in the first break where it fits."""
    board = Board(problem)
    for flight in sorted(problem.flights, key=lambda f: (-f.priority, f.id)):
        for day in _days(problem, flight):
            for brk in open_breaks(problem, flight, day):
                if board.obstacle(flight, brk) is None:
                    board.put(Spot(flight.id, brk.id))
    return tuple(sorted(board.spots))


def _by_density(problem: Problem, kept: Iterable[Spot]) -> tuple[Spot, ...]:
    """Always the spot next that brings the most value for each second it takes."""
    board = Board(problem, kept)
    queue = [
        (_thinness(board, flight, day), flight.id, day) for flight in problem.flights for day in _days(problem, flight)
    ]
    heapify(queue)
    while queue:
        _, name, day = heappop(queue)
        flight = problem.flight_by_id[name]
        brk = _first_free(board, flight, day)
        if brk is not None:
            board.put(Spot(name, brk.id))
            heappush(queue, (_thinness(board, flight, day), name, day))
    return tuple(sorted(board.spots))


def _thinness(board: Board, flight: Flight, day: date) -> float:
    return -spot_value(flight, board.a_day[flight.id, day]) / max(1, flight.spot_ms)


def _first_free(board: Board, flight: Flight, day: date) -> Break | None:
    free = (brk for brk in open_breaks(board.problem, flight, day) if board.obstacle(flight, brk) is None)
    return next(free, None)


def _days(problem: Problem, flight: Flight) -> list[date]:
    return [day for day in problem.breaks_by_day if flight.first_day <= day <= flight.last_day]


def open_breaks(problem: Problem, flight: Flight, day: date) -> list[Break]:
    """The breaks of a day that a flight may use and that are not fixed."""
    breaks = problem.breaks_by_day.get(day, ())
    return [brk for brk in breaks if brk.id not in problem.fixed and may_use(flight, brk)]
