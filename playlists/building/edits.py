"""A day changed by hand: move, swap, drop, insert, fill. Each gives the day anew and what it does to what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from audio.errors import SiarError
from playlists.building.backtiming import fill as filler_for
from playlists.building.moments import instant, wall_clock
from playlists.building.pieces import filler_item
from playlists.building.retiming import Edited, Hole, retimed
from playlists.building.rotation import Rotation
from playlists.building.sources import Daypart, Sound, daypart_at
from playlists.items import Item, item_id


class NoSuchItem(SiarError):
    """The day holds no item of that id."""

    status = 404


def move(items: Sequence[Item], id: str, before_id: str | None, end: datetime, zone: ZoneInfo) -> Edited:
    """Put the item before another; `before_id` None: at the end. `end` is the day's end."""
    moved = items[_place(items, id)]
    rest = [item for item in items if item.id != id]
    return retimed(items, _inserted(rest, moved, before_id), items[0].starts_at, end, zone)


def swap(items: Sequence[Item], one_id: str, other_id: str, end: datetime, zone: ZoneInfo) -> Edited:
    """Let two items change places."""
    changed = list(items)
    one, other = _place(items, one_id), _place(items, other_id)
    changed[one], changed[other] = changed[other], changed[one]
    return retimed(items, changed, items[0].starts_at, end, zone)


def drop(items: Sequence[Item], id: str, end: datetime, zone: ZoneInfo) -> Edited:
    """Take the item out; what follows closes up."""
    _place(items, id)
    return retimed(items, [item for item in items if item.id != id], items[0].starts_at, end, zone)


def insert(items: Sequence[Item], new: Item, before_id: str | None, end: datetime, zone: ZoneInfo) -> Edited:
    """Put a new item before another; `before_id` None: at the end."""
    begin = items[0].starts_at if items else new.starts_at
    return retimed(items, _inserted(items, new, before_id), begin, end, zone)


def fill(edited: Edited, filler: Sequence[Sound], dayparts: Sequence[Daypart], zone: ZoneInfo) -> Edited:
    """Filler into every hole of `edited`; holes for which there is none stay."""
    rotation = Rotation(filler, "edit", edited.items)
    items = list(edited.items)
    left = [hole for hole in edited.holes if not _fill_hole(items, hole, rotation, dayparts, zone)]
    return replace(edited, items=tuple(items), holes=tuple(left))


def stand_in(
    items: Sequence[Item], id: str, filler: Sequence[Sound], dayparts: Sequence[Daypart], zone: ZoneInfo
) -> Edited:
    """Filler exactly where the item stood, so that nothing else moves: for what was withdrawn."""
    place = _place(items, id)
    gone = items[place]
    following = items[place + 1].id if place + 1 < len(items) else None
    rest = (*items[:place], *items[place + 1 :])
    return fill(Edited(rest, (), (Hole(gone.starts_at, gone.duration_ms, following),), ()), filler, dayparts, zone)


def _fill_hole(items: list[Item], hole: Hole, rotation: Rotation, dayparts: Sequence[Daypart], zone: ZoneInfo) -> bool:
    at_ms = instant(hole.at)
    laid = filler_for(at_ms, hole.length_ms, rotation, lambda ms: daypart_at(wall_clock(ms, zone), dayparts))
    place = _place(items, hole.before_id) if hole.before_id else len(items)
    for turn, piece in enumerate(laid):
        name = item_id(at_ms, "hand", hole.before_id, piece.sound.sha256, turn, hole.length_ms)
        items.insert(place + turn, filler_item(piece, name, wall_clock(at_ms, zone)))
        at_ms += piece.duration_ms
    return bool(laid)


def _inserted(items: Sequence[Item], new: Item, before_id: str | None) -> list[Item]:
    place = len(items) if before_id is None else _place(items, before_id)
    return [*items[:place], new, *items[place:]]


def _place(items: Sequence[Item], id: str) -> int:
    for place, item in enumerate(items):
        if item.id == id:
            return place
    raise NoSuchItem("There is no such item in this day.", "Load the day again: somebody may have changed it.")
