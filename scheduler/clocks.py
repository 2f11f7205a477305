"""Format clocks: the template of an hour, the hours of the week it is used in, and the days that are exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.database import Base, new_id


class Feature(StrEnum):
    """What stands at a minute of the hour. A `feature` is a sound of the library that bears the element's tag."""

    STATION_ID = "station_id"
    JINGLE = "jingle"
    BREAK = "break"
    FEATURE = "feature"


class FormatClock(Base):
    """A named template of an hour; `version` grows with each change."""

    __tablename__ = "format_clock"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    version: Mapped[int] = mapped_column(default=1)
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
    tag: Mapped[str | None] = mapped_column(String(60))


class ClockHour(Base):
    """Which clock an hour of a weekday follows (0 is Monday)."""

    __tablename__ = "clock_hour"
    __table_args__ = (UniqueConstraint("weekday", "hour"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    weekday: Mapped[int]
    hour: Mapped[int]
    clock_id: Mapped[str] = mapped_column(ForeignKey("format_clock.id"))
    clock: Mapped[FormatClock] = relationship(lazy="joined")


class ClockException(Base):
    """Days on which some hours follow another clock (Ramadan, Independence Day), or none where `clock_id` is None."""

    __tablename__ = "clock_exception"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    first_day: Mapped[date]
    last_day: Mapped[date]
    hours: Mapped[list[Any]]
    clock_id: Mapped[str | None] = mapped_column(ForeignKey("format_clock.id"))
    version: Mapped[int] = mapped_column(default=1)
    clock: Mapped[FormatClock | None] = relationship(lazy="joined")


@dataclass(frozen=True)
class Placed:
    """A clock's element at its moment."""

    at: datetime
    feature: str
    timing: str
    capacity_ms: int
    clock_id: str = ""
    tag: str | None = None


@dataclass(frozen=True)
class ClockWeek:
    """The clock of each (weekday, hour), and the exceptions, the one that counts first."""

    hours: dict[tuple[int, int], FormatClock]
    exceptions: tuple[ClockException, ...] = ()

    def at(self, local: datetime) -> FormatClock | None:
        """The clock of the hour that this moment (on the station's wall) lies in."""
        for each in self.exceptions:
            if each.first_day <= local.date() <= each.last_day and local.hour in each.hours:
                return each.clock
        return self.hours.get((local.weekday(), local.hour))


def clock_week(session: Session) -> ClockWeek:
    """The clocks as they are assigned. Of two exceptions for one hour the one of fewer days counts, then the newer."""
    hours = {(row.weekday, row.hour): row.clock for row in session.scalars(select(ClockHour))}
    newest_first = session.scalars(select(ClockException).order_by(ClockException.id.desc()))
    return ClockWeek(hours, tuple(sorted(newest_first, key=lambda each: each.last_day - each.first_day)))


def elements_between(week: ClockWeek, start: datetime, end: datetime, zone: ZoneInfo) -> list[Placed]:
    """What the clocks put between two moments, in order. An hour that the zone skips has none, one that it
    turns back has them twice: the listeners live through it twice."""
    placed = [
        Placed(at, element.feature, element.timing, element.capacity_ms, clock.id, element.tag)
        for hour in _hours(start, end, zone)
        if (clock := week.at(hour.astimezone(zone)))
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
