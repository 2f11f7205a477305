"""What a plan is worth, and which rules it breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from scheduler.placement.problem import Flight, Problem, Spot, may_use, separation_us

FURTHER = 0.8
STEADY = 0.3


def spot_value(flight: Flight, before: int) -> float:
    """What one more spot of a flight on a day is worth when it has `before` of them there already."""
    return flight.weight * FURTHER**before


def objective(problem: Problem, spots: Iterable[Spot]) -> float:
    """The value of a plan: spots by day, and a bonus for each published spot that stays where it was."""
    placed = set(spots)
    days = Counter((spot.flight, problem.break_by_id[spot.break_id].day) for spot in placed)
    flights = problem.flight_by_id
    by_day = sum(spot_value(flights[name], k) for (name, _), count in sorted(days.items()) for k in range(count))
    return by_day + sum(STEADY * flights[spot.flight].weight for spot in sorted(placed & problem.published))


def added(problem: Problem, around: Iterable[Spot], spots: Iterable[Spot]) -> float:
    """What spots add to the value of those that stand around them."""
    there = set(around)
    return objective(problem, there.union(spots)) - objective(problem, there)


def violations(problem: Problem, spots: Iterable[Spot]) -> list[str]:
    """Each rule that a plan breaks, in words for the person who tests a planner; empty when it keeps them all.

    What stands in fixed breaks is excused as long as nothing was added to it.
    """
    listed = list(spots)
    unknown = [s for s in listed if s.flight not in problem.flight_by_id or s.break_id not in problem.break_by_id]
    if unknown:
        return [f"{spot.flight} in {spot.break_id}: no such flight or break" for spot in unknown]
    placed = set(listed)
    twice = [f"{spot.flight} twice in {spot.break_id}" for spot, n in Counter(listed).items() if n > 1]
    return [*twice, *_fixed(problem, placed), *_breaks(problem, placed), *_flights(problem, placed)]


def _fixed(problem: Problem, placed: set[Spot]) -> Iterator[str]:
    there = {spot for spot in placed if spot.break_id in problem.fixed}
    for spot in sorted(there ^ set(problem.fixed_spots)):
        yield f"{spot.flight} in {spot.break_id}: that break is fixed"


def _breaks(problem: Problem, placed: set[Spot]) -> Iterator[str]:
    flights = problem.flight_by_id
    for brk in problem.breaks:
        here = [flights[spot.flight] for spot in placed if spot.break_id == brk.id]
        if brk.id in problem.fixed:
            continue
        if sum(flight.spot_ms for flight in here) > brk.capacity_ms:
            yield f"{brk.id} holds more than {brk.capacity_ms} ms"
        for agency, count in sorted(Counter(flight.agency for flight in here).items()):
            if count > problem.agency_per_break:
                yield f"{brk.id} holds {count} spots of {agency}"
        yield from (f"{flight.id} may not be in {brk.id}" for flight in here if not may_use(flight, brk))


def _flights(problem: Problem, placed: set[Spot]) -> Iterator[str]:
    fixed = set(problem.fixed_spots)
    for flight in problem.flights:
        own = sorted((s for s in placed if s.flight == flight.id), key=lambda s: problem.start_us[s.break_id])
        free = [spot for spot in own if spot not in fixed]
        if flight.total is not None and free and len(own) > flight.total:
            yield f"{flight.id} has {len(own)} spots in all"
        days = Counter(problem.break_by_id[spot.break_id].day for spot in own)
        for day in sorted({problem.break_by_id[spot.break_id].day for spot in free}):
            if days[day] > flight.spots_per_day:
                yield f"{flight.id} has {days[day]} spots on {day}"
        for one, two in pairwise(own):
            apart = problem.start_us[two.break_id] - problem.start_us[one.break_id]
            if apart < separation_us(flight) and not (one in fixed and two in fixed):
                yield f"{flight.id} in {one.break_id} and {two.break_id}: too near"
