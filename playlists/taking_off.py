"""Taking off: what may not air any more leaves every published day at once, and filler stands where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.media import MediaStore
from playlists.building.edits import stand_in
from playlists.building.moments import wall_clock
from playlists.building.retiming import Hole
from playlists.building.sources import Sound
from playlists.items import Item, item_id
from playlists.keeping import keep_day
from playlists.standing_in import laid_from_store
from playlists.versions import PublishedDay, newest_version
from playlists.wanted import filler_of, station_dayparts
from scheduler.announcements.tables import Announcement
from scheduler.station import the_station


def take_off_ended(
    session: Session, now: datetime, actor: str, reason: str, media: MediaStore | None = None
) -> list[PublishedDay]:
    """Publish every day that still holds what may not air without it; gives the new versions.

    Nothing else moves, so this needs no plan and no whole day. What has started stays; a hand-made day stays hand-made.
    """
    days = _days_to_come(session, now)
    return [row for day in days if (row := _without_ended(session, day, now, actor, reason, media))]


def ended_items(session: Session, items: Sequence[Item], now: datetime) -> list[Item]:
    """The items still to come whose announcement was withdrawn, is held or has expired, or that are past their end."""
    coming = [item for item in items if item.announcement_id and item.starts_at > now]
    asked = select(Announcement).where(Announcement.id.in_({item.announcement_id for item in coming}))
    airable = {each.id for each in session.scalars(asked) if each.on_air}
    return [item for item in coming if item.announcement_id not in airable or _is_killed(item)]


def stood_in(
    session: Session, items: Sequence[Item], gone: Sequence[Item], media: MediaStore | None
) -> tuple[Item, ...]:
    """The items with filler in the place of those that go; silence where there is no filler at all."""
    zone = the_station(session).zone

    def lay(filler: Sequence[Sound]) -> tuple[Item, ...]:
        return reduce(lambda left, item: _without(left, item, filler, zone), gone, tuple(items))

    return laid_from_store(lay, filler_of(session), items, media)


def _without(items: tuple[Item, ...], item: Item, filler: Sequence[Sound], zone: ZoneInfo) -> tuple[Item, ...]:
    edited = stand_in(items, item.id, filler, station_dayparts(), zone)
    return reduce(lambda kept, hole: _silent(kept, hole, zone), edited.holes, edited.items)


def _days_to_come(session: Session, now: datetime) -> list[PublishedDay]:
    """The newest version of each day that is not over."""
    dates = session.scalars(select(PublishedDay.date).where(PublishedDay.ends_at > now).distinct())
    return [row for date in sorted(dates) if (row := newest_version(session, date))]


def _without_ended(
    session: Session, published: PublishedDay, now: datetime, actor: str, reason: str, media: MediaStore | None
) -> PublishedDay | None:
    day = published.day()
    gone = ended_items(session, day.items, now)
    if not gone:
        return None
    items = stood_in(session, day.items, gone, media)
    return keep_day(session, replace(day, items=items), published, actor, now, reason, by_hand=published.by_hand)


def _is_killed(item: Item) -> bool:
    return item.not_after is not None and item.starts_at > item.not_after


def _silent(items: tuple[Item, ...], hole: Hole, zone: ZoneInfo) -> tuple[Item, ...]:
    at_ms = round(hole.at.timestamp() * 1000)
    name = item_id(at_ms, "silence", hole.before_id, hole.length_ms)
    silence = Item(name, wall_clock(at_ms, zone), hole.length_ms, "soft", "off_air", "")
    place = next((place for place, item in enumerate(items) if item.id == hole.before_id), len(items))
    return (*items[:place], silence, *items[place:])
