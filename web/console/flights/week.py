"""The week that a page shows: from Monday to Sunday, by the station's broadcast days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import request

from scheduler.days import days_between, iso_day
from scheduler.errors import Invalid
from web.console.scope import now, station

EARLIEST, LATEST = date(2000, 1, 3), date(2199, 12, 23)


@dataclass(frozen=True)
class Week:
    """Seven days from `first`; `today` is the broadcast day that is on."""

    first: date
    today: date

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def days(self) -> list[date]:
        return days_between(self.first, self.last)

    @property
    def before(self) -> date:
        return self.first - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.first + timedelta(days=7)

    @property
    def is_now(self) -> bool:
        return self.first <= self.today <= self.last


def week_of(day: date, today: date) -> Week:
    """The week that holds `day`."""
    return Week(day - timedelta(days=day.weekday()), today)


def asked_week(default: date | None = None) -> Week:
    """The week of the query's `pekan` (any day of it), else of `default`, else this one. Raises Invalid for no day."""
    today = station().day_of(now())
    written = request.values.get("pekan")
    if not written:
        return week_of(default or today, today)
    day = iso_day(written)
    if day is None or not EARLIEST <= day <= LATEST:
        raise Invalid("There is no such day: %(value)s.", "Write it as 2026-12-31.", value=written[:40])
    return week_of(day, today)
