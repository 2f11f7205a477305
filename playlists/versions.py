"""Published days: every version is kept as it was, and none is ever changed."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from playlists.items import Day, day_as_bytes, day_from_json
from scheduler.database import Base, new_id
from scheduler.errors import NotFound


class PublishedDay(Base):
    """One version of one broadcast day. `body` is the day as JSON in which file names stand for the media's URLs:
    addresses are signed when a day is served."""

    __tablename__ = "published_day"
    __table_args__ = (UniqueConstraint("date", "version"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    date: Mapped[date] = mapped_column(index=True)
    version: Mapped[int]
    body: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(254))
    reason: Mapped[str] = mapped_column(String(300), default="")
    by_hand: Mapped[bool] = mapped_column(default=False)

    def day(self) -> Day:
        """The day as values."""
        return day_from_json(json.loads(self.body))


def newest_version(session: Session, day: date) -> PublishedDay | None:
    """What machines get for that day, if anything was published."""
    asked = select(PublishedDay).where(PublishedDay.date == day).order_by(PublishedDay.version.desc()).limit(1)
    return session.scalar(asked)


def newest_numbers(session: Session, first: date, last: date) -> dict[date, int]:
    """The newest version's number of each published day in that range."""
    asked = select(PublishedDay.date, PublishedDay.version).where(PublishedDay.date >= first, PublishedDay.date <= last)
    numbers: dict[date, int] = {}
    for day, version in session.execute(asked):
        numbers[day] = max(version, numbers.get(day, 0))
    return numbers


def published_until(session: Session) -> datetime | None:
    """Where the last published day ends: so long machines have something to play."""
    return session.scalar(select(func.max(PublishedDay.ends_at)))


def newest_between(session: Session, first: date, last: date) -> list[PublishedDay]:
    """The newest version of each published day in that range, in order, without their bodies until asked for."""
    numbers = newest_numbers(session, first, last)
    asked = select(PublishedDay).options(defer(PublishedDay.body)).where(PublishedDay.date.in_(numbers))
    rows = session.scalars(asked.order_by(PublishedDay.date))
    return [row for row in rows if row.version == numbers[row.date]]


def versions_of(session: Session, day: date) -> list[PublishedDay]:
    """Every version of that day, the newest first, without their bodies until asked for."""
    asked = select(PublishedDay).options(defer(PublishedDay.body)).where(PublishedDay.date == day)
    return list(session.scalars(asked.order_by(PublishedDay.version.desc())))


def find_version(session: Session, day: date, version: int | None = None) -> PublishedDay:
    """That version of the day, or its newest. Raises NotFound when it was never published."""
    if version is None:
        found = newest_version(session, day)
    else:
        found = session.scalar(select(PublishedDay).where(PublishedDay.date == day, PublishedDay.version == version))
    if found is None:
        raise NotFound("No playlist is published for %(day)s.", "Publish it on the day's page.", day=day.isoformat())
    return found


def keep_version(session: Session, day: Day, actor: str, reason: str, by_hand: bool) -> PublishedDay:
    """Add a version; two at once cannot both have its number (the database refuses the second)."""
    assert day.published_at is not None
    row = PublishedDay(
        date=day.date,
        version=day.version,
        body=day_as_bytes(day).decode(),
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        published_at=day.published_at,
        published_by=actor,
        reason=reason[:300],
        by_hand=by_hand,
    )
    session.add(row)
    session.flush()
    return row
