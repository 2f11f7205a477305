"""A day under somebody's hand, row by row: what each step does to the times after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from playlists.building.retiming import Hole
from playlists.drafting import STANDS_STILL
from playlists.hand_drafts import HandDraft
from playlists.items import Item


@dataclass(frozen=True)
class HandRow:
    """One item, or a hole. `was` is when the published day starts it, if that is another time; `lost_ms` of it is cut.

    `is_new`: the published day does not have it. `stands`: it is too near to change.
    """

    item: Item | None
    hole: Hole | None = None
    was: datetime | None = None
    lost_ms: int = 0
    is_new: bool = False
    stands: bool = False


def hand_rows(draft: HandDraft, now: datetime) -> list[HandRow]:
    """What is on air and all that comes, with the holes where they gape."""
    shifts = {shift.item_id: shift for shift in draft.edited.shifts}
    holes = {hole.before_id: hole for hole in draft.edited.holes}
    published = {item.id for item in draft.base.day().items}
    rows = []
    for item in draft.edited.items:
        if item.ends_at <= now:
            continue
        if item.id in holes:
            rows.append(HandRow(None, hole=holes[item.id]))
        shift = shifts.get(item.id)
        rows.append(
            HandRow(
                item,
                was=shift.before if shift and shift.before != shift.after else None,
                lost_ms=max(0, shift.lost_ms) if shift else 0,
                is_new=item.id not in published,
                stands=item.starts_at < now + STANDS_STILL,
            )
        )
    return rows + ([HandRow(None, hole=holes[None])] if None in holes else [])
