"""Finding announcements, as far as the one who asks may see them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from scheduler.actors import Actor
from scheduler.announcements.tables import Announcement, Revision
from scheduler.errors import NotFound


def find_announcement(session: Session, actor: Actor, announcement_id: str, lock: bool = False) -> Announcement:
    """The announcement of that id; NotFound also for one of another agency, whose existence is nobody's business."""
    asked = select(Announcement).where(Announcement.id == announcement_id)
    found = session.scalar(asked.with_for_update(of=Announcement) if lock else asked)
    if found is None or not actor.sees(found.agency_id):
        raise NotFound("There is no such announcement.", "Look for it in the list of scripts.")
    return found


def visible(
    actor: Actor, *, status: str | None = None, search: str = "", before_id: str | None = None
) -> Select[Announcement]:
    """Announcements that this actor sees, newest first; `before_id` goes on behind that one."""
    asked = select(Announcement).order_by(Announcement.id.desc())
    if not actor.is_staff:
        asked = asked.where(Announcement.agency_id == actor.agency_id)
    if status:
        asked = asked.where(Announcement.status == status)
    if before_id:
        asked = asked.where(Announcement.id < before_id)
    if search:
        asked = asked.where(_newest_mentions(search))
    return asked


def _newest_mentions(words: str) -> ColumnElement[bool]:
    of_newest = (Revision.announcement_id == Announcement.id) & (Revision.number == Announcement.revision)
    hit = Revision.title.icontains(words, autoescape=True) | Revision.body.icontains(words, autoescape=True)
    return select(Revision.id).where(of_newest & hit).exists()
