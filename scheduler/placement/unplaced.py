"""What found no place, and which rule binds, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.placement.board import Board, Obstacle
from scheduler.placement.plan import Unplaced
from scheduler.placement.problem import Break, Flight, Problem
from scheduler.placement.quick_bound import most_apart
from scheduler.placement.remark import Remark, remark

YEAR = 366


def unplaced(problem: Problem, board: Board) -> tuple[Unplaced, ...]:
    """For each flight and day the spots that it asked for and did not get. A flight whose total is used up misses
    nothing; a total that could not be used up is missed on its first days.
    """
    return tuple(one for flight in problem.flights for one in _of_flight(problem, board, flight))


def _of_flight(problem: Problem, board: Board, flight: Flight) -> Iterator[Unplaced]:
    left = None if flight.total is None else max(0, flight.total - board.in_all[flight.id])
    for day in asked_days(problem, flight):
        missing = max(0, flight.spots_per_day - board.a_day[flight.id, day])
        if left is not None:
            missing = min(missing, left)
            left -= missing
        if missing:
            yield Unplaced(flight.id, day, missing, binding(problem, board, flight, day))


def asked_days(problem: Problem, flight: Flight) -> list[date]:
    """The flight's days within the days of the problem; where these have nothing in common, its own first day."""
    first, last = flight.first_day, flight.last_day
    if problem.breaks_by_day:
        first, last = max(first, min(problem.breaks_by_day)), min(last, max(problem.breaks_by_day))
    if last < first:
        return [flight.first_day]
    return [first + timedelta(days=n) for n in range(min((last - first).days + 1, YEAR))]


def binding(problem: Problem, board: Board, flight: Flight, day: date) -> Remark:
    """Why one more spot of this flight found no place on this day."""
    if not flight.spot_ms:
        return remark("It has no recording yet.")
    there = problem.breaks_by_day.get(day, ())
    if not there:
        return remark("There is no break on this day.")
    inside = [brk for brk in there if brk.daypart in flight.dayparts and brk.id not in flight.excluded_breaks]
    if not inside:
        names = ", ".join(sorted(flight.dayparts)) or "–"
        return remark("There is no break on this day in its dayparts (%(dayparts)s).", dayparts=names)
    longest = max(brk.capacity_ms for brk in inside)
    if flight.spot_ms > longest:
        return remark(
            "Its spot (%(spot_s).1f s) is longer than each break it may use (%(longest_s).1f s).",
            spot_s=flight.spot_ms / 1000,
            longest_s=longest / 1000,
        )
    return _among(problem, board, flight, [brk for brk in inside if flight.spot_ms <= brk.capacity_ms])


def _among(problem: Problem, board: Board, flight: Flight, breaks: list[Break]) -> Remark:
    met = {brk: board.obstacle(flight, brk) for brk in breaks}
    counts = Counter(met.values())
    open_ones = [brk for brk in breaks if brk.id not in problem.fixed]
    if not open_ones:
        return remark("Its breaks on this day are already fixed.")
    most = most_apart(problem, flight, open_ones)
    if board.a_day[flight.id, open_ones[0].day] >= most:
        if most == len(open_ones):
            return remark("It may use %(usable)d breaks on this day, and stands in each at most once.", usable=most)
        text = "With %(minutes)d minutes between two spots its dayparts hold %(most)d at most."
        return remark(text, minutes=flight.separation_min, most=most)
    if counts[Obstacle.FULL]:
        full = [brk for brk in breaks if met[brk] is Obstacle.FULL]
        return _full(problem, board, flight, full)
    if counts[Obstacle.AGENCY]:
        return remark(
            "%(agency)s has its %(limit)d spots in each of the %(breaks)d breaks left.",
            agency=flight.agency,
            limit=problem.agency_per_break,
            breaks=counts[Obstacle.AGENCY],
        )
    if counts[Obstacle.SEPARATION]:
        text = "All %(breaks)d breaks left are within %(minutes)d minutes of another spot of it."
        return remark(text, breaks=counts[Obstacle.SEPARATION], minutes=flight.separation_min)
    return remark("Its spots are placed on the days where they are worth more.")


def _full(problem: Problem, board: Board, flight: Flight, full: list[Break]) -> Remark:
    there = (problem.flight_by_id[name] for brk in full for name in board.inside[brk.id])
    above = Counter(other for other in there if other.priority > flight.priority)
    if not above:
        return remark("The %(breaks)d breaks left are full of spots that bring more in their time.", breaks=len(full))
    first = min(above, key=lambda other: (-other.priority, -above[other], other.id))
    return remark(
        "The %(breaks)d breaks left are full; it has lower priority (%(own)d) than %(other)s (%(above)d).",
        breaks=len(full),
        own=flight.priority,
        other=first.id,
        above=first.priority,
    )
