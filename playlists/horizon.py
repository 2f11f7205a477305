"""The horizon: the broadcast day that is on and the two after it, and which of them the clock publishes when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from playlists.versions import newest_numbers
from scheduler.station import the_station

DAYS_AHEAD = 2


def horizon(session: Session, now: datetime) -> list[date]:
    """The broadcast days that are always ready, today's first."""
    today = the_station(session).day_of(now)
    return [today + timedelta(days=n) for n in range(DAYS_AHEAD + 1)]


def days_due(session: Session, now: datetime) -> list[date]:
    """The days of the horizon that the clock publishes now.

    Today always; tomorrow from the station's hour of publishing on; all of them in the night, between midnight and
    the start of day; and at once what was never published.
    """
    station = the_station(session)
    days = horizon(session, now)
    published = newest_numbers(session, days[0], days[-1])
    wall = now.astimezone(station.zone).time()
    in_the_night = wall < station.day_starts
    ready = {days[0], *(days[1:2] if wall >= station.publishes_at else ())}
    return [day for day in days if in_the_night or day in ready or day not in published]
