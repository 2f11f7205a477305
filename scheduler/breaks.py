"""The breaks of a day: where the format clocks put them, as far as fixtures and programmes leave them room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.clocks import Feature, Placed, clock_week, elements_between
from scheduler.dayparts import daypart_of
from scheduler.days import days_between
from scheduler.fixtures import LONGEST_FIXTURE, Fixture, fixtures_between
from scheduler.placement import Break
from scheduler.programmes import Episode, episodes_between
from scheduler.station import Station

LEAST_MS = 10_000
LONGEST_EPISODE = timedelta(days=1)
MS = timedelta(milliseconds=1)


@dataclass(frozen=True)
class PlacedBreak:
    """A break, the clock that it comes from, and the programmes (ids) in whose time it lies."""

    place: Break
    clock_id: str
    programmes: frozenset[str]


def breaks_of(session: Session, station: Station, first: date, last: date) -> list[Break]:
    """The breaks of these broadcast days. A break is named by day and local time."""
    return [each.place for each in placed_breaks(session, station, first, last)]


def placed_breaks(session: Session, station: Station, first: date, last: date) -> list[PlacedBreak]:
    """The breaks of these broadcast days with what they lie in.

    One that begins in a fixture, off air, or in a programme that allows none is left out; one into which a fixture
    falls ends where that begins, and is left out when less than ten seconds stay of it.
    """
    start, end = station.window(first)[0], station.window(last)[1]
    fixtures = fixtures_between(session, station, start - LONGEST_FIXTURE, end).fixtures
    episodes = episodes_between(session, start - LONGEST_EPISODE, end)
    week = clock_week(session)
    placed = [
        (day, each)
        for day in days_between(first, last)
        for each in elements_between(week, *station.window(day), station.zone)
        if each.feature == Feature.BREAK
    ]
    found = ((day, each, room_before(each, fixtures), _around(each.at, episodes)) for day, each in placed)
    return [
        PlacedBreak(_break(station, day, each, room), each.clock_id, frozenset(one.programme_id for one in around))
        for day, each, room, around in found
        if room is not None and all(episode.programme.breaks_inside for episode in around)
    ]


def room_before(placed: Placed, fixtures: Sequence[Fixture]) -> int | None:
    """What of a break's capacity (milliseconds) the fixtures leave; None when they leave none."""
    ends = placed.at + timedelta(milliseconds=placed.capacity_ms)
    if any(each.at <= placed.at < each.ends_at for each in fixtures):
        return None
    hit = min((each.at for each in fixtures if placed.at < each.at < ends), default=None)
    if hit is None:
        return placed.capacity_ms
    left = (hit - placed.at) // MS
    return left if left >= LEAST_MS else None


def _around(at: datetime, episodes: Sequence[Episode]) -> list[Episode]:
    return [each for each in episodes if each.starts_at <= at < each.starts_at + each.duration_ms * MS]


def _break(station: Station, day: date, placed: Placed, capacity_ms: int) -> Break:
    local = placed.at.astimezone(station.zone)
    return Break(
        id=f"{day}T{local:%H%M%S%z}",
        day=day,
        starts_at=placed.at,
        daypart=daypart_of(local.time()),
        capacity_ms=capacity_ms,
    )
