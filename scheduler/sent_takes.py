"""Takes that people sent: kept at once, and noted until a worker has listened to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from audio.media import Stored
from scheduler.actors import Actor
from scheduler.announcements.tables import Revision
from scheduler.database import Base, new_id
from scheduler.events import happened
from scheduler.takes import Read, revision_to_read

EXT = "sent"
TOLD_FOR = timedelta(hours=1)


class SentTakeState(StrEnum):
    """Of one file; `refused` has a fault that says why."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"


class SentTake(Base):
    """One file that somebody sent as a take of a revision; in the media store until it is dealt with.

    `progress` in per cent and `stage` while it waits; `fault`: {"message", "mend", "values"} where it could not be
    taken, or not yet.
    """

    __tablename__ = "sent_take"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str | None] = mapped_column(String(64))
    sent_by: Mapped[str] = mapped_column(String(254))
    sent_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(8), default=SentTakeState.WAITING)
    progress: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str] = mapped_column(String(40), default="")
    fault: Mapped[dict[str, Any] | None]


def send_take(session: Session, actor: Actor, read: Read, stored: Stored, now: datetime) -> SentTake:
    """Note a file that lies in the media store with the suffix EXT, and have it listened to.

    Raises Forbidden for an official, Conflict for a script that has ended.
    """
    revision = revision_to_read(session, actor, read.announcement_id, read.revision)
    sent = SentTake(
        id=new_id(),
        revision_id=revision.id,
        name=read.name,
        sha256=stored.sha256,
        sent_by=actor.name,
        sent_at=now,
        state=SentTakeState.WAITING,
        progress=0,
        stage="",
    )
    session.add(sent)
    happened(session, "take.sent", now, priority=revision.priority, sent_take_id=sent.id)
    return sent


def last_sent(session: Session, revision: Revision, now: datetime) -> SentTake | None:
    """What was sent last for that revision, if it still waits or is worth telling of."""
    told = (SentTake.sent_at > now - TOLD_FOR) | (SentTake.state == SentTakeState.WAITING)
    asked = select(SentTake).where(SentTake.revision_id == revision.id, told).order_by(SentTake.id.desc())
    return session.scalars(asked.limit(1)).first()
