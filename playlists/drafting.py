"""Drafting: a day as it should be from now on, built from what is wanted; what cannot be in it is left out and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from audio.media import MediaStore
from playlists.airings import Airing
from playlists.building import Built, Element, Fault, Sound, build_day
from playlists.building.elements import identity
from playlists.building.moments import instant
from playlists.building.sources import SIGNATURES
from playlists.items import Day, Item
from playlists.versions import PublishedDay, newest_version
from playlists.wanted import elements_of, filler_of, first_hard, station_dayparts
from scheduler.rotation import rotation_rules
from scheduler.station import Station, the_station

STANDS_STILL = timedelta(minutes=10)
SET_BACK_AT_MOST = timedelta(hours=2)
HEARD_BEFORE = 40

Build = Callable[[Sequence[Element], Sequence[Sound]], Built]


@dataclass(frozen=True)
class LeftOut:
    """An element that is not in the day, and why; `announcement_id` when it is a spot."""

    fault: Fault
    announcement_id: str | None


@dataclass(frozen=True)
class Draft:
    """A day as it would be published now: `day` has the next version's number, `built` tells its faults and cuts.

    `left_out` does not stand against publishing: the day is whole without it.
    """

    day: Day
    built: Built
    published: PublishedDay | None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether what is published is just this."""
        return self.published is not None and self.published.day().items == self.day.items


def draft_day(session: Session, date: date, now: datetime, media: MediaStore | None = None) -> Draft:
    """Build the day as it should be from now on.

    What is published, starts in the next ten minutes and may still air stands as it is; the rest is built afresh.
    With `media`, sounds that the store has lost are left out.
    """
    station = the_station(session)
    start, end = station.window(date)
    before = newest_version(session, date - timedelta(days=1))
    published = newest_version(session, date)
    now = max(now, _last_start(session, date, now))
    begin = _begin(published, before, start, now)
    wanted = elements_of(session, station, date)
    kept = _standing_items(published.day().items, wanted, now) if published and published.starts_at == begin else ()
    kept_ids = {item.id for item in kept}
    heard = before.day().items[-HEARD_BEFORE:] if before else ()
    next_hard, rules = first_hard(session, station, date + timedelta(days=1)), rotation_rules(session)

    def build(elements: Sequence[Element], filler: Sequence[Sound]) -> Built:
        return build_day(
            date,
            start,
            end,
            elements,
            filler,
            dayparts=station_dayparts(),
            zone=station.zone,
            carry_over_ms=instant(begin) - instant(start),
            kept=kept,
            heard=heard,
            next_hard=next_hard,
            rules=rules,
        )

    open_ones = [each for each in wanted if not kept or each.at >= now or each.lasts or identity(each) in kept_ids]
    built, left_out = _without_misfits(build, open_ones, filler_of(session), _store_holds(media, kept_ids))
    return Draft(_as_day(station, date, built, published), built, published, left_out)


def _last_start(session: Session, date: date, now: datetime) -> datetime:
    """When the last item that was reported began, by the station's clock: later than now when that was set back.

    At most two hours later: one wrong report must not hold the whole day.
    """
    last = session.scalar(select(func.max(Airing.started_at)).where(Airing.date == date))
    return min(last, now + SET_BACK_AT_MOST) if last else now


def _begin(published: PublishedDay | None, before: PublishedDay | None, start: datetime, now: datetime) -> datetime:
    """Where the day before ends; a day that is on, or begins in the next ten minutes, begins where it did."""
    if published and published.starts_at < now + STANDS_STILL:
        return published.starts_at
    return max(start, before.ends_at) if before else start


def _standing_items(items: Sequence[Item], wanted: Sequence[Element], now: datetime) -> tuple[Item, ...]:
    """The published items up to where the day may change: ten minutes from now, or the first that may not air."""
    alive = {identity(each) for each in wanted}
    standing = []
    for item in items:
        if item.starts_at >= now + STANDS_STILL or (
            item.starts_at > now and item.kind == "spot" and item.id not in alive
        ):
            break
        standing.append(item)
    return tuple(standing)


def _store_holds(media: MediaStore | None, kept_ids: set[str]) -> Callable[[Item], bool]:
    """Whether the sound of an item is there; of each file the store is asked once."""
    known: dict[str, bool] = {}

    def holds(item: Item) -> bool:
        if media is None or item.media is None or item.id in kept_ids:
            return True
        if item.media.sha256 not in known:
            known[item.media.sha256] = media.exists(item.media.sha256, item.media.ext)
        return known[item.media.sha256]

    return holds


def _without_misfits(
    build: Build, wanted: Sequence[Element], filler: Sequence[Sound], holds: Callable[[Item], bool]
) -> tuple[Built, tuple[LeftOut, ...]]:
    """Build again without what found no place and the sounds that are lost, until none is left."""
    left_out: list[LeftOut] = []
    while True:
        built = build(wanted, filler)
        lost = {item.media.sha256: item for item in built.items if item.media and not holds(item)}
        soft = {identity(each): each for each in wanted if _may_be_left_out(each)}
        misfits = [fault for fault in built.faults if fault.item_id in soft]
        if not misfits and not lost:
            return built, tuple(left_out)
        gone = {fault.item_id for fault in misfits}
        left_out += [LeftOut(fault, soft[fault.item_id or ""].announcement_id) for fault in misfits]
        left_out += [LeftOut(_lost(item), item.announcement_id) for item in _each_once(built.items, lost)]
        wanted = [each for each in wanted if identity(each) not in gone and _sha256(each) not in lost]
        filler = [sound for sound in filler if sound.sha256 not in lost]


def _may_be_left_out(element: Element) -> bool:
    """A spot, and a clock's station ID or jingle: a programme that starts at its moment goes before it."""
    return not element.lasts and (not element.is_hard or element.kind in SIGNATURES)


def _each_once(items: Sequence[Item], lost: dict[str, Item]) -> list[Item]:
    """Every spot whose sound is lost, and of other sounds the last item alone."""
    silent = [item for item in items if item.media and item.media.sha256 in lost]
    return [item for item in silent if item.announcement_id or item in lost.values()]


def _lost(item: Item) -> Fault:
    return Fault(
        item.starts_at,
        item.duration_ms,
        "no_media",
        "The sound of “%(title)s” is no longer in the media store.",
        "Add it again, or have it recorded again.",
        {"title": item.title},
        item.id,
    )


def _sha256(element: Element) -> str | None:
    return element.source.sha256 if isinstance(element.source, Sound) else None


def _as_day(station: Station, date: date, built: Built, published: PublishedDay | None) -> Day:
    return Day(
        station=station.code,
        date=date,
        timezone=station.timezone,
        version=(published.version if published else 0) + 1,
        starts_at=built.starts_at,
        ends_at=built.ends_at,
        published_at=None,
        items=built.items,
    )
