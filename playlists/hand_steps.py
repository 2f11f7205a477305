"""A day changed by hand, step by step. The steps are kept here until they are published, so each can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from playlists.building import edits
from playlists.building.retiming import Edited, Hole, retimed
from playlists.building.sources import Daypart, Sound
from playlists.items import Item, item_as_json, item_from_json
from scheduler.errors import Invalid

DRY = frozenset({"spot", "programme", "live", "relay", "adzan", "anthem", "alert"})
FADE_MS = 1_000


@dataclass(frozen=True)
class Step:
    """One change. `do` is `move` (before `other_id`; None: to the end), `swap` (with `other_id`), `drop`, `insert`
    (`new`, before `other_id`) or `fill` (every hole)."""

    do: str
    item_id: str | None = None
    other_id: str | None = None
    new: Item | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        new = item_as_json(self.new) if self.new else None
        return {"do": self.do, "item_id": self.item_id, "other_id": self.other_id, "new": new}

    @staticmethod
    def from_json(found: dict[str, Any]) -> Step:
        """What `as_json` gave."""
        return Step(**{**found, "new": item_from_json(found["new"]) if found["new"] else None})


@dataclass(frozen=True)
class Ground:
    """What a step is taken on: where the day ends, its zone, and what fills its holes."""

    ends_at: datetime
    zone: ZoneInfo
    filler: Sequence[Sound] = ()
    dayparts: Sequence[Daypart] = field(default=())


def taken(step: Step, items: Sequence[Item], ground: Ground) -> Edited:
    """The day after the step. It ends where it did: what would run over its end is cut or pushed out.

    Raises NoSuchItem, and Invalid for a step that makes no sense.
    """
    end = Item("end", ground.ends_at, 0, "hard", "off_air", "")
    edited = _act(step, (*items, end), ground)
    dry = _dried(items, [item for item in edited.items if item.id != end.id])
    return replace(edited, items=tuple(dry), holes=_named_end(edited, end))


def begun_at(items: Sequence[Item], begin: datetime, end: datetime, zone: ZoneInfo) -> Edited:
    """The day from another beginning on. It ends where it did: what would run over its end is cut or pushed out."""
    last = Item("end", end, 0, "hard", "off_air", "")
    edited = retimed(items, (*items, last), begin, end, zone)
    return replace(edited, items=edited.items[:-1], holes=_named_end(edited, last))


def standing(items: Sequence[Item], ground: Ground, before: Sequence[Item]) -> Edited:
    """The day as it is, compared with how it was `before`: which times have shifted, and which holes are open."""
    return retimed(before, items, items[0].starts_at, ground.ends_at, ground.zone)


def _act(step: Step, items: Sequence[Item], ground: Ground) -> Edited:
    end, zone = ground.ends_at, ground.zone
    before_id = step.other_id or items[-1].id
    match step.do:
        case "move":
            _require_soft(items, step.item_id)
            return edits.move(items, step.item_id or "", before_id, end, zone)
        case "swap":
            _require_soft(items, step.item_id, step.other_id)
            return edits.swap(items, step.item_id or "", step.other_id or "", end, zone)
        case "drop":
            return edits.drop(items, step.item_id or "", end, zone)
        case "insert" if step.new:
            return edits.insert(items, step.new, before_id, end, zone)
        case "fill":
            return edits.fill(standing(items, ground, items), ground.filler, ground.dayparts, zone)
    raise Invalid("A day can't be changed like that.", "Move, swap, drop, insert or fill.")


def _require_soft(items: Sequence[Item], *ids: str | None) -> None:
    for item in items:
        if item.id in ids and item.timing == "hard":
            raise Invalid(
                "“%(title)s” starts exactly at its time and stays there.", "Drop it, then insert it elsewhere.",
                title=item.title,
            )  # fmt: skip


def _named_end(edited: Edited, end: Item) -> tuple[Hole, ...]:
    return tuple(replace(hole, before_id=None) if hole.before_id == end.id else hole for hole in edited.holes)


def _dried(before: Sequence[Item], items: Sequence[Item]) -> list[Item]:
    """Where other neighbours meet, nothing tails off beneath speech, nor beneath more than a quarter of a song."""
    together = {(one.id, other.id) for one, other in pairwise(before)}
    dry = list(items)
    for place, (one, other) in enumerate(pairwise(items)):
        allowed = 0 if other.media is None or other.kind in DRY else other.duration_ms // 4
        if one.tail_ms > allowed and (one.id, other.id) not in together:
            dry[place] = _with_tail(one, allowed)
    return dry


def _with_tail(item: Item, tail_ms: int) -> Item:
    fade = 0 if tail_ms else min(FADE_MS, item.duration_ms // 2)
    return replace(item, tail_ms=tail_ms, cue_out_ms=item.cue_in_ms + item.duration_ms + tail_ms, fade_out_ms=fade)
