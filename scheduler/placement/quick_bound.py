"""A bound that needs no solver: what the flights ask for, were there no other flight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from scheduler.placement.board import Board
from scheduler.placement.problem import Break, Flight, Problem, Spot, separation_us
from scheduler.placement.value import STEADY, spot_value


def quick_bound(problem: Problem, breaks: Collection[Break]) -> float:
    """No plan of these breaks adds more than this to the fixed spots."""
    board = Board(problem)
    return sum(_of_flight(problem, board, flight, breaks) for flight in problem.flights)


def _of_flight(problem: Problem, board: Board, flight: Flight, breaks: Collection[Break]) -> float:
    by_day: defaultdict[date, list[Break]] = defaultdict(list)
    for brk in breaks:
        if board.obstacle(flight, brk) is None:
            by_day[brk.day].append(brk)
    worths: list[float] = []
    for day, there in by_day.items():
        before = board.a_day[flight.id, day]
        most = min(flight.spots_per_day - before, most_apart(problem, flight, there))
        worths += [spot_value(flight, before + k) for k in range(most)]
    left = len(worths) if flight.total is None else max(0, flight.total - board.in_all[flight.id])
    stay = [brk for there in by_day.values() for brk in there if Spot(flight.id, brk.id) in problem.published]
    bonuses = min(len(stay), left, len(worths)) * STEADY * flight.weight
    return sum(sorted(worths, reverse=True)[:left]) + bonuses


def most_apart(problem: Problem, flight: Flight, breaks: Collection[Break]) -> int:
    """How many spots the separation lets into these breaks when they are all empty."""
    count, free_from = 0, None
    for start in sorted(problem.start_us[brk.id] for brk in breaks):
        if free_from is None or start >= free_from:
            count, free_from = count + 1, start + separation_us(flight)
    return count
