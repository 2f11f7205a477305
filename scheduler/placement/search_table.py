"""The numbers of a search: breaks, flights and days counted from 0, sets of breaks as bits of one integer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from scheduler.placement.board import Board
from scheduler.placement.problem import Break, Flight, Problem, Spot, separation_us
from scheduler.placement.value import STEADY, spot_value

NO_LIMIT = 10**9


@dataclass(frozen=True)
class Table:
    """What never changes while a search runs. `board` holds the spots outside of `breaks`, and none inside."""

    problem: Problem
    breaks: tuple[Break, ...]
    board: Board

    @cached_property
    def allowed(self) -> dict[Flight, list[int]]:
        """Each flight that has a choice here, and the breaks it can go to."""
        rows = ((flight, self._allowed(flight)) for flight in self.problem.flights)
        return {flight: breaks for flight, breaks in rows if breaks}

    def _allowed(self, flight: Flight) -> list[int]:
        return [b for b, brk in enumerate(self.breaks) if self.board.obstacle(flight, brk) is None]

    @cached_property
    def flights(self) -> list[Flight]:
        return list(self.allowed)

    @cached_property
    def choices(self) -> list[tuple[int, int]]:
        """Each flight and break that may come together."""
        return [(f, b) for f, breaks in enumerate(self.allowed.values()) for b in breaks]

    @cached_property
    def moves(self) -> list[tuple[int, int, int, int, int]]:
        """The choices as a search wants them: flight, break, the break as a bit, the breaks too near, the day."""
        return [(f, b, 1 << b, self.near[f][b], self.day[b]) for f, b in self.choices]

    @cached_property
    def allowed_mask(self) -> list[int]:
        return [sum(1 << b for b in breaks) for breaks in self.allowed.values()]

    @cached_property
    def length(self) -> list[int]:
        return [flight.spot_ms for flight in self.flights]

    @cached_property
    def agency(self) -> list[str]:
        return [flight.agency for flight in self.flights]

    @cached_property
    def a_day(self) -> list[int]:
        return [flight.spots_per_day for flight in self.flights]

    @cached_property
    def day(self) -> list[int]:
        days = sorted({brk.day for brk in self.breaks})
        return [days.index(brk.day) for brk in self.breaks]

    @cached_property
    def day_mask(self) -> list[int]:
        return [sum(1 << b for b, own in enumerate(self.day) if own == d) for d in sorted(set(self.day))]

    @cached_property
    def before(self) -> list[list[int]]:
        """How many spots of each flight the board holds already on each day (they can't be moved)."""
        days = sorted({brk.day for brk in self.breaks})
        return [[self.board.a_day[flight.id, day] for day in days] for flight in self.flights]

    @cached_property
    def left(self) -> list[int]:
        """How many spots of each flight its total allows here."""
        return [
            NO_LIMIT if flight.total is None else flight.total - self.board.in_all[flight.id] for flight in self.flights
        ]

    @cached_property
    def near(self) -> list[list[int]]:
        """For each flight and break the breaks that are within its separation, itself left out."""
        by_separation: dict[int, list[int]] = {}
        for flight in self.flights:
            if flight.separation_min not in by_separation:
                by_separation[flight.separation_min] = self._near(separation_us(flight))
        return [by_separation[flight.separation_min] for flight in self.flights]

    def _near(self, least: int) -> list[int]:
        starts = [self.problem.start_us[brk.id] for brk in self.breaks]
        return [
            sum(1 << other for other, at in enumerate(starts) if other != b and abs(at - start) < least)
            for b, start in enumerate(starts)
        ]

    @cached_property
    def bonus(self) -> list[dict[int, float]]:
        """What a flight gains by standing in a break where it was published."""
        return [
            {
                b: STEADY * flight.weight
                for b, brk in enumerate(self.breaks)
                if Spot(flight.id, brk.id) in self.problem.published
            }
            for flight in self.flights
        ]

    @cached_property
    def worth(self) -> list[list[float]]:
        """For each flight the value of a day that has 0, 1, 2 … of its spots."""
        most = [max(row) + flight.spots_per_day for flight, row in zip(self.flights, self.before, strict=True)]
        return [
            list(accumulate((spot_value(flight, k) for k in range(n)), initial=0.0))
            for flight, n in zip(self.flights, most, strict=True)
        ]

    @cached_property
    def step(self) -> list[list[float]]:
        """For each flight what the last spot of a day is worth when there are 1, 2 … of them (0 for none)."""
        return [[0.0, *(two - one for one, two in pairwise(row))] for row in self.worth]

    @cached_property
    def mean_weight(self) -> float:
        return sum(self.flights[f].weight for f, _ in self.choices) / max(1, len(self.choices))


def bits(mask: int) -> list[int]:
    """The numbers in a set."""
    found = []
    while mask:
        found.append((mask & -mask).bit_length() - 1)
        mask &= mask - 1
    return found
