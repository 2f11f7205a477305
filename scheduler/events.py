"""What happened in one room and concerns another: written down in the same transaction, handled by the queue."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base, new_id

NUDGE_AFTER = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)


class Event(Base):
    """Something to be handled at least once; whoever handles it must bear a second time."""

    __tablename__ = "event"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    priority: Mapped[int] = mapped_column(default=2)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    handled_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None]


def happened(session: Session, kind: str, now: datetime, priority: int = 2, **payload: Any) -> Event:
    """Write an event down. The queue gets it after the commit; where that is lost, it is due soon."""
    event = Event(kind=kind, payload=payload, priority=priority, created_at=now, due_at=now + NUDGE_AFTER, attempts=0)
    session.add(event)
    session.flush()
    session.info.setdefault("events", []).append((event.id, priority))
    return event


def unhandled(now: datetime) -> Select[Event]:
    """Events that are due and not handled, the most urgent first: what the clock hands out again."""
    due = Event.handled_at.is_(None) & (Event.due_at <= now)
    return select(Event).where(due).order_by(Event.priority.desc(), Event.id)


def newest_waiting(session: Session, kind: str) -> Event | None:
    """The newest event of that kind that is not handled yet."""
    asked = select(Event).where(Event.kind == kind, Event.handled_at.is_(None))
    return session.scalars(asked.order_by(Event.id.desc())).first()


def retry_at(attempts: int, now: datetime) -> datetime:
    """When an event that failed `attempts` times is due again: ever later, never given up."""
    wait: timedelta = NUDGE_AFTER * 2 ** min(attempts, 10)
    return now + min(wait, LONGEST_WAIT)
