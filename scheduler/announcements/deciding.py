"""Deciding: approve, ask for changes, hold, withdraw. Who wrote a script never approves it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import audit
from scheduler.actors import Actor
from scheduler.announcements.changes import change_status, require_newest, require_open
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import ENDED, Announcement, Decision, Revision, Status
from scheduler.errors import Conflict, Forbidden, Invalid

DECISIONS = ("approve", "request_changes", "hold", "withdraw")
OUTCOME = {
    "approve": (Status.APPROVED, "approved"),
    "request_changes": (Status.CHANGES_REQUESTED, "changes_requested"),
    "hold": (Status.HELD, "held"),
    "withdraw": (Status.WITHDRAWN, "withdrawn"),
}


def decide(
    session: Session,
    actor: Actor,
    announcement_id: str,
    read_revision: int,
    decision: str,
    now: datetime,
    note: str = "",
) -> Announcement:
    """Decide about the revision that was read.

    Raises Conflict when it is no longer the newest or its state does not allow that, Forbidden for a script that
    one wrote and for those who do not decide (an agency may withdraw its own), Invalid for no such decision.
    """
    if decision not in DECISIONS:
        raise Invalid(
            "%(decision)s is no decision.",
            "Use: %(known)s.",
            decision=decision[:40],
            known=", ".join(DECISIONS),
        )
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    if not actor.may_decide and decision != "withdraw":
        raise Forbidden("Only an editor, traffic or the admin may decide that.", "Ask one of them.")
    require_open(announcement)
    require_newest(announcement, read_revision)
    if decision == "approve":
        _require_submitted(announcement)
        _require_second_person(actor, announcement)
    if decision == "request_changes":
        _require_submitted(announcement)
        _require_note(note, "Say what is to be changed.")
    return _carry_out(session, actor, announcement, decision, now, note)


def release_alone(
    session: Session, actor: Actor, announcement_id: str, read_revision: int, now: datetime, reason: str
) -> Announcement:
    """Approve what one wrote, alone on duty: traffic or admin, with a reason, flagged until countersigned."""
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    if not actor.may_plan:
        raise Forbidden("Only traffic or the admin can release alone.", "Call one of them.")
    require_open(announcement)
    require_newest(announcement, read_revision)
    _require_submitted(announcement)
    _require_note(reason, "Say why nobody else could approve it.")
    return _carry_out(session, actor, announcement, "approve", now, reason, alone=True)


def countersign(session: Session, actor: Actor, announcement_id: str, now: datetime) -> Announcement:
    """A second person stands behind what was released alone; not the one who released it, nor one who wrote it."""
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    release = awaiting_countersign(announcement)
    if release is None:
        raise Conflict("Nothing here waits for a second signature.")
    if not actor.may_decide:
        raise Forbidden("Only an editor, traffic or the admin may countersign.", "Ask one of them.")
    if actor.person_id in {release.person_id, *authors_since_approval(announcement, upto=release)}:
        raise Forbidden("Another person than the one who wrote or released it must countersign.", "Ask a colleague.")
    release.countersigned_by_id, release.countersigned_at = actor.person_id, now
    audit.record(session, actor.name, "countersigned", f"announcement {announcement.id}", now)
    return announcement


def awaiting_countersign(announcement: Announcement) -> Decision | None:
    """The release by one person alone that nobody has countersigned yet, if there is one."""
    open_releases = (d for d in announcement.decisions if d.released_alone and d.countersigned_at is None)
    return next(open_releases, None)


def authors_since_approval(announcement: Announcement, upto: Decision | None = None) -> set[str]:
    """Person ids of those who wrote a revision after the last approval (the one before `upto`, when given)."""
    approvals = [d.revision for d in announcement.decisions if d.decision == "approve" and d is not upto]
    since = max(approvals, default=0)
    return {r.author_id for r in announcement.revisions if r.number > since and r.author_id}


def expire(session: Session, today: date, now: datetime) -> list[str]:
    """End every announcement whose newest and approved revision have both had their last day; gives their ids."""
    alive = Announcement.status.not_in(ENDED)
    newest = (Revision.announcement_id == Announcement.id) & (Revision.number == Announcement.revision)
    past = select(Announcement).join(Revision, newest).where(alive, Revision.last_day < today)
    ended = [each for each in session.scalars(past) if not _airs_on(each, today)]
    clock = Actor(name="clock", role=None, person_id=None, agency_id=None)
    for announcement in ended:
        change_status(session, clock, announcement, Status.EXPIRED, now, "expired")
    return [announcement.id for announcement in ended]


def _airs_on(announcement: Announcement, today: date) -> bool:
    approved = announcement.on_air
    return approved is not None and approved.last_day >= today


def _carry_out(
    session: Session,
    actor: Actor,
    announcement: Announcement,
    decision: str,
    now: datetime,
    note: str,
    alone: bool = False,
) -> Announcement:
    status, act = OUTCOME[decision]
    change_status(session, actor, announcement, status, now, act, note)
    announcement.decisions.append(
        Decision(
            revision=announcement.revision,
            decision=decision,
            note=note,
            person_id=actor.person_id,
            person_name=actor.name,
            at=now,
            released_alone=alone,
        )
    )
    session.flush()
    return announcement


def _require_submitted(announcement: Announcement) -> None:
    waits = announcement.status in (Status.SUBMITTED, Status.HELD) and announcement.newest.submitted_at is not None
    if not waits or announcement.approved_revision == announcement.revision:
        raise Conflict(
            "Revision %(number)s does not wait for a decision (%(status)s).",
            "Open the announcement to see what happened.",
            number=announcement.revision,
            status=announcement.status,
        )


def _require_second_person(actor: Actor, announcement: Announcement) -> None:
    if actor.person_id in authors_since_approval(announcement):
        raise Forbidden(
            "Who wrote a script cannot approve it.",
            "Ask a colleague; alone on duty, traffic or the admin can release it with a reason.",
        )


def _require_note(note: str, mend: str) -> None:
    if not note.strip():
        raise Invalid("A note is needed here.", mend)
