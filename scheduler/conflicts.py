"""Conflicts of the week, as values: two programmes at once, or one over a prayer call, the anthem or the hours off air;
each with the ways to solve it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.fixtures import LONGEST_FIXTURE, Fixture, fixtures_between
from scheduler.placement import Remark
from scheduler.programmes import Episode, episodes_between, find_episode
from scheduler.station import the_station

MS = timedelta(milliseconds=1)
LEAST_MS = 60_000
LONGEST_EPISODE = timedelta(days=1)


@dataclass(frozen=True)
class Slot:
    """Where an episode stands, or would stand while it is dragged."""

    episode_id: str
    title: str
    starts_at: datetime
    duration_ms: int

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + self.duration_ms * MS


@dataclass(frozen=True)
class Way:
    """One way out: `act` is `move`, `resize`, `cancel` or `let` (leave it: the fixture is heard inside), with the
    episode and where it would stand then (None: as it is)."""

    act: str
    episode_id: str
    told: Remark
    starts_at: datetime | None = None
    duration_ms: int | None = None


@dataclass(frozen=True)
class Clash:
    """Two things at once. `kind`: `programmes`, or the fixture's (`adzan`, `anthem`, `relay`, `off_air`, `jingle`).

    One that `bears` needs nobody: by rule the programme makes way and goes on after it.
    """

    kind: str
    at: datetime
    until: datetime
    told: Remark
    bears: bool
    episode_ids: tuple[str, ...]
    ways: tuple[Way, ...] = field(default=())


def clashes_of(session: Session, first: date, last: date) -> list[Clash]:
    """Every clash of these broadcast days, in order."""
    station = the_station(session)
    start, end = station.window(first)[0], station.window(last)[1]
    slots = _slots(session, start, end)
    fixtures = fixtures_between(session, station, start - LONGEST_FIXTURE, end).fixtures
    found = [clash for n, slot in enumerate(slots) for clash in _of_slot(slot, slots[n + 1 :], fixtures)]
    return sorted(found, key=lambda clash: (clash.at, clash.kind, clash.episode_ids))


def clashes_if(session: Session, episode_id: str, starts_at: datetime, duration_ms: int) -> list[Clash]:
    """The clashes that this episode would have there: asked while it is dragged or resized; changes nothing.

    `starts_at` is aware, `duration_ms` in milliseconds. Raises NotFound.
    """
    slot = Slot(episode_id, find_episode(session, episode_id).name, starts_at, duration_ms)
    return clashes_among(session, [slot], besides={episode_id})


def clashes_among(session: Session, slots: Sequence[Slot], besides: Collection[str]) -> list[Clash]:
    """The clashes that these slots would have with what is there and with one another.

    `besides`: ids of the episodes in whose place they would stand.
    """
    if not slots:
        return []
    start, end = min(slot.starts_at for slot in slots), max(slot.ends_at for slot in slots)
    there = (each for each in _slots(session, start, end) if each.episode_id not in besides)
    others, own = sorted((*there, *slots), key=lambda each: each.starts_at), set(slots)
    fixtures = fixtures_between(session, the_station(session), start - LONGEST_FIXTURE, end).fixtures
    return [clash for slot in slots for clash in _of_slot(slot, _near(slot, others, own), fixtures)]


def _near(slot: Slot, others: Sequence[Slot], own: Collection[Slot]) -> list[Slot]:
    """Those that may still be on, or begin, while the slot lasts; of its own company only those that begin later, so
    that each pair is told once."""
    first = bisect_right(others, slot.starts_at - LONGEST_EPISODE, key=lambda each: each.starts_at)
    last = bisect_left(others, slot.ends_at, key=lambda each: each.starts_at)
    return [each for each in others[first:last] if each not in own or each.starts_at > slot.starts_at]


def _slots(session: Session, start: datetime, end: datetime) -> list[Slot]:
    there = (_slot(each) for each in episodes_between(session, start - LONGEST_EPISODE, end))
    return [slot for slot in there if slot.ends_at > start]


def _slot(episode: Episode) -> Slot:
    return Slot(episode.id, episode.name, episode.starts_at, episode.duration_ms)


def _of_slot(slot: Slot, others: Sequence[Slot], fixtures: Sequence[Fixture]) -> Iterator[Clash]:
    for other in others:
        if _meet(slot, other):
            yield _two_programmes(*sorted((slot, other), key=lambda each: (each.starts_at, each.episode_id)))
    for fixture in fixtures:
        if fixture.at < slot.ends_at and slot.starts_at < fixture.ends_at:
            yield _over_fixture(slot, fixture)


def _meet(one: Slot, other: Slot) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _two_programmes(one: Slot, other: Slot) -> Clash:
    text = "“%(one)s” is still on when “%(other)s” begins."
    return Clash(
        kind="programmes",
        at=other.starts_at,
        until=min(one.ends_at, other.ends_at),
        told=Remark(text, {"one": one.title, "other": other.title}),
        bears=False,
        episode_ids=(one.episode_id, other.episode_id),
        ways=(*_shorten(one, other.starts_at), _later(other, one.ends_at), _cancel(one), _cancel(other)),
    )


def _over_fixture(slot: Slot, fixture: Fixture) -> Clash:
    begins_inside = fixture.at <= slot.starts_at < fixture.ends_at
    bears = fixture.kind != "off_air" and not begins_inside
    text = "“%(one)s” is on when %(other)s begins."
    if begins_inside:
        text = "“%(one)s” begins when %(other)s is on."
    ways = [_later(slot, fixture.ends_at)] if begins_inside else list(_shorten(slot, fixture.at))
    if bears:
        told = Remark(
            "Leave it: %(other)s is heard, then “%(one)s” goes on.", {"one": slot.title, "other": fixture.title}
        )
        ways.insert(0, Way("let", slot.episode_id, told))
    return Clash(
        kind=fixture.kind,
        at=max(slot.starts_at, fixture.at),
        until=min(slot.ends_at, fixture.ends_at),
        told=Remark(text, {"one": slot.title, "other": fixture.title}),
        bears=bears,
        episode_ids=(slot.episode_id,),
        ways=(*ways, _cancel(slot)),
    )


def _shorten(slot: Slot, to: datetime) -> Iterator[Way]:
    left = (to - slot.starts_at) // MS
    if left >= LEAST_MS:
        told = Remark(
            "End “%(one)s” %(minutes)d minutes earlier.", {"one": slot.title, "minutes": _minutes(slot, left)}
        )
        yield Way("resize", slot.episode_id, told, slot.starts_at, left)


def _minutes(slot: Slot, left: int) -> int:
    return -(-(slot.duration_ms - left) // 60_000)


def _later(slot: Slot, to: datetime) -> Way:
    told = Remark("Let “%(one)s” begin when the other is over.", {"one": slot.title})
    return Way("move", slot.episode_id, told, to, slot.duration_ms)


def _cancel(slot: Slot) -> Way:
    return Way("cancel", slot.episode_id, Remark("Leave “%(one)s” out this time.", {"one": slot.title}))
