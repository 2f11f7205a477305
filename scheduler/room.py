"""Room: what an office sees before it submits: in which days and dayparts its spots would fit, and what would help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.announcements import submission
from scheduler.placement import Flight, Plan, Problem, Remark, suggestions
from scheduler.placement import Spot as Choice
from scheduler.placement.board import Board, Obstacle
from scheduler.placement.problem import Break
from scheduler.planning import read_situation
from scheduler.station import the_station

ASKED = "asked"
DAYS_SHOWN = 31


@dataclass(frozen=True)
class Wanted:
    """A flight that somebody thinks of: one spot lasts `spot_ms` milliseconds. `own` is the announcement (id) that it
    is to be, where that is there already: its spots of today are not in its own way."""

    flight: submission.Flight
    spot_ms: int
    priority: int
    agency_id: str
    own: str | None = None


@dataclass(frozen=True)
class Part:
    """A daypart of a day: its breaks, how many would take a spot as things stand, how many if less urgent ones went,
    and how many of the asked spots would be placed here."""

    daypart: str
    breaks: int
    free: int
    by_priority: int
    fits: int


@dataclass(frozen=True)
class DayRoom:
    """A day: spots asked for, spots that find a place without moving any other, those that do when less urgent ones
    go, and what would help the rest."""

    day: date
    asked: int
    fits: int
    by_moving: int
    parts: tuple[Part, ...]
    help: tuple[Remark, ...]


def days_of_room(session: Session, wanted: submission.Flight, now: datetime, after: date | None = None) -> list[date]:
    """The days that `room` looks at: the first 31 still to come of the flight, or of those from `after` on."""
    first = max(wanted.first_day, the_station(session).day_of(now), after or wanted.first_day)
    shown = min((wanted.last_day - first).days + 1, DAYS_SHOWN)
    return [first + timedelta(days=n) for n in range(shown)]


def room(session: Session, wanted: Wanted, now: datetime, after: date | None = None) -> list[DayRoom]:
    """The room for such a flight on each of its days (`days_of_room`); changes nothing.

    A day that is not planned yet is looked at as if everything that is asked for it were placed, the urgent first.
    """
    days = days_of_room(session, wanted.flight, now, after)
    if not days:
        return []
    problem = read_situation(session, days[0], days[-1], now).problem
    asking = _asking(wanted, days)
    problem = replace(problem, flights=(*(each for each in problem.flights if each.id != wanted.own), asking))
    standing = _standing(problem, days)
    board = Board(problem, standing.spots)
    fits = {day: _fill(board, asking, day) for day in days}
    moved = Board(problem, board.spots)
    return [
        DayRoom(
            day,
            asked,
            fits[day].total(),
            _fill(moved, asking, day, may_move=True).total(),
            _parts(standing, asking, day, fits[day]),
            _help(board, day) if fits[day].total() < asked else (),
        )
        for day, asked in _asked(wanted.flight, days)
    ]


def _asked(flight: submission.Flight, days: Collection[date]) -> Iterator[tuple[date, int]]:
    """Each day with the spots asked for on it, as far as the total goes."""
    left = flight.total if flight.total is not None else flight.spots_per_day * len(days)
    for day in days:
        yield day, min(flight.spots_per_day, left)
        left -= min(flight.spots_per_day, left)


def _asking(wanted: Wanted, days: list[date]) -> Flight:
    flight = wanted.flight
    return Flight(
        id=ASKED,
        agency=wanted.agency_id,
        spot_ms=wanted.spot_ms,
        priority=wanted.priority,
        first_day=days[0],
        last_day=days[-1],
        spots_per_day=flight.spots_per_day,
        dayparts=frozenset(flight.dayparts),
        separation_min=flight.separation_min,
        total=flight.total,
    )


def _standing(problem: Problem, days: Collection[date]) -> Board:
    """The plan as it stands; on days that have none, what all ask for, the most urgent first."""
    board = Board(problem, problem.standing)
    planned = {problem.break_by_id[spot.break_id].day for spot in problem.standing}
    unplanned = [day for day in days if day not in planned]
    others = (flight for flight in problem.flights if flight.id != ASKED)
    for flight in sorted(others, key=lambda each: (-each.priority, each.id)):
        for day in unplanned:
            if flight.first_day <= day <= flight.last_day:
                _put_where_free(board, flight, problem.breaks_by_day.get(day, ()))
    return board


def _put_where_free(board: Board, flight: Flight, breaks: Iterable[Break]) -> None:
    """A day's spots, each in the first break that takes it."""
    left = flight.spots_per_day
    for brk in breaks:
        if left and brk.daypart in flight.dayparts and board.obstacle(flight, brk) is None:
            board.put(Choice(flight.id, brk.id))
            left -= 1


def _fill(board: Board, asking: Flight, day: date, may_move: bool = False) -> Counter[str]:
    """Place the spots asked for on a day, in its dayparts by turns; gives how many in which."""
    placed: Counter[str] = Counter()
    there = [brk for brk in board.problem.breaks_by_day.get(day, ()) if brk.daypart in asking.dayparts]
    while free := [brk for brk in there if _takes(board, asking, brk, may_move)]:
        brk = min(free, key=lambda each: placed[each.daypart])
        board.put(Choice(asking.id, brk.id))
        placed[brk.daypart] += 1
    return placed


def _takes(board: Board, asking: Flight, brk: Break, may_move: bool) -> bool:
    met = board.obstacle(asking, brk)
    return met is None or (may_move and met is Obstacle.FULL and _gives_way(board, asking, brk))


def _parts(standing: Board, asking: Flight, day: date, fits: Counter[str]) -> tuple[Part, ...]:
    problem = standing.problem
    there = [brk for brk in problem.breaks_by_day.get(day, ()) if brk.id not in problem.fixed]
    names = sorted({brk.daypart for brk in there} & asking.dayparts)
    return tuple(_part(standing, asking, [brk for brk in there if brk.daypart == name], fits) for name in names)


def _part(standing: Board, asking: Flight, breaks: list[Break], fits: Counter[str]) -> Part:
    name = breaks[0].daypart
    free = [brk for brk in breaks if standing.obstacle(asking, brk) is None]
    others = [brk for brk in breaks if brk not in free and _gives_way(standing, asking, brk)]
    return Part(name, len(breaks), len(free), len(others), fits[name])


def _gives_way(board: Board, asking: Flight, brk: Break) -> bool:
    """Whether the spot would fit if those of lower priority left the break."""
    flights = board.problem.flight_by_id
    lower = sum(flights[name].spot_ms for name in board.inside[brk.id] if flights[name].priority < asking.priority)
    return bool(lower) and board.load_ms[brk.id] - lower + asking.spot_ms <= brk.capacity_ms


def _help(board: Board, day: date) -> tuple[Remark, ...]:
    spots = tuple(sorted(board.spots))
    plan = Plan(spots=spots, unplaced=(), objective=0.0, bound=0.0, seconds=0.0, stopped_by="greedy")
    return tuple(each.remark for each in suggestions(board.problem, plan, ASKED, day))
