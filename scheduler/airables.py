"""What may air in some days: approved, not held, and with its sound, or read live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from audio.words import reading_time_ms
from scheduler.announcements.tables import ENDED, Announcement, Revision
from scheduler.breaks import PlacedBreak
from scheduler.flight_rules import FlightRule
from scheduler.outdating import spoken_now
from scheduler.placement import Flight
from scheduler.recordings import Recording, RecordingStatus
from scheduler.renditions import Rendition
from scheduler.replacing import IN_PLAN
from scheduler.spots import Spot
from scheduler.station import Station


@dataclass(frozen=True)
class Airable:
    """A revision that may air. `duration_ms` is that of the longest of its sounds; `turns` are the renditions (ids)
    that take turns, None for the one in use."""

    revision: Revision
    agency_id: str
    rule: FlightRule | None
    duration_ms: int
    turns: tuple[str | None, ...] = (None,)


def airables(session: Session, first: date, last: date, also: str | None = None) -> list[Airable]:
    """What may air in these broadcast days, in a settled order. `also`: an announcement (id) whose newest revision
    is looked at as if it were approved."""
    has_sound = or_(Recording.status == RecordingStatus.READY, FlightRule.live)
    airs = (Revision.number == Announcement.approved_revision) & Announcement.held.is_(False)
    if also is not None:
        airs = (airs & (Announcement.id != also)) | (
            (Announcement.id == also) & (Revision.number == Announcement.revision)
        )
    asked = (
        select(Revision, Announcement.agency_id, FlightRule, Recording)
        .join(Announcement, Announcement.id == Revision.announcement_id)
        .outerjoin(Recording, Recording.revision_id == Revision.id)
        .outerjoin(FlightRule, FlightRule.announcement_id == Announcement.id)
        .where(airs, Announcement.status.not_in(ENDED), has_sound)
        .where(Revision.first_day <= last, Revision.last_day >= first)
        .order_by(Revision.announcement_id)
    )
    found = [_airable(session, *row) for row in session.execute(asked)]
    return _with_turns(session, found)


def flights(
    session: Session, station: Station, airing: Sequence[Airable], breaks: Sequence[PlacedBreak]
) -> tuple[Flight, ...]:
    """They as flights of a placement problem, with what earlier days have left of their quotas."""
    earlier = _placed_before(session, breaks[0].place.day) if breaks else Counter()
    return tuple(_flight(station, one, breaks, earlier[one.revision.announcement_id]) for one in airing)


def _airable(
    session: Session, revision: Revision, agency_id: str, rule: FlightRule | None, recording: Recording | None
) -> Airable:
    if rule is not None and rule.live:
        return Airable(revision, agency_id, rule, reading_time_ms(spoken_now(session, revision)))
    assert recording is not None
    return Airable(revision, agency_id, rule, recording.duration_ms or 0)


def _with_turns(session: Session, found: list[Airable]) -> list[Airable]:
    wanted = {name for one in found if one.rule and not one.rule.live for name in one.rule.turns}
    if not wanted:
        return found
    asked = (
        select(Rendition, Recording.revision_id, Recording.rendition_id)
        .join(Recording, Recording.id == Rendition.recording_id)
        .where(Rendition.id.in_(wanted))
        .order_by(Rendition.id)
    )
    by_revision: dict[str, list[Rendition]] = {}
    for rendition, revision_id, in_use in session.execute(asked):
        if rendition.id != in_use:
            by_revision.setdefault(revision_id, []).append(rendition)
    return [_turning(one, by_revision.get(one.revision.id, [])) for one in found]


def _turning(one: Airable, renditions: list[Rendition]) -> Airable:
    longest = max([one.duration_ms, *(each.duration_ms for each in renditions)])
    return replace(one, duration_ms=longest, turns=(None, *(each.id for each in renditions)))


def _flight(station: Station, one: Airable, breaks: Sequence[PlacedBreak], earlier: int) -> Flight:
    revision = one.revision
    return Flight(
        id=revision.announcement_id,
        agency=one.agency_id,
        spot_ms=one.duration_ms,
        priority=revision.priority,
        first_day=revision.first_day,
        last_day=revision.last_day,
        spots_per_day=revision.spots_per_day,
        dayparts=frozenset(revision.dayparts),
        separation_min=revision.separation_min,
        total=None if revision.total is None else max(0, revision.total - earlier),
        excluded_breaks=frozenset(_excluded(station, one, breaks)),
    )


def _excluded(station: Station, one: Airable, breaks: Sequence[PlacedBreak]) -> Iterator[str]:
    """The breaks past the kill date's midnight, or in the time of a programme or clock where it does not air."""
    last_moment = datetime.combine(one.revision.last_day, time.max, tzinfo=station.zone).astimezone(UTC)
    for each in breaks:
        if each.place.starts_at > last_moment or (one.rule is not None and _is_barred(one.rule, each)):
            yield each.place.id


def _is_barred(rule: FlightRule, each: PlacedBreak) -> bool:
    return each.clock_id in rule.excluded_clocks or not each.programmes.isdisjoint(rule.excluded_programmes)


def _placed_before(session: Session, day: date) -> Counter[str]:
    """Of each announcement how many spots the days before have, as far as it has a quota."""
    limited = select(Revision.announcement_id).where(Revision.total.is_not(None))
    asked = (
        select(Spot.announcement_id, func.count().label("placed"))
        .where(Spot.day < day, Spot.announcement_id.in_(limited), IN_PLAN)
        .group_by(Spot.announcement_id)
    )
    return Counter({row.announcement_id: row.placed for row in session.execute(asked)})
