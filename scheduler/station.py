"""The station itself: where it is, when its day begins, what it sounds like."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base
from scheduler.dayparts import broadcast_day, day_window
from scheduler.errors import Invalid, NotFound


class Station(Base):
    """One row: a database holds one station."""

    __tablename__ = "station"
    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    timezone: Mapped[str] = mapped_column(String(60))
    day_starts: Mapped[time] = mapped_column(default=time(4))
    publishes_at: Mapped[time] = mapped_column(default=time(15))
    latitude: Mapped[float]
    longitude: Mapped[float]
    language: Mapped[str] = mapped_column(String(2), default="id")
    target_lufs: Mapped[float] = mapped_column(default=-16.0)
    agency_per_break: Mapped[int] = mapped_column(default=2)

    @property
    def zone(self) -> ZoneInfo:
        """The zone that decides every time of day here; the server's own zone never does."""
        return ZoneInfo(self.timezone)

    def day_of(self, moment: datetime) -> date:
        """The broadcast day that this moment belongs to."""
        return broadcast_day(moment, self.zone, self.day_starts)

    def zone_date(self, moment: datetime) -> date:
        """The calendar day of this moment at the station."""
        return moment.astimezone(self.zone).date()

    def window(self, day: date) -> tuple[datetime, datetime]:
        """From the start of this broadcast day to the start of the next, in UTC: two moments of one zone
        subtract by their wall clocks, an hour wrong on the nights when the clock is changed."""
        starts, ends = day_window(day, self.zone, self.day_starts)
        return starts.astimezone(UTC), ends.astimezone(UTC)


def add_station(session: Session, *, code: str, name: str, timezone: str, latitude: float, longitude: float) -> Station:
    """Set the station up; raises Invalid for a zone that nobody knows or a place that is not on earth."""
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid("%(zone)s is not a time zone.", "Use a name such as Asia/Jakarta.", zone=timezone) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Invalid("There is no such place: %(lat)s, %(lon)s.", lat=latitude, lon=longitude)
    station = Station(id=1, code=code, name=name, timezone=timezone, latitude=latitude, longitude=longitude)
    session.add(station)
    session.flush()
    return station


def the_station(session: Session) -> Station:
    """The station of this database."""
    station = session.get(Station, 1)
    if not station:
        raise NotFound("No station is set up here.", "Start with: siar demo, or siar station set.")
    return station
