"""The placement problem: which breaks there are, which flights want spots in them, and what already stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from audio.errors import SiarError
from scheduler.placement.remark import Remark

MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class PlacementError(SiarError):
    """A placement problem that can't be understood; the message says where and what."""

    status = 422


@dataclass(frozen=True)
class Break:
    """A stretch of the hour that holds spots. `day` is the broadcast day, `starts_at` is aware, `capacity_ms` ≥ 0."""

    id: str
    day: date
    starts_at: datetime
    daypart: str
    capacity_ms: int


@dataclass(frozen=True)
class Flight:
    """What one announcement asks for.

    `spot_ms` is the length of one spot (0: there is no recording yet), `priority` 1 to 5, `first_day` and `last_day`
    are both included, `separation_min` is between the starts of any two of its spots, `total` (None: no limit) over
    all days.
    """

    id: str
    agency: str
    spot_ms: int
    priority: int
    first_day: date
    last_day: date
    spots_per_day: int
    dayparts: frozenset[str]
    separation_min: int = 60
    total: int | None = None
    excluded_breaks: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """The value of its first spot on a day."""
        return float(2 ** (self.priority - 1))


@dataclass(frozen=True, order=True)
class Spot:
    """One airing: a flight (by id) in a break (by id)."""

    flight: str
    break_id: str


@dataclass(frozen=True)
class Problem:
    """A whole placement problem. `notes` tells what was left aside when it was read.

    The breaks in `held` keep exactly what was published in them, as those before `fixed_before` do.
    """

    breaks: tuple[Break, ...]
    flights: tuple[Flight, ...]
    agency_per_break: int = 2
    published: frozenset[Spot] = frozenset()
    fixed_before: datetime | None = None
    notes: tuple[Remark, ...] = ()
    held: frozenset[str] = frozenset()

    @cached_property
    def break_by_id(self) -> dict[str, Break]:
        return {brk.id: brk for brk in self.breaks}

    @cached_property
    def flight_by_id(self) -> dict[str, Flight]:
        return {flight.id: flight for flight in self.flights}

    @cached_property
    def start_us(self) -> dict[str, int]:
        """When each break starts, in whole microseconds: two starts are compared often, and exactly."""
        return {brk.id: (brk.starts_at - _EPOCH) // MICROSECOND for brk in self.breaks}

    @cached_property
    def breaks_by_day(self) -> dict[date, tuple[Break, ...]]:
        """The breaks of each broadcast day in the order of the clock."""
        ordered = sorted(self.breaks, key=lambda brk: (brk.day, self.start_us[brk.id], brk.id))
        return {day: tuple(brks) for day, brks in groupby(ordered, key=lambda brk: brk.day)}

    @cached_property
    def fixed(self) -> frozenset[str]:
        """The breaks that keep exactly what was published in them."""
        if self.fixed_before is None:
            return self.held
        return self.held.union(brk.id for brk in self.breaks if brk.starts_at < self.fixed_before)

    @cached_property
    def standing(self) -> tuple[Spot, ...]:
        """Published spots whose flight and break are both known, in a steady order."""
        known = (spot for spot in self.published if spot.flight in self.flight_by_id)
        return tuple(sorted(spot for spot in known if spot.break_id in self.break_by_id))

    @cached_property
    def fixed_spots(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.standing if spot.break_id in self.fixed)


def separation_us(flight: Flight) -> int:
    """The least distance between two starts of a flight, in microseconds."""
    return flight.separation_min * 60_000_000


def may_use(flight: Flight, brk: Break) -> bool:
    """Whether a break is in the flight's days and dayparts, allowed, and long enough when empty.

    Without a recording there is none.
    """
    return (
        flight.first_day <= brk.day <= flight.last_day
        and brk.daypart in flight.dayparts
        and 0 < flight.spot_ms <= brk.capacity_ms
        and brk.id not in flight.excluded_breaks
    )
