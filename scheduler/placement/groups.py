"""Which days bind each other: the others can be planned each alone, without losing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from scheduler.placement.board import Board
from scheduler.placement.problem import Break, Flight, Problem, separation_us


def groups(problem: Problem) -> tuple[tuple[Break, ...], ...]:
    """The breaks that are open, in groups of days: two days are together when a flight's total or its separation
    across midnight binds them.
    """
    board, leader = Board(problem), {day: day for day in problem.breaks_by_day}
    for flight in problem.flights:
        for one, two in _bound_days(problem, board, flight):
            older, newer = sorted((_find(leader, one), _find(leader, two)))
            leader[newer] = older
    together: dict[date, list[Break]] = {}
    for day, breaks in problem.breaks_by_day.items():
        together.setdefault(_find(leader, day), []).extend(b for b in breaks if b.id not in problem.fixed)
    return tuple(tuple(breaks) for breaks in together.values() if breaks)


def _find(leader: dict[date, date], day: date) -> date:
    while leader[day] != day:
        day = leader[day]
    return day


def _bound_days(problem: Problem, board: Board, flight: Flight) -> Iterator[tuple[date, date]]:
    breaks = [brk for brk in problem.breaks if board.obstacle(flight, brk) is None]
    room = Counter(brk.day for brk in breaks)
    most = sum(min(flight.spots_per_day - board.a_day[flight.id, day], n) for day, n in room.items())
    if flight.total is not None and board.in_all[flight.id] + most > flight.total:
        yield from pairwise(sorted(room))
    breaks.sort(key=lambda brk: problem.start_us[brk.id])
    for one, two in pairwise(breaks):
        apart = problem.start_us[two.id] - problem.start_us[one.id]
        if one.day != two.day and apart < separation_us(flight):
            yield one.day, two.day
