"""The flights that one person sees in a week: what each asks for, and what it still waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from scheduler.actors import Actor
from scheduler.announcements.finding import visible
from scheduler.announcements.tables import ENDED, Announcement, Revision, Status
from scheduler.flight_rules import FlightRule
from scheduler.people import Agency
from scheduler.recordings import Recording, RecordingStatus

NO_RECORDING, RECORDING_FAILED = "no_recording", "recording_failed"


@dataclass(frozen=True)
class Filters:
    """What a reader looks for: one agency (id), one priority, words of the script."""

    agency_id: str | None = None
    priority: int | None = None
    search: str = ""


@dataclass(frozen=True)
class Asked:
    """A flight: that of the approved revision, else of the newest. `waits` is what keeps it from being placed: a
    status, `no_recording`, `recording_failed`, or empty."""

    id: str
    title: str
    agency_id: str
    agency: str
    priority: int
    first_day: date
    last_day: date
    spots_per_day: int
    total: int | None
    status: str
    waits: str

    def on(self, day: date) -> int:
        """The spots asked for on that day."""
        return self.spots_per_day if self.first_day <= day <= self.last_day else 0


def asked_flights(session: Session, actor: Actor, first: date, last: date, filters: Filters) -> list[Asked]:
    """The flights with a day from `first` to `last`, by agency, then the most urgent first; drafts are no flights."""
    seen = visible(actor, search=filters.search).order_by(None).with_only_columns(Announcement.id)
    asked = _flights().where(
        Announcement.id.in_(seen),
        Announcement.status != Status.DRAFT,
        Revision.first_day <= last,
        Revision.last_day >= first,
    )
    if filters.agency_id:
        asked = asked.where(Announcement.agency_id == filters.agency_id)
    if filters.priority:
        asked = asked.where(Revision.priority == filters.priority)
    ordered = asked.order_by(Agency.name, Revision.priority.desc(), Revision.title, Announcement.id)
    return [_asked(row) for row in session.execute(ordered).mappings()]


def asked_flight(session: Session, announcement: Announcement) -> Asked:
    """The flight of that announcement alone."""
    row = session.execute(_flights().where(Announcement.id == announcement.id)).mappings().one()
    return _asked(row)


def _flights() -> Select[*tuple[Any, ...]]:
    airs = Revision.number == func.coalesce(Announcement.approved_revision, Announcement.revision)
    return (
        select(
            Announcement.id,
            Announcement.agency_id,
            Announcement.status,
            Announcement.held,
            Announcement.approved_revision,
            Agency.name.label("agency"),
            Revision.title,
            Revision.priority,
            Revision.first_day,
            Revision.last_day,
            Revision.spots_per_day,
            Revision.total,
            Recording.status.label("recording"),
            FlightRule.live,
        )
        .join(Revision, (Revision.announcement_id == Announcement.id) & airs)
        .join(Agency, Agency.id == Announcement.agency_id)
        .outerjoin(Recording, Recording.revision_id == Revision.id)
        .outerjoin(FlightRule, FlightRule.announcement_id == Announcement.id)
    )


def _asked(row: Mapping[Any, Any]) -> Asked:
    same = ("id", "title", "agency_id", "agency", "priority", "first_day", "last_day", "spots_per_day", "total")
    return Asked(**{name: row[name] for name in same}, status=row["status"], waits=_waits(row))


def _waits(row: Mapping[Any, Any]) -> str:
    if row["status"] in ENDED:
        return ""
    if row["held"]:
        return str(Status.HELD)
    if row["approved_revision"] is None:
        return str(row["status"])
    if row["live"] or row["recording"] == RecordingStatus.READY:
        return ""
    return RECORDING_FAILED if row["recording"] == RecordingStatus.FAILED else NO_RECORDING
