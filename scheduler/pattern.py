"""The broadcast pattern: how much of the time each category of programme gets, against its goal; and what regional
programmes kept of their quota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.air_settings import air_settings
from scheduler.days import days_between
from scheduler.deliveries import is_missing
from scheduler.programmes import Category, Episode, Programme, episodes_between, programmes
from scheduler.station import Station, the_station


@dataclass(frozen=True)
class Share:
    """A category's programme time in milliseconds; `percent` of all programme time, `goal` in percent or None."""

    category: str
    ms: int
    percent: float
    goal: float | None


@dataclass(frozen=True)
class Quota:
    """What a regional programme owes from `first` to `last`: asked, planned, and kept (aired with its sound)."""

    programme: Programme
    first: date
    last: date
    asked: int
    planned: int
    kept: int


def broadcast_pattern(session: Session, first: date, last: date) -> list[Share]:
    """The shares of these broadcast days by category, in the settled order. Overlaps count for both."""
    station, goals = the_station(session), air_settings(session).goals
    there = episodes_between(session, station.window(first)[0], station.window(last)[1])
    ms: Counter[str] = Counter()
    for episode in there:
        ms[episode.programme.category] += episode.duration_ms
    total = ms.total()
    names = [each.value for each in Category] + sorted(set(ms) - set(Category))
    return [
        Share(name, ms[name], round(100 * ms[name] / total, 1) if total else 0.0, goals.get(name)) for name in names
    ]


def quotas(session: Session, first: date, last: date, now: datetime) -> list[Quota]:
    """Of each regional programme and each week or month that these days touch, what was asked and what was kept."""
    station = the_station(session)
    regional = [each for each in programmes(session) if each.quota]
    return [
        _quota(session, station, programme, begins, ends, now)
        for programme in regional
        for begins, ends in _periods(programme.quota_period or "week", first, last)
    ]


def _quota(session: Session, station: Station, programme: Programme, first: date, last: date, now: datetime) -> Quota:
    start, end = station.window(first)[0], station.window(last)[1]
    inside = (Episode.programme_id == programme.id) & (Episode.starts_at >= start) & (Episode.starts_at < end)
    planned = list(session.scalars(select(Episode).where(inside, Episode.cancelled.is_(False))))
    kept = [each for each in planned if each.starts_at <= now and not is_missing(each)]
    return Quota(programme, first, last, programme.quota or 0, len(planned), len(kept))


def _periods(period: str, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The whole weeks (from Monday) or months that these days touch."""
    starts = [
        day for day in days_between(first - timedelta(days=31), last + timedelta(days=31)) if _begins(day, period)
    ]
    for one, two in pairwise(starts):
        if two > first and one <= last:
            yield one, two - timedelta(days=1)


def _begins(day: date, period: str) -> bool:
    return day.day == 1 if period == "month" else day.weekday() == 0
