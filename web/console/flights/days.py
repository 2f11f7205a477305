"""A flight's days in a week: each spot with what became of it and why it stands there, and what found no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from playlists.airings import Airing, airings_by_id
from scheduler.placement import Plan, Problem, Remark, why_here
from scheduler.placement import Spot as Choice
from scheduler.planning import read_situation
from scheduler.spots import Spot, Unplaced
from web.console.flights.asked import Asked
from web.console.flights.counts import DayCount, by_agency

PINNED = Remark("It is pinned here.")
INSTEAD = Remark("It replaces a spot that was missed.")


@dataclass(frozen=True)
class SpotTold:
    """A spot, its airing once its day is published, and why it stands here (None: not asked, or past)."""

    spot: Spot
    airing: Airing | None
    why: Remark | None

    @property
    def at(self) -> datetime:
        """When it aired, else when it is to."""
        if self.airing is None:
            return self.spot.break_starts_at
        return self.airing.started_at or self.airing.planned_at


@dataclass(frozen=True)
class LackTold:
    """How many spots of a day found no place, and why."""

    missing: int
    told: Remark


@dataclass(frozen=True)
class FlightDay:
    """One day of the flight."""

    count: DayCount
    spots: tuple[SpotTold, ...]
    lacks: tuple[LackTold, ...]


def flight_days(session: Session, flight: Asked, days: Sequence[date], now: datetime, explain: bool) -> list[FlightDay]:
    """The days on which the flight asks for something or has a spot. With `explain`, each spot to come says why it
    stands where it does: that takes as long as reading what is to be placed in all these days."""
    first, last = days[0], days[-1]
    spots = _spots(session, flight.id, first, last)
    whys = _whys(session, spots, first, last, now) if explain else {}
    airings = airings_by_id(session, [spot.id for spot in spots])
    lacks = _lacks(session, flight.id, first, last)
    found = []
    for count in _counts(session, flight, days):
        told = tuple(SpotTold(spot, airings.get(spot.id), whys.get(spot.id)) for spot in spots if spot.day == count.day)
        found.append(FlightDay(count, told, tuple(lacks.get(count.day, ()))))
    return [each for each in found if each.count.asked or each.spots]


def _counts(session: Session, flight: Asked, days: Sequence[date]) -> Sequence[DayCount]:
    agencies = by_agency(session, [flight], days)
    return agencies[0].rows[0].days if agencies else ()


def _spots(session: Session, announcement_id: str, first: date, last: date) -> list[Spot]:
    asked = select(Spot).where(Spot.announcement_id == announcement_id, Spot.day.between(first, last))
    return list(session.scalars(asked.order_by(Spot.break_starts_at, Spot.id)))


def _lacks(session: Session, announcement_id: str, first: date, last: date) -> Mapping[date, list[LackTold]]:
    asked = select(Unplaced).where(Unplaced.announcement_id == announcement_id, Unplaced.day.between(first, last))
    found: dict[date, list[LackTold]] = {}
    for one in session.scalars(asked.order_by(Unplaced.id)):
        found.setdefault(one.day, []).append(LackTold(one.missing, one.remark))
    return found


def _whys(session: Session, spots: Sequence[Spot], first: date, last: date, now: datetime) -> dict[str, Remark]:
    to_come = [spot for spot in spots if spot.break_starts_at > now]
    if not to_come:
        return {}
    problem = read_situation(session, min(spot.day for spot in to_come), last, now).problem
    plan = Plan(problem.standing, (), 0.0, 0.0, 0.0, "greedy")
    free = replace(problem, published=frozenset(problem.fixed_spots))  # or "it was published there" answers it all
    return {spot.id: told for spot in to_come if (told := _why(free, plan, spot))}


def _why(problem: Problem, plan: Plan, spot: Spot) -> Remark | None:
    if spot.pinned:
        return PINNED
    if spot.makes_good:
        return INSTEAD
    choice = Choice(spot.announcement_id, spot.break_id)
    return why_here(problem, plan, choice) if choice in plan.spots else None
