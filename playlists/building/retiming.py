"""Timing a list of items anew after a hand has changed it: soft ones close up, hard ones stand and cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playlists.building.moments import instant, wall_clock
from playlists.building.pieces import CUT_FADE_MS
from playlists.items import Item


@dataclass(frozen=True, slots=True)
class Shift:
    """An item that starts at another time than before, or is heard for another length."""

    item_id: str
    title: str
    before: datetime
    after: datetime
    lost_ms: int


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch of `length_ms` before a hard time, or the day's end, that nothing covers."""

    at: datetime
    length_ms: int
    before_id: str | None


@dataclass(frozen=True, slots=True)
class Edited:
    """The items as they would be, and what the edit does: shifted times, holes to fill, items pushed out whole."""

    items: tuple[Item, ...]
    shifts: tuple[Shift, ...]
    holes: tuple[Hole, ...]
    lost: tuple[Item, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it can be published as it is."""
        return not self.holes


def retimed(before: Sequence[Item], items: Sequence[Item], begin: datetime, end: datetime, zone: ZoneInfo) -> Edited:
    """`items` in their order from `begin` on; compared with how they stood in `before`. `end` is the day's end."""
    placed: list[Item] = []
    lost: list[Item] = []
    holes: list[Hole] = []
    cursor = instant(begin)
    for item in items:
        if item.timing == "hard":
            _make_room(placed, lost, item.starts_at)
            cursor = _close(holes, cursor, instant(item.starts_at), item.id, zone)
        placed.append(replace(item, starts_at=wall_clock(cursor, zone)))
        cursor += item.duration_ms
    _close(holes, cursor, instant(end), None, zone)
    return Edited(tuple(placed), _shifts(before, placed), tuple(holes), tuple(lost))


def _make_room(placed: list[Item], lost: list[Item], hard_start: datetime) -> None:
    """Cut what runs over the hard time; what would start after it is pushed out."""
    while placed and placed[-1].ends_at > hard_start:
        last = placed.pop()
        if last.starts_at >= hard_start:
            lost.append(last)
        else:
            placed.append(_shortened(last, (hard_start - last.starts_at) // timedelta(milliseconds=1)))


def _shortened(item: Item, duration_ms: int) -> Item:
    fade = min(CUT_FADE_MS, duration_ms // 2) if item.media else 0
    cue_out = item.cue_in_ms + duration_ms if item.media else item.cue_out_ms
    return replace(item, duration_ms=duration_ms, cue_out_ms=cue_out, tail_ms=0, fade_out_ms=fade)


def _close(holes: list[Hole], cursor: int, until: int, before_id: str | None, zone: ZoneInfo) -> int:
    if cursor < until:
        holes.append(Hole(wall_clock(cursor, zone), until - cursor, before_id))
    return until


def _shifts(before: Sequence[Item], after: Sequence[Item]) -> tuple[Shift, ...]:
    stood = {item.id: item for item in before}
    pairs = [(stood[item.id], item) for item in after if item.id in stood]
    return tuple(
        Shift(new.id, new.title, old.starts_at, new.starts_at, old.duration_ms - new.duration_ms)
        for old, new in pairs
        if old.starts_at != new.starts_at or old.duration_ms != new.duration_ms
    )
