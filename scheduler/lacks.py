"""What a plan leaves out, told by names: spots without a place, and announcements that can't have one yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from scheduler.announcements.tables import ENDED, Announcement, Revision, Status
from scheduler.days import days_between
from scheduler.flight_rules import FlightRule
from scheduler.people import Agency
from scheduler.placement import Remark, Unplaced
from scheduler.recordings import Recording, RecordingStatus
from scheduler.spots import Unplaced as Kept

SOUNDLESS = Remark("It has no recording yet.")


@dataclass(frozen=True)
class Lacking:
    """`missing` spots of one announcement on a day, and why in words."""

    agency: str
    title: str
    day: date
    missing: int
    told: Remark


def lacking_on(session: Session, first: date, last: date) -> list[Lacking]:
    """What found no place on these days, as the plan was kept: by day, the most urgent first."""
    airs = Revision.number == func.coalesce(Announcement.approved_revision, Announcement.revision)
    asked = (
        select(Agency.name, Revision.title, Kept.day, Kept.missing, Kept.reason, Kept.values)
        .join(Announcement, Announcement.id == Kept.announcement_id)
        .join(Revision, (Revision.announcement_id == Announcement.id) & airs)
        .join(Agency, Agency.id == Announcement.agency_id)
        .where(Kept.day.between(first, last))
        .order_by(Kept.day, Revision.priority.desc(), Kept.id)
    )
    return [
        Lacking(agency, title, day, missing, Remark(reason, values))
        for agency, title, day, missing, reason, values in session.execute(asked)
    ]


def soundless(session: Session, first: date, last: date) -> Iterator[tuple[Unplaced, Lacking]]:
    """What is approved for these days and has no recording that could air, by its id and by its names."""
    for revision, agency in session.execute(_approved_without_sound(first, last)):
        for day in days_between(max(first, revision.first_day), min(last, revision.last_day)):
            missing = revision.spots_per_day
            told = Lacking(agency, revision.title, day, missing, SOUNDLESS)
            yield Unplaced(revision.announcement_id, day, missing, SOUNDLESS), told


def awaiting_approval(session: Session, first: date, last: date) -> int:
    """How many announcements for these days nobody has approved yet."""
    newest = (Revision.announcement_id == Announcement.id) & (Revision.number == Announcement.revision)
    waits = (Announcement.status == Status.SUBMITTED) & Announcement.approved_revision.is_(None)
    asked = select(func.count()).select_from(Announcement).join(Revision, newest).where(waits)
    return session.scalar(asked.where(Revision.first_day <= last, Revision.last_day >= first)) or 0


def _approved_without_sound(first: date, last: date) -> Select[Revision, str]:
    airs = (Revision.announcement_id == Announcement.id) & (Revision.number == Announcement.approved_revision)
    unheard = or_(Recording.id.is_(None), Recording.status != RecordingStatus.READY)
    read = or_(FlightRule.announcement_id.is_(None), FlightRule.live.is_(False))
    return (
        select(Revision, Agency.name)
        .join(Announcement, airs)
        .join(Agency, Agency.id == Announcement.agency_id)
        .outerjoin(Recording, Recording.revision_id == Revision.id)
        .outerjoin(FlightRule, FlightRule.announcement_id == Announcement.id)
        .where(Announcement.status.not_in(ENDED), Announcement.held.is_(False), unheard, read)
        .where(Revision.first_day <= last, Revision.last_day >= first)
        .order_by(Revision.announcement_id)
    )
