"""Planning: the station's breaks and what airs become a placement problem, and its answer becomes spots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from scheduler.announcements.tables import ENDED, Announcement, Revision
from scheduler.clocks import Feature, clock_week, elements_between
from scheduler.dayparts import daypart_of
from scheduler.days import days_between
from scheduler.errors import Conflict
from scheduler.people import Agency
from scheduler.placement import Break, Flight, Plan, Problem
from scheduler.placement import Spot as Choice
from scheduler.recordings import Recording, RecordingStatus
from scheduler.replacing import IN_PLAN, beside, keep_away, spots_besides_the_plan
from scheduler.spots import Spot, Unplaced
from scheduler.station import Station, the_station

STANDS_STILL = timedelta(minutes=10)


@dataclass(frozen=True)
class Situation:
    """What is to be placed, read at one moment. Two readings are equal when nothing that matters has changed."""

    first: date
    last: date
    problem: Problem
    takes: dict[str, tuple[str, int]]
    """Of each flight the id of its revision and the length of its recording in milliseconds."""


def read_situation(
    session: Session, first: date, last: date, now: datetime, fixed_before: datetime | None = None
) -> Situation:
    """What is to be placed into the breaks of these broadcast days.

    Nothing that starts before `fixed_before` (default: in the next ten minutes) moves. The day before the first one
    is looked at, not planned: separation reaches across midnight.
    """
    station = the_station(session)
    start = station.window(first)[0]
    besides = spots_besides_the_plan(session, first - timedelta(days=1), last)
    breaks = beside(breaks_of(session, station, first - timedelta(days=1), last), besides)
    recorded = _recorded_flights(session, first, last)
    problem = Problem(
        breaks=breaks,
        flights=tuple(keep_away(_flight(session, station, *take, breaks), breaks, besides) for take in recorded),
        agency_per_break=station.agency_per_break,
        published=frozenset(_standing(session, first - timedelta(days=1), last)),
        fixed_before=max(fixed_before or now + STANDS_STILL, start),
    )
    takes = {revision.announcement_id: (revision.id, recording.duration_ms or 0) for revision, recording in recorded}
    return Situation(first, last, problem, takes)


def keep_plan(session: Session, situation: Situation, plan: Plan, now: datetime) -> None:
    """Make the plan the station's. Raises Conflict when the situation is no longer the one that was planned for."""
    assert situation.problem.fixed_before is not None
    again = read_situation(session, situation.first, situation.last, now, situation.problem.fixed_before)
    if again != situation:
        raise Conflict("Something changed while the spots were being placed.", "They are placed again.")
    _keep_spots(session, situation, plan, now)
    _keep_unplaced(session, plan, situation.first, situation.last)
    session.flush()


def breaks_of(session: Session, station: Station, first: date, last: date) -> list[Break]:
    """The breaks of these broadcast days, as the format clocks give them. A break is named by day and local time."""
    week = clock_week(session)
    return [
        Break(
            id=f"{day}T{placed.at.astimezone(station.zone):%H%M%S%z}",
            day=day,
            starts_at=placed.at,
            daypart=daypart_of(placed.at.astimezone(station.zone).time()),
            capacity_ms=placed.capacity_ms,
        )
        for day in days_between(first, last)
        for placed in elements_between(week, *station.window(day), station.zone)
        if placed.feature == Feature.BREAK
    ]


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


def _recorded_flights(session: Session, first: date, last: date) -> list[tuple[Revision, Recording]]:
    """What may air in these days and has its sound, in a settled order."""
    asked = (
        select(Revision, Recording)
        .join(Announcement, Announcement.id == Revision.announcement_id)
        .join(Recording, Recording.revision_id == Revision.id)
        .where(Revision.number == Announcement.approved_revision, Announcement.status.not_in(ENDED))
        .where(Announcement.held.is_(False), Recording.status == RecordingStatus.READY)
        .where(Revision.first_day <= last, Revision.last_day >= first)
        .order_by(Revision.announcement_id)
    )
    return [(revision, recording) for revision, recording in session.execute(asked)]


def _flight(
    session: Session, station: Station, revision: Revision, recording: Recording, breaks: tuple[Break, ...]
) -> Flight:
    assert recording.duration_ms is not None
    last_moment = datetime.combine(revision.last_day, time.max, tzinfo=station.zone)
    return Flight(
        id=revision.announcement_id,
        agency=revision.announcement.agency_id,
        spot_ms=recording.duration_ms,
        priority=revision.priority,
        first_day=revision.first_day,
        last_day=revision.last_day,
        spots_per_day=revision.spots_per_day,
        dayparts=frozenset(revision.dayparts),
        separation_min=revision.separation_min,
        total=_left_of_total(session, revision, breaks),
        excluded_breaks=frozenset(each.id for each in breaks if each.starts_at > last_moment),
    )


def _left_of_total(session: Session, revision: Revision, breaks: tuple[Break, ...]) -> int | None:
    """What the days before those of the problem have left of the quota."""
    if revision.total is None or not breaks:
        return revision.total
    earlier = (Spot.announcement_id == revision.announcement_id) & (Spot.day < breaks[0].day) & IN_PLAN
    return max(0, revision.total - (session.scalar(select(func.count()).select_from(Spot).where(earlier)) or 0))


def _standing(session: Session, first: date, last: date) -> Iterable[Choice]:
    asked = select(Spot.announcement_id, Spot.break_id).where(Spot.day >= first, Spot.day <= last, IN_PLAN)
    return [Choice(announcement_id, break_id) for announcement_id, break_id in session.execute(asked)]


def _keep_spots(session: Session, situation: Situation, plan: Plan, now: datetime) -> None:
    """Rewrite the spots that may move. One that stays as it was keeps its row, and so its id."""
    problem, takes = situation.problem, situation.takes
    wanted = {(spot.flight, spot.break_id) for spot in plan.spots if spot.break_id not in problem.fixed}
    movable = select(Spot).where(Spot.break_starts_at >= problem.fixed_before, Spot.day <= situation.last, IN_PLAN)
    kept = set()
    for spot in session.scalars(movable):
        key = (spot.announcement_id, spot.break_id)
        if key in wanted and (spot.revision_id, spot.duration_ms) == takes[spot.announcement_id]:
            kept.add(key)
        else:
            session.delete(spot)
    session.flush()
    for flight, break_id in sorted(wanted - kept):
        session.add(_new_spot(flight, *takes[flight], problem.break_by_id[break_id], now))


def _new_spot(flight: str, revision_id: str, duration_ms: int, place: Break, now: datetime) -> Spot:
    return Spot(
        announcement_id=flight,
        revision_id=revision_id,
        day=place.day,
        break_id=place.id,
        break_starts_at=place.starts_at,
        position=0,
        duration_ms=duration_ms,
        placed_at=now,
    )


def _keep_unplaced(session: Session, plan: Plan, first: date, last: date) -> None:
    session.execute(delete(Unplaced).where(Unplaced.day >= first, Unplaced.day <= last))
    session.add_all(
        Unplaced(
            announcement_id=one.flight,
            day=one.day,
            missing=one.missing,
            reason=one.remark.message,
            values={name: _named(session, name, value) for name, value in one.remark.values.items()},
        )
        for one in plan.unplaced
        if first <= one.day <= last
    )


def _named(session: Session, name: str, value: object) -> object:
    """A value of a remark as people know it: an agency and an announcement by name, not by id."""
    if name == "agency":
        agency = session.get(Agency, value)
        return agency.name if agency else value
    if name == "other":
        other = session.get(Announcement, value)
        return other.newest.title if other else value
    return value if isinstance(value, int | float) else str(value)
