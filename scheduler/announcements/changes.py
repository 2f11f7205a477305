"""What every change of an announcement has in common: its guards, its line on the audit log, its event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from scheduler import audit
from scheduler.actors import Actor
from scheduler.announcements.tables import ENDED, Announcement, Status
from scheduler.errors import Conflict
from scheduler.events import happened


def change_status(
    session: Session,
    actor: Actor,
    announcement: Announcement,
    status: Status,
    now: datetime,
    act: str,
    note: str = "",
) -> None:
    """Set the status; write the act on the audit log and as the event `announcement.ACT`."""
    before = {"status": announcement.status, "approved_revision": announcement.approved_revision}
    announcement.status = status
    if act == "approved":
        announcement.approved_revision, announcement.held = announcement.revision, False
    if act == "held":
        announcement.held = True
    after = {
        "status": status,
        "revision": announcement.revision,
        "approved_revision": announcement.approved_revision,
    }
    if note:
        after["note"] = note
    audit.record(session, actor.name, act, f"announcement {announcement.id}", now, before, after)
    priority = announcement.newest.priority if announcement.revisions else 2
    happened(session, f"announcement.{act}", now, priority=priority, announcement_id=announcement.id)


def require_open(announcement: Announcement) -> None:
    """Raise Conflict when the announcement was withdrawn or has expired."""
    if announcement.status in ENDED:
        raise Conflict("This announcement has ended (%(status)s).", "Write a new one.", status=announcement.status)


def require_newest(announcement: Announcement, read_revision: int) -> None:
    """Raise Conflict when somebody has added a revision since `read_revision` was read."""
    if announcement.revision != read_revision:
        raise Conflict(
            "Revision %(read)s is no longer the newest; %(newest)s is.",
            "Read the newest one, then decide again.",
            read=read_revision,
            newest=announcement.revision,
        )
