"""The tables of announcements, their revisions and what was decided about them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.database import Base, new_id
from scheduler.people import Agency, Person


class Status(StrEnum):
    """Of the newest revision; `approved_revision` tells what airs."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    HELD = "held"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


ENDED = frozenset({Status.WITHDRAWN, Status.EXPIRED})


class Announcement(Base):
    """The matter itself. It airs when a revision is approved, and it is neither held nor ended."""

    __tablename__ = "announcement"
    __table_args__ = (UniqueConstraint("agency_id", "external_id"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), index=True)
    external_id: Mapped[str | None] = mapped_column(String(200))
    source: Mapped[str | None] = mapped_column(String(300))
    lapor_reference: Mapped[str | None] = mapped_column(String(80))
    dictated_to_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    form_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(20), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    approved_revision: Mapped[int | None]
    held: Mapped[bool] = mapped_column(default=False)
    agency: Mapped[Agency] = relationship(lazy="joined")
    dictated_to: Mapped[Person | None] = relationship(lazy="joined")
    revisions: Mapped[list[Revision]] = relationship(order_by="Revision.number", back_populates="announcement")
    decisions: Mapped[list[Decision]] = relationship(order_by="Decision.id", back_populates="announcement")

    @property
    def newest(self) -> Revision:
        """The revision that `status` speaks of."""
        return self.revisions[-1]

    @property
    def on_air(self) -> Revision | None:
        """The revision that may air now, if any."""
        if self.approved_revision is None or self.held or self.status in ENDED:
            return None
        return next(each for each in self.revisions if each.number == self.approved_revision)


class Revision(Base):
    """One state of the script and its flight; never overwritten."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("announcement_id", "number"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str]
    category: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    priority: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    spots_per_day: Mapped[int]
    dayparts: Mapped[list[str]]
    separation_min: Mapped[int]
    total: Mapped[int | None]
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    announcement: Mapped[Announcement] = relationship(back_populates="revisions")


class Decision(Base):
    """What somebody decided about one revision, and when."""

    __tablename__ = "decision"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), index=True)
    revision: Mapped[int]
    decision: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(default="")
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(254))
    at: Mapped[datetime]
    released_alone: Mapped[bool] = mapped_column(default=False)
    countersigned_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    countersigned_at: Mapped[datetime | None]
    announcement: Mapped[Announcement] = relationship(back_populates="decisions")
    countersigned_by: Mapped[Person | None] = relationship(foreign_keys=[countersigned_by_id])
