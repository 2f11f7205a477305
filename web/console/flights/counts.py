"""Asked, placed and aired, day by day: of a flight, of an agency, of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from playlists.airings import Airing
from scheduler.announcements.tables import Status
from scheduler.replacing import IN_PLAN
from scheduler.spots import Spot, Unplaced
from web.console.flights.asked import Asked
from web.console.rail import AIRED

ByDay = Counter[tuple[str, date]]


@dataclass(frozen=True)
class DayCount:
    """Of one day the spots asked for, placed and aired. `open`: the day is not planned yet, nothing is missing."""

    day: date
    asked: int
    placed: int
    aired: int
    open: bool

    @property
    def short(self) -> bool:
        """Whether the day is planned and not all that was asked for has a place."""
        return self.placed < self.asked and not self.open


@dataclass(frozen=True)
class FlightRow:
    """A flight and its days."""

    flight: Asked
    days: tuple[DayCount, ...]

    @property
    def sum(self) -> DayCount:
        """All days together, as far as the total goes."""
        found = summed(self.days)
        asked = found.asked if self.flight.total is None else min(found.asked, self.flight.total)
        return DayCount(found.day, max(asked, found.placed), found.placed, found.aired, found.open)


@dataclass(frozen=True)
class AgencyRows:
    """An agency and its flights."""

    id: str
    name: str
    rows: tuple[FlightRow, ...]

    @property
    def days(self) -> tuple[DayCount, ...]:
        return tuple(summed(each) for each in zip(*(row.days for row in self.rows), strict=True))

    @property
    def sum(self) -> DayCount:
        return summed([row.sum for row in self.rows])


def by_agency(session: Session, flights: Iterable[Asked], days: Sequence[date]) -> list[AgencyRows]:
    """The flights with their counts; what was withdrawn is told only where it aired or stands."""
    first, last = days[0], days[-1]
    placed, planned, aired = _placed(session, first, last), _planned(session, first, last), _aired(session, first, last)
    open_days = set(days) - planned_days(session, first, last)
    rows = [
        FlightRow(
            flight,
            tuple(
                DayCount(
                    day,
                    flight.on(day),
                    max(placed[flight.id, day], planned[flight.id, day]),
                    aired[flight.id, day],
                    day in open_days,
                )
                for day in days
            ),
        )
        for flight in flights
    ]
    told = [row for row in rows if row.flight.status != Status.WITHDRAWN or row.sum.placed]
    found = groupby(told, key=lambda row: (row.flight.agency_id, row.flight.agency))
    return [AgencyRows(key[0], key[1], tuple(group)) for key, group in found]


def summed(days: Iterable[DayCount]) -> DayCount:
    """Several counts as one; it is open only where all of them are."""
    all_ = list(days)
    return DayCount(
        all_[0].day if all_ else date.min,
        sum(each.asked for each in all_),
        sum(each.placed for each in all_),
        sum(each.aired for each in all_),
        all(each.open for each in all_),
    )


def planned_days(session: Session, first: date, last: date) -> set[date]:
    """The days for which spots were placed, or told to have no place."""
    asked = select(Spot.day).where(Spot.day.between(first, last))
    missing = select(Unplaced.day).where(Unplaced.day.between(first, last))
    return set(session.scalars(asked.union(missing)))


def _placed(session: Session, first: date, last: date) -> ByDay:
    return _counted(session, Spot.announcement_id, Spot.day, Spot.day.between(first, last) & IN_PLAN)


def _planned(session: Session, first: date, last: date) -> ByDay:
    original = Airing.date.between(first, last) & Airing.makes_good.is_(None)
    return _counted(session, Airing.announcement_id, Airing.date, original)


def _aired(session: Session, first: date, last: date) -> ByDay:
    aired = Airing.date.between(first, last) & Airing.outcome.in_(AIRED)
    return _counted(session, Airing.announcement_id, Airing.date, aired)


def _counted(
    session: Session,
    announcement: InstrumentedAttribute[str],
    day: InstrumentedAttribute[date],
    where: ColumnElement[bool],
) -> ByDay:
    asked = select(announcement, day, func.count()).where(where).group_by(announcement, day)
    return Counter({(name, on): number for name, on, number in session.execute(asked)})
