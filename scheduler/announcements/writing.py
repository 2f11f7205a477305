"""Writing: a new announcement, an edit, a submission. An edit is always a new revision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor
from scheduler.announcements.changes import change_status, require_newest, require_open
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.submission import Submission
from scheduler.announcements.tables import Announcement, Revision, Status
from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.people import Agency, Role, find_agency


def write(
    session: Session, actor: Actor, submission: Submission, now: datetime, form_key: str | None = None
) -> tuple[Announcement, bool]:
    """Take a submission in; the second value is False when it was there already.

    The same `external_id` from the same agency, or the same form sent twice, gives the announcement that is there.
    Raises Forbidden for another agency's name, Invalid when staff named none.
    """
    agency = _agency_for(session, actor, submission)
    if known := _already_there(session, agency, submission.external_id, form_key):
        return known, False
    announcement = Announcement(
        agency=agency,
        external_id=submission.external_id,
        source=submission.source,
        lapor_reference=submission.lapor_reference,
        dictated_to_id=actor.person_id if actor.is_staff else None,
        form_key=form_key,
        created_at=now,
        status=Status.DRAFT,
        revision=0,
        held=False,
    )
    session.add(announcement)
    session.flush()
    _add_revision(session, actor, announcement, submission, now)
    return announcement, True


def revise(
    session: Session,
    actor: Actor,
    announcement_id: str,
    read_revision: int,
    submission: Submission,
    now: datetime,
) -> Announcement:
    """Add a revision. The approved one airs on until this one is approved; the same form sent twice adds one.

    Raises Conflict when somebody else has added one since `read_revision`, or when the announcement has ended.
    """
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    _require_writer(actor)
    require_open(announcement)
    if announcement.revision == read_revision + 1 and _is_same(announcement.newest, actor, submission):
        return announcement
    require_newest(announcement, read_revision)
    _add_revision(session, actor, announcement, submission, now)
    return announcement


def submit(session: Session, actor: Actor, announcement_id: str, read_revision: int, now: datetime) -> Announcement:
    """Hand the draft in for review; one that is already handed in stays so."""
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    _require_writer(actor)
    require_open(announcement)
    require_newest(announcement, read_revision)
    if announcement.status == Status.SUBMITTED:
        return announcement
    if announcement.status not in (Status.DRAFT, Status.CHANGES_REQUESTED):
        raise Conflict("Revision %(number)s has been decided already.", "Edit it first.", number=read_revision)
    change_status(session, actor, announcement, Status.SUBMITTED, now, "submitted")
    announcement.newest.submitted_at = now
    return announcement


def _add_revision(
    session: Session, actor: Actor, announcement: Announcement, submission: Submission, now: datetime
) -> None:
    announcement.revision += 1
    revision = Revision(
        announcement=announcement,
        number=announcement.revision,
        author_id=actor.person_id,
        author_name=actor.name,
        created_at=now,
        submitted_at=None if submission.draft else now,
        **_content(submission),
    )
    session.add(revision)
    change_status(session, actor, announcement, Status.DRAFT if submission.draft else Status.SUBMITTED, now, "written")
    session.flush()


def _content(submission: Submission) -> dict[str, Any]:
    """What of a submission stands on its revision, by the names of the columns."""
    flight = submission.flight
    return {
        "title": submission.title,
        "body": submission.body,
        "category": submission.category,
        "language": submission.language,
        "priority": submission.priority,
        "first_day": flight.first_day,
        "last_day": flight.last_day,
        "spots_per_day": flight.spots_per_day,
        "dayparts": list(flight.dayparts),
        "separation_min": flight.separation_min,
        "total": flight.total,
    }


def _is_same(revision: Revision, actor: Actor, submission: Submission) -> bool:
    same = all(getattr(revision, name) == value for name, value in _content(submission).items())
    return same and revision.author_name == actor.name and (revision.submitted_at is None) == submission.draft


def _agency_for(session: Session, actor: Actor, submission: Submission) -> Agency:
    if actor.is_staff:
        _require_writer(actor)
        if not submission.agency:
            raise Invalid("Staff write on behalf of an agency.", "Name the agency.")
        return find_agency(session, submission.agency)
    own = session.get(Agency, actor.agency_id)
    if own is None:
        raise Forbidden("You belong to no agency.", "Ask the station's admin to add you to yours.")
    if submission.agency and submission.agency.lower() not in (own.name.lower(), own.code.lower()):
        raise Forbidden("You may write for %(own)s only.", "Leave the agency out.", own=own.name)
    return own


def _already_there(
    session: Session, agency: Agency, external_id: str | None, form_key: str | None
) -> Announcement | None:
    known = select(Announcement).where(Announcement.agency_id == agency.id)
    if external_id and (found := session.scalar(known.where(Announcement.external_id == external_id))):
        return found
    return session.scalar(known.where(Announcement.form_key == form_key)) if form_key else None


def _require_writer(actor: Actor) -> None:
    if actor.role == Role.ANNOUNCER:
        raise Forbidden("An announcer reads scripts and does not write them.", "Ask an editor.")
