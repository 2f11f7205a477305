"""Pinned spots: "13.37 on Tuesday", "first in the break before the news". They stand; the others are placed around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.airables import Airable
from scheduler.dayparts import daypart_of
from scheduler.days import days_between
from scheduler.flight_rules import Pin, pins_of
from scheduler.placement import Break, Flight, Remark
from scheduler.placement import Spot as Choice
from scheduler.programmes import Episode, episodes_between
from scheduler.station import Station

NEAR = timedelta(hours=3)


@dataclass(frozen=True)
class Pinned:
    """A pin of one day. `stall` is a break of its own inside (or beside) the real one, which takes nothing else."""

    flight: str
    stall: Break
    break_id: str
    place: str

    @property
    def choice(self) -> Choice:
        """The spot in its stall."""
        return Choice(self.flight, self.stall.id)


@dataclass(frozen=True)
class Unpinned:
    """A pin that could not be kept on a day, and why."""

    flight: str
    day: date
    told: Remark


@dataclass(frozen=True)
class Pins:
    """What is pinned, and what could not be."""

    kept: tuple[Pinned, ...] = ()
    failed: tuple[Unpinned, ...] = ()


def pins_between(
    session: Session, station: Station, airing: Sequence[Airable], breaks: Sequence[Break], fixed_before: datetime
) -> Pins:
    """The pins of what airs in the days of these breaks, from `fixed_before` on: what is earlier stands anyway."""
    by_id = {one.revision.announcement_id: one for one in airing}
    pins = pins_of(session, by_id)
    if not pins or not breaks:
        return Pins()
    first, last = breaks[0].day, breaks[-1].day
    episodes = episodes_between(session, station.window(first)[0], station.window(last)[1])
    asked = (
        _Asked(station, pin.place, by_id[pin.announcement_id], day, at, place)
        for pin in pins
        for day, at, place in _wanted(station, pin, breaks, episodes)
        if at >= fixed_before and _airs(by_id[pin.announcement_id], day)
    )
    return _as_room_allows(asked, breaks)


@dataclass(frozen=True)
class _Asked:
    """One pin on one day: the broadcast day, the moment, and the break that is on then."""

    station: Station
    place: str
    airable: Airable
    day: date
    at: datetime
    brk: Break | None


def _airs(one: Airable, day: date) -> bool:
    return one.revision.first_day <= day <= one.revision.last_day


def _as_room_allows(asked: Iterable[_Asked], breaks: Sequence[Break]) -> Pins:
    room = Counter({each.id: each.capacity_ms for each in breaks})
    kept: dict[str, Pinned] = {}
    failed: list[Unpinned] = []
    for one in asked:
        pinned = _pinned(one)
        if pinned.stall.id in kept:
            continue
        if one.brk and room[one.brk.id] < pinned.stall.capacity_ms:
            failed.append(Unpinned(pinned.flight, one.day, _full(one)))
            continue
        room[pinned.break_id] -= pinned.stall.capacity_ms
        kept[pinned.stall.id] = pinned
    return Pins(tuple(kept.values()), tuple(failed))


def around(breaks: Iterable[Break], pins: Pins) -> tuple[Break, ...]:
    """The breaks with the room that the pinned spots leave, and the pinned spots' own stalls."""
    taken: Counter[str] = Counter()
    for each in pins.kept:
        taken[each.break_id] += each.stall.capacity_ms
    left = (replace(each, capacity_ms=max(0, each.capacity_ms - taken[each.id])) for each in breaks)
    return (*left, *(each.stall for each in pins.kept))


def not_twice(flight: Flight, pins: Pins) -> Flight:
    """The flight without the breaks in which a spot of it is pinned already."""
    own = {each.break_id for each in pins.kept if each.flight == flight.id}
    return replace(flight, excluded_breaks=flight.excluded_breaks | own) if own else flight


def _wanted(
    station: Station, pin: Pin, breaks: Sequence[Break], episodes: Sequence[Episode]
) -> Iterator[tuple[date, datetime, Break | None]]:
    """The broadcast day, moment and break (None: there is none at that moment) of each time the pin asks for."""
    if pin.before_programme_id:
        for episode in episodes:
            if episode.programme_id == pin.before_programme_id and (before := _last_before(breaks, episode.starts_at)):
                yield before.day, before.starts_at, before
    elif pin.at is not None:
        for day in days_between(breaks[0].day, breaks[-1].day + timedelta(days=1)):
            if day == pin.day or (pin.day is None and day.weekday() == pin.weekday):
                at = datetime.combine(day, pin.at, tzinfo=station.zone).astimezone(UTC)
                if breaks[0].day <= station.day_of(at) <= breaks[-1].day:
                    yield station.day_of(at), at, _holding(breaks, at)


def _last_before(breaks: Sequence[Break], moment: datetime) -> Break | None:
    before = [each for each in breaks if moment - NEAR <= each.starts_at < moment]
    return max(before, key=lambda each: each.starts_at, default=None)


def _holding(breaks: Sequence[Break], at: datetime) -> Break | None:
    """The break that is on at that moment."""
    there = (
        each for each in breaks if each.starts_at <= at < each.starts_at + timedelta(milliseconds=each.capacity_ms)
    )
    return next(there, None)


def _pinned(one: _Asked) -> Pinned:
    local, flight = one.at.astimezone(one.station.zone), one.airable.revision.announcement_id
    starts_at = one.brk.starts_at if one.brk else one.at
    break_id = one.brk.id if one.brk else f"{one.day}T{local:%H%M%S%z}"
    stall = Break(f"{break_id} {flight}", one.day, starts_at, daypart_of(local.time()), one.airable.duration_ms)
    return Pinned(flight, stall, break_id, one.place)


def _full(one: _Asked) -> Remark:
    text = "It is pinned to %(at)s, where the break has no room for it."
    return Remark(text, {"at": f"{one.at.astimezone(one.station.zone):%H.%M}"})
