"""Spots: one airing of an announcement in one break; and what found no place, with the reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.announcements.tables import Announcement, Revision
from scheduler.database import Base, new_id
from scheduler.placement.remark import Remark


class Spot(Base):
    """One planned airing. A spot keeps its id as long as it stays in its break, through every replan.

    `rendition_id`: which of several that take turns airs, None for the one in use. `pinned`: somebody put it there.
    """

    __tablename__ = "spot"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), index=True)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    day: Mapped[date] = mapped_column(index=True)
    break_id: Mapped[str] = mapped_column(String(40))
    break_starts_at: Mapped[datetime]
    position: Mapped[int] = mapped_column(default=0)
    duration_ms: Mapped[int]
    rendition_id: Mapped[str | None] = mapped_column(ForeignKey("rendition.id"))
    pinned: Mapped[bool] = mapped_column(default=False)
    placed_at: Mapped[datetime]
    makes_good: Mapped[str | None] = mapped_column(String(26))
    announcement: Mapped[Announcement] = relationship(lazy="joined")
    revision: Mapped[Revision] = relationship(lazy="joined")


class Unplaced(Base):
    """What an announcement asked for on a day and did not get: how many spots, and why in words."""

    __tablename__ = "unplaced"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    missing: Mapped[int]
    reason: Mapped[str]
    values: Mapped[dict[str, Any]]
    announcement: Mapped[Announcement] = relationship(lazy="joined")

    @property
    def remark(self) -> Remark:
        """The reason as a sentence that can be told in any language."""
        return Remark(self.reason, self.values)


def spots_of_day(session: Session, day: date) -> list[Spot]:
    """The spots of a broadcast day, by break and place in it."""
    asked = select(Spot).where(Spot.day == day).order_by(Spot.break_starts_at, Spot.position, Spot.id)
    return list(session.scalars(asked))


def unplaced_of_day(session: Session, day: date) -> list[Unplaced]:
    """What found no place on a broadcast day."""
    return list(session.scalars(select(Unplaced).where(Unplaced.day == day).order_by(Unplaced.id)))


def making_good(session: Session, day: date) -> dict[str, str]:
    """Of that day's spots that replace a missed one, which."""
    asked = select(Spot.id, Spot.makes_good).where(Spot.day == day, Spot.makes_good.is_not(None))
    return {spot_id: missed for spot_id, missed in session.execute(asked) if missed}
