"""What traffic adds to a flight: where it may not air, where it must, which renditions take turns, or that an announcer
reads it live."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base, new_id


class FlightRule(Base):
    """Of one announcement: programmes and clocks (ids) in whose time it does not air; the renditions (ids) that take
    turns with the one in use; or that an announcer reads it live."""

    __tablename__ = "flight_rule"
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), primary_key=True)
    excluded_programmes: Mapped[list[str]] = mapped_column(default=list)
    excluded_clocks: Mapped[list[str]] = mapped_column(default=list)
    turns: Mapped[list[str]] = mapped_column(default=list)
    live: Mapped[bool] = mapped_column(default=False)
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


def rule_of(session: Session, announcement_id: str) -> FlightRule:
    """The announcement's rule; where traffic set none, one that says nothing (it is not added)."""
    return session.get(FlightRule, announcement_id) or FlightRule(
        announcement_id=announcement_id, excluded_programmes=[], excluded_clocks=[], turns=[], live=False, version=0
    )


def pins_of(session: Session, announcement_ids: Collection[str]) -> list[Pin]:
    """The pins of these announcements, in the order in which they were set."""
    return list(session.scalars(select(Pin).where(Pin.announcement_id.in_(announcement_ids)).order_by(Pin.id)))
