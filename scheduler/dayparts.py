"""Dayparts and the broadcast day: how a station cuts its time, always by the clock on its own wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Daypart:
    """A named stretch of the day; it lasts until the next one starts, the last one past midnight to the first."""

    name: str
    starts: time


DEFAULT_DAYPARTS = (
    Daypart("dini_hari", time(0)),
    Daypart("pagi", time(5)),
    Daypart("siang", time(10)),
    Daypart("sore", time(15)),
    Daypart("malam", time(19)),
)
DAY_STARTS = time(4)


def daypart_of(moment: time, dayparts: Sequence[Daypart] = DEFAULT_DAYPARTS) -> str:
    """The name of the daypart that a time of day (on the station's wall) lies in. `dayparts` must not be empty."""
    begun = [part for part in dayparts if part.starts <= moment.replace(tzinfo=None)]
    return max(begun or dayparts, key=lambda part: part.starts).name


def day_window(day: date, zone: ZoneInfo, day_starts: time = DAY_STARTS) -> tuple[datetime, datetime]:
    """When a broadcast day starts, and when the next one does: both aware, in the zone.

    On a day when the clock is changed it is an hour shorter or longer. A start that the clock skips is an hour later
    on the wall; one that it shows twice is the first of both.
    """
    return _moment(day, day_starts, zone), _moment(day + timedelta(days=1), day_starts, zone)


def broadcast_day(moment: datetime, zone: ZoneInfo, day_starts: time = DAY_STARTS) -> date:
    """The broadcast day that an aware moment belongs to."""
    day = moment.astimezone(zone).date()
    return day if moment >= day_window(day, zone, day_starts)[0] else day - timedelta(days=1)


def _moment(day: date, wall: time, zone: ZoneInfo) -> datetime:
    # by way of UTC, so that a wall time that is skipped comes out as one that exists
    return datetime.combine(day, wall, tzinfo=zone).astimezone(ZoneInfo("UTC")).astimezone(zone)
