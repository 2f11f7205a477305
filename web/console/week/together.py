"""One daypart for several at once: how many of the spots without a place really fit there, counted one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scheduler.placement import Problem
from scheduler.placement import Spot as Choice
from scheduler.placement.board import Board
from web.console.week.unplaced import NIGHT, Homeless


@dataclass(frozen=True)
class Together:
    """`fits` spots of these announcements (ids) would find a place in that daypart."""

    daypart: str
    fits: int
    announcements: tuple[str, ...]


def together(problem: Problem, found: Iterable[Homeless]) -> Together | None:
    """The daypart that takes most of what found no place; None when it helps fewer than two announcements."""
    listed = list(found)
    names = sorted({brk.daypart for brk in problem.breaks})
    # few listen at night: it is offered where nothing else helps
    best = max((_in_daypart(problem, listed, name) for name in names), key=_rank, default=None)
    return best if best and len(best.announcements) > 1 else None


def _rank(each: Together) -> tuple[bool, int]:
    return bool(each.fits) and each.daypart != NIGHT, each.fits


def _in_daypart(problem: Problem, found: list[Homeless], daypart: str) -> Together:
    board = Board(problem, problem.standing)
    helped: dict[str, int] = {}
    for each in found:
        for row in each.rows:
            if fits := _put(board, row.announcement_id, row.day, row.missing, daypart):
                helped[row.announcement_id] = helped.get(row.announcement_id, 0) + fits
    return Together(daypart, sum(helped.values()), tuple(helped))


def _put(board: Board, name: str, day: object, missing: int, daypart: str) -> int:
    """Put as many of the missing spots there as find a place; gives how many."""
    flight = board.problem.flight_by_id.get(name)
    if flight is None or daypart in flight.dayparts:
        return 0
    changed, fits = replace(flight, dayparts=flight.dayparts | {daypart}), 0
    for brk in board.problem.breaks:
        if brk.day == day and brk.daypart == daypart and fits < missing and board.obstacle(changed, brk) is None:
            board.put(Choice(name, brk.id))
            fits += 1
    return fits
