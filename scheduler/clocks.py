"""Format clocks: the template of an hour, and the hours of the week it is used in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.database import Base, new_id


class Feature(StrEnum):
    """What stands at a minute of the hour."""

    STATION_ID = "station_id"
    JINGLE = "jingle"
    BREAK = "break"


class FormatClock(Base):
    """A named template of an hour."""

    __tablename__ = "format_clock"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    elements: Mapped[list[ClockElement]] = relationship(
        order_by="ClockElement.at_s", cascade="all, delete-orphan", lazy="selectin"
    )


class ClockElement(Base):
    """One thing at its second of the hour; a break holds at most `capacity_ms` of spots."""

    __tablename__ = "clock_element"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    clock_id: Mapped[str] = mapped_column(ForeignKey("format_clock.id"))
    at_s: Mapped[int]
    feature: Mapped[str] = mapped_column(String(12))
    timing: Mapped[str] = mapped_column(String(4), default="soft")
    capacity_ms: Mapped[int] = mapped_column(default=0)


class ClockHour(Base):
    """Which clock an hour of a weekday follows (0 is Monday)."""

    __tablename__ = "clock_hour"
    __table_args__ = (UniqueConstraint("weekday", "hour"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    weekday: Mapped[int]
    hour: Mapped[int]
    clock_id: Mapped[str] = mapped_column(ForeignKey("format_clock.id"))
    clock: Mapped[FormatClock] = relationship(lazy="joined")


@dataclass(frozen=True)
class Placed:
    """A clock's element at its moment."""

    at: datetime
    feature: str
    timing: str
    capacity_ms: int


def clock_week(session: Session) -> dict[tuple[int, int], FormatClock]:
    """The clock of each (weekday, hour) that has one."""
    return {(row.weekday, row.hour): row.clock for row in session.scalars(select(ClockHour))}


def elements_between(
    week: dict[tuple[int, int], FormatClock], start: datetime, end: datetime, zone: ZoneInfo
) -> list[Placed]:
    """What the clocks put between two moments, in order. An hour that the zone skips has none, one that it
    turns back has them twice: the listeners live through it twice."""
    placed = [
        Placed(at, element.feature, element.timing, element.capacity_ms)
        for hour in _hours(start, end, zone)
        if (clock := week.get((hour.astimezone(zone).weekday(), hour.astimezone(zone).hour)))
        for element in clock.elements
        if start <= (at := hour + timedelta(seconds=element.at_s)) < end
    ]
    return sorted(placed, key=lambda each: each.at)


def _hours(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The full hours, by the zone's own clock, from the one that `start` lies in; as UTC moments."""
    local = start.astimezone(zone)
    hour = start.astimezone(UTC) - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    while hour < end:
        yield hour
        hour += timedelta(hours=1)
