"""Replacements beside the plan: a spot that makes good for a missed one takes room, and the plan goes around it.

The missed spot still counts towards what its announcement asked for that day; its replacement does not count again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.placement.problem import Break, Flight
from scheduler.spots import Spot

IN_PLAN = Spot.makes_good.is_(None)


def spots_besides_the_plan(session: Session, first: date, last: date) -> tuple[Spot, ...]:
    """The replacements of these broadcast days."""
    asked = select(Spot).where(Spot.day >= first, Spot.day <= last, Spot.makes_good.is_not(None)).order_by(Spot.id)
    return tuple(session.scalars(asked))


def beside(breaks: Iterable[Break], besides: Sequence[Spot]) -> tuple[Break, ...]:
    """The breaks with the room that the replacements leave, in milliseconds."""
    taken: Counter[str] = Counter()
    for spot in besides:
        taken[spot.break_id] += spot.duration_ms
    return tuple(replace(each, capacity_ms=max(0, each.capacity_ms - taken[each.id])) for each in breaks)


def keep_away(flight: Flight, breaks: Iterable[Break], besides: Sequence[Spot]) -> Flight:
    """The flight without the breaks that are too near to its own replacements, or that hold one of its agency."""
    if not besides:
        return flight
    apart = timedelta(minutes=flight.separation_min)
    own = [spot.break_starts_at for spot in besides if spot.announcement_id == flight.id]
    of_agency = {spot.break_id for spot in besides if spot.announcement.agency_id == flight.agency}
    near = {each.id for each in breaks if any(abs(each.starts_at - at) < apart for at in own)}
    return replace(flight, excluded_breaks=flight.excluded_breaks | near | of_agency)
