"""A plan in the making: what each break holds so far, and what stands in the way of one more spot."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from enum import Enum

from scheduler.placement.problem import Break, Flight, Problem, Spot, may_use, separation_us


class Obstacle(Enum):
    """The rule that keeps a spot out of a break."""

    NOT_ALLOWED = "not allowed"
    THERE_ALREADY = "there already"
    FIXED = "fixed"
    TOTAL = "total"
    DAY = "day"
    SEPARATION = "separation"
    AGENCY = "agency"
    FULL = "full"


class Board:
    """The spots placed so far. Breaks before `fixed_before` hold their published spots from the start."""

    def __init__(self, problem: Problem, spots: Iterable[Spot] = ()) -> None:
        self.problem = problem
        self.spots: set[Spot] = set()
        self.load_ms: Counter[str] = Counter()
        self.agencies: Counter[tuple[str, str]] = Counter()
        self.a_day: Counter[tuple[str, date]] = Counter()
        self.in_all: Counter[str] = Counter()
        self.starts: defaultdict[str, list[int]] = defaultdict(list)
        self.inside: defaultdict[str, set[str]] = defaultdict(set)
        for spot in problem.fixed_spots:
            self.put(spot)
        for spot in spots:
            self.put(spot)

    def put(self, spot: Spot) -> None:
        """Place a spot, whatever the rules say; one that is there already stays once."""
        if spot in self.spots:
            return
        self.spots.add(spot)
        self._count(spot, 1)
        insort(self.starts[spot.flight], self.problem.start_us[spot.break_id])
        self.inside[spot.break_id].add(spot.flight)

    def _count(self, spot: Spot, step: int) -> None:
        flight, brk = self.problem.flight_by_id[spot.flight], self.problem.break_by_id[spot.break_id]
        self.load_ms[brk.id] += step * flight.spot_ms
        self.agencies[brk.id, flight.agency] += step
        self.a_day[flight.id, brk.day] += step
        self.in_all[flight.id] += step

    def obstacle(self, flight: Flight, brk: Break) -> Obstacle | None:
        """The first rule that forbids one more spot of this flight here, or None when it fits."""
        if not may_use(flight, brk):
            return Obstacle.NOT_ALLOWED
        if Spot(flight.id, brk.id) in self.spots:
            return Obstacle.THERE_ALREADY
        if brk.id in self.problem.fixed:
            return Obstacle.FIXED
        if flight.total is not None and self.in_all[flight.id] >= flight.total:
            return Obstacle.TOTAL
        if self.a_day[flight.id, brk.day] >= flight.spots_per_day:
            return Obstacle.DAY
        if self.too_near(flight, brk):
            return Obstacle.SEPARATION
        if self.agencies[brk.id, flight.agency] >= self.problem.agency_per_break:
            return Obstacle.AGENCY
        if self.load_ms[brk.id] + flight.spot_ms > brk.capacity_ms:
            return Obstacle.FULL
        return None

    def too_near(self, flight: Flight, brk: Break) -> bool:
        """Whether a spot here would start within the flight's separation of another one of it."""
        starts, start, least = self.starts[flight.id], self.problem.start_us[brk.id], separation_us(flight)
        after = bisect_left(starts, start)
        near_after = after < len(starts) and starts[after] - start < least
        return near_after or (after > 0 and start - starts[after - 1] < least)
