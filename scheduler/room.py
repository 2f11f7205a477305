"""Room: what an office sees before it submits: in which days and dayparts its spots would fit, and what would help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.announcements import submission
from scheduler.placement import Flight, Plan, Problem, Remark, suggestions
from scheduler.placement import Spot as Choice
from scheduler.placement.board import Board
from scheduler.placement.problem import Break
from scheduler.planning import read_situation
from scheduler.station import the_station

ASKED = "asked"
DAYS_SHOWN = 14


@dataclass(frozen=True)
class Part:
    """A daypart of a day: how many breaks would take a spot as things stand, and how many if less urgent ones went."""

    daypart: str
    breaks: int
    free: int
    by_priority: int


@dataclass(frozen=True)
class DayRoom:
    """A day: spots asked for, spots that would find a place without moving any other, and what would help."""

    day: date
    asked: int
    fits: int
    parts: tuple[Part, ...]
    help: tuple[Remark, ...]


def room(
    session: Session, wanted: submission.Flight, spot_ms: int, priority: int, agency_id: str, now: datetime
) -> list[DayRoom]:
    """The room for such a flight, a spot of `spot_ms` milliseconds long, in its next 14 days; changes nothing."""
    today = the_station(session).day_of(now)
    first = max(wanted.first_day, today)
    last = min(wanted.last_day, first + timedelta(days=DAYS_SHOWN - 1))
    if last < first:
        return []
    situation = read_situation(session, first, last, now)
    asking = Flight(
        id=ASKED,
        agency=agency_id,
        spot_ms=spot_ms,
        priority=priority,
        first_day=first,
        last_day=last,
        spots_per_day=wanted.spots_per_day,
        dayparts=frozenset(wanted.dayparts),
        separation_min=wanted.separation_min,
        total=wanted.total,
    )
    problem = replace(situation.problem, flights=(*situation.problem.flights, asking))
    board = _filled(problem, asking)
    days = [day for day in problem.breaks_by_day if first <= day <= last]
    return [_day(board, problem, asking, day) for day in days]


def _filled(problem: Problem, asking: Flight) -> Board:
    """The plan as it stands, with the asked spots wherever they find a place."""
    board = Board(problem, problem.standing)
    for day, breaks in problem.breaks_by_day.items():
        if asking.first_day <= day <= asking.last_day:
            for brk in breaks:
                if board.obstacle(asking, brk) is None:
                    board.put(Choice(asking.id, brk.id))
    return board


def _day(board: Board, problem: Problem, asking: Flight, day: date) -> DayRoom:
    there = [brk for brk in problem.breaks_by_day[day] if brk.id not in problem.fixed]
    empty = Board(problem, problem.standing)
    names = sorted({brk.daypart for brk in there} & asking.dayparts)
    parts = tuple(_part(empty, asking, name, [brk for brk in there if brk.daypart == name]) for name in names)
    fits = board.a_day[asking.id, day]
    helps = suggestions(problem, _as_plan(board), asking.id, day) if fits < asking.spots_per_day else []
    return DayRoom(day, asking.spots_per_day, fits, parts, tuple(each.remark for each in helps))


def _part(board: Board, asking: Flight, name: str, breaks: list[Break]) -> Part:
    free = [brk for brk in breaks if board.obstacle(asking, brk) is None]
    others = [brk for brk in breaks if brk not in free and _gives_way(board, asking, brk)]
    return Part(name, len(breaks), len(free), len(others))


def _gives_way(board: Board, asking: Flight, brk: Break) -> bool:
    """Whether the spot would fit if those of lower priority left the break."""
    flights = board.problem.flight_by_id
    lower = sum(flights[name].spot_ms for name in board.inside[brk.id] if flights[name].priority < asking.priority)
    return bool(lower) and board.load_ms[brk.id] - lower + asking.spot_ms <= brk.capacity_ms


def _as_plan(board: Board) -> Plan:
    return Plan(
        spots=tuple(sorted(board.spots)), unplaced=(), objective=0.0, bound=0.0, seconds=0.0, stopped_by="greedy"
    )
