"""The next break that still has room for one more spot of an announcement, by the rules of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from scheduler.placement.problem import Break, Flight, Problem, may_use, separation_us


def next_free_break(problem: Problem, flight: Flight, used_ms: Mapping[str, int]) -> Break | None:
    """The first break from `fixed_before` on that may hold it: in its days, dayparts and kill date, with room, apart
    from its other spots, within what its agency may have there. It comes beside `spots_per_day`: it replaces one.

    `used_ms` is what the spots in each break take, in milliseconds.
    """
    own = [problem.start_us[spot.break_id] for spot in problem.standing if spot.flight == flight.id]
    of_agency = _of_agency(problem, flight)
    for brk in sorted(problem.breaks, key=lambda each: (each.starts_at, each.id)):
        if problem.fixed_before is not None and brk.starts_at < problem.fixed_before:
            continue
        has_room = used_ms.get(brk.id, 0) + flight.spot_ms <= brk.capacity_ms
        if not (has_room and may_use(flight, brk) and of_agency[brk.id] < problem.agency_per_break):
            continue
        if _is_apart(problem.start_us[brk.id], own, separation_us(flight)):
            return brk
    return None


def _of_agency(problem: Problem, flight: Flight) -> Counter[str]:
    flights = problem.flight_by_id
    return Counter(spot.break_id for spot in problem.standing if flights[spot.flight].agency == flight.agency)


def _is_apart(start: int, others: Iterable[int], least: int) -> bool:
    return all(start != other and abs(start - other) >= least for other in others)
