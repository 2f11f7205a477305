"""What traffic adds to a flight: where it may not air, where it must, which recordings it turns through, or that an
announcer reads it live."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base, new_id


class FlightRule(Base):
    """Of one announcement: programmes and clocks (ids) in whose time it does not air; `live_ms` when it is read live,
    the milliseconds that reading takes."""

    __tablename__ = "flight_rule"
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), primary_key=True)
    excluded_programmes: Mapped[list[str]] = mapped_column(default=list)
    excluded_clocks: Mapped[list[str]] = mapped_column(default=list)
    live_ms: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)


class Pin(Base):
    """A spot that must stand in its place: at a time of day on one day (`day`) or on a weekday (0 is Monday), or in
    the last break before each episode of a programme. `place` is `first`, `last` or empty."""

    __tablename__ = "pin"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), index=True)
    day: Mapped[date | None]
    weekday: Mapped[int | None]
    at: Mapped[time | None]
    before_programme_id: Mapped[str | None] = mapped_column(ForeignKey("programme.id"))
    place: Mapped[str] = mapped_column(String(5), default="")


class Take(Base):
    """One more recording of a revision; they take turns with the first one."""

    __tablename__ = "take"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    ext: Mapped[str] = mapped_column(String(8))
    bytes: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str] = mapped_column(String(60))
    duration_ms: Mapped[int]
    loudness_lufs: Mapped[float | None]
    voice: Mapped[str] = mapped_column(String(80), default="")
    words: Mapped[str | None]
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


def rules_of(session: Session, announcement_ids: list[str]) -> dict[str, FlightRule]:
    """The rules of these announcements, of those that have any."""
    asked = select(FlightRule).where(FlightRule.announcement_id.in_(announcement_ids))
    return {rule.announcement_id: rule for rule in session.scalars(asked)}


def takes_of(session: Session, revision_ids: list[str]) -> dict[str, list[Take]]:
    """The further recordings in use of these revisions, in the order in which they were added."""
    asked = select(Take).where(Take.revision_id.in_(revision_ids), Take.retired_at.is_(None)).order_by(Take.id)
    found: dict[str, list[Take]] = {}
    for take in session.scalars(asked):
        found.setdefault(take.revision_id, []).append(take)
    return found
