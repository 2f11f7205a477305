"""The week that an address names by one of its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.days import days_between
from web.console.asked_day import asked_day

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """Seven broadcast days from Monday on; `day` is the one that was asked for."""

    day: date

    @property
    def first(self) -> date:
        """Its Monday."""
        return self.day - timedelta(days=self.day.weekday())

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)

    @property
    def days(self) -> list[date]:
        """All seven."""
        return days_between(self.first, self.last)

    @property
    def previous(self) -> date:
        """The same day a week earlier."""
        return self.day - WEEK

    @property
    def following(self) -> date:
        """The same day a week later."""
        return self.day + WEEK


def asked_week(written: str) -> Week:
    """The week around the date written as 2026-12-31. Raises NotFound for anything else."""
    return Week(asked_day(written))
