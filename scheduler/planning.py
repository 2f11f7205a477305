"""Planning: the station's breaks and what airs become a placement problem, and its answer becomes spots."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.airables import airables, flights
from scheduler.breaks import placed_breaks
from scheduler.changes import forget_placed
from scheduler.errors import Conflict
from scheduler.pins import Pins, around, not_twice, pins_between
from scheduler.placement import Plan, Problem, refit
from scheduler.placement import Spot as Choice
from scheduler.placement_runs import keep_run
from scheduler.plan_keeping import keep_spots, keep_unplaced
from scheduler.replacing import IN_PLAN, beside, keep_away, spots_besides_the_plan
from scheduler.situation import Situation
from scheduler.spots import Spot
from scheduler.station import the_station

STANDS_STILL = timedelta(minutes=10)


def read_situation(
    session: Session,
    first: date,
    last: date,
    now: datetime,
    fixed_before: datetime | None = None,
    also: str | None = None,
) -> Situation:
    """What is to be placed into the breaks of these broadcast days.

    Nothing that starts before `fixed_before` (default: in the next ten minutes) moves. The day before the first one
    is looked at, not planned: separation reaches across midnight. `also`: an announcement (id) that is placed as if
    its newest revision were approved.
    """
    station = the_station(session)
    fixed = max(fixed_before or now + STANDS_STILL, station.window(first)[0])
    placed = placed_breaks(session, station, first - timedelta(days=1), last)
    besides = spots_besides_the_plan(session, first - timedelta(days=1), last)
    breaks = beside((each.place for each in placed), besides)
    airing = airables(session, first, last, also)
    pins = pins_between(session, station, airing, breaks, fixed)
    problem = Problem(
        breaks=around(breaks, pins),
        flights=tuple(
            not_twice(keep_away(each, breaks, besides), pins) for each in flights(session, station, airing, placed)
        ),
        agency_per_break=station.agency_per_break,
        published=frozenset((*_standing(session, first - timedelta(days=1), last, fixed), *_pinned(pins))),
        fixed_before=fixed,
        held=frozenset(each.stall.id for each in pins.kept),
    )
    takes = {one.revision.announcement_id: (one.revision.id, one.duration_ms) for one in airing}
    turns = tuple((one.revision.announcement_id, one.turns) for one in airing if len(one.turns) > 1)
    return Situation(first, last, problem, takes, pins, turns)


def keep_plan(session: Session, situation: Situation, plan: Plan, now: datetime) -> None:
    """Make the plan the station's. Raises Conflict when the situation is no longer the one that was planned for."""
    assert situation.problem.fixed_before is not None
    again = read_situation(session, situation.first, situation.last, now, situation.problem.fixed_before)
    if again != situation:
        raise Conflict("Something changed while the spots were being placed.", "They are placed again.")
    forget_placed(session, now)
    keep_spots(session, situation, plan, now)
    keep_unplaced(session, situation, plan)
    keep_run(session, situation.first, situation.last, plan, now)
    session.flush()


def keep_what_fits(session: Session, situation: Situation, plan: Plan, now: datetime) -> tuple[Situation, Plan]:
    """Make the plan the station's, or where something changed since the situation was read, what still fits of it and
    what else there is room for. Gives the situation and the plan that were kept.
    """
    assert situation.problem.fixed_before is not None
    again = read_situation(session, situation.first, situation.last, now, situation.problem.fixed_before)
    if again != situation:
        plan = refit(again.problem, plan.spots)
    keep_plan(session, again, plan, now)
    return again, plan


def drop_ended(session: Session, now: datetime) -> int:
    """Take out every spot still to come of what may not air: withdrawn, held, expired, or past its kill date."""
    to_come = select(Spot).where(Spot.break_starts_at >= now)
    dead = [spot for spot in session.scalars(to_come) if not _may_air(spot)]
    for spot in dead:
        session.delete(spot)
    session.flush()
    return len(dead)


def _may_air(spot: Spot) -> bool:
    return spot.announcement.on_air is not None and spot.day <= spot.revision.last_day


def _standing(session: Session, first: date, last: date, fixed: datetime) -> Iterable[Choice]:
    """The spots as they stand; where they are pinned from now on, the pins say."""
    from_pins = Spot.pinned & (Spot.break_starts_at >= fixed)
    asked = select(Spot.announcement_id, Spot.break_id).where(Spot.day >= first, Spot.day <= last, IN_PLAN, ~from_pins)
    return [Choice(announcement_id, break_id) for announcement_id, break_id in session.execute(asked)]


def _pinned(pins: Pins) -> Iterable[Choice]:
    return (each.choice for each in pins.kept)
