"""What is heard where nothing was asked for: the programme that is on, or else filler that ends when it must."""

from __future__ import annotations

from collections import Counter

from playlists.building.backtiming import fill
from playlists.building.elements import Element, identity
from playlists.building.moments import wall_clock
from playlists.building.pieces import filler_item
from playlists.building.sources import opening_ms
from playlists.building.timeline import Timeline, go_on
from playlists.items import Item, item_id


def advance(timeline: Timeline, until_ms: int, before: Element | None = None, slack_ms: int = 0) -> None:
    """Cover everything up to `until_ms`, where `before` starts; filler may end up to `slack_ms` later."""
    go_on(timeline, until_ms)
    if timeline.cursor_ms < until_ms:
        _fill(timeline, until_ms, before, slack_ms)


def _fill(timeline: Timeline, until_ms: int, before: Element | None, slack_ms: int) -> None:
    gap_ms = until_ms - timeline.cursor_ms
    opening = opening_ms(before.source) if before else 0
    laid = fill(timeline.cursor_ms, gap_ms, timeline.rotation, timeline.daypart, opening, slack_ms)
    anchor = identity(before) if before else "end"
    turns: Counter[str] = Counter()
    for piece in laid:
        name = _free_id(timeline, until_ms, anchor, piece.sound.sha256, turns)
        timeline.filler_ms += piece.duration_ms
        timeline.add(filler_item(piece, name, wall_clock(timeline.cursor_ms, timeline.zone)))
    if not laid:
        _leave_empty(timeline, gap_ms, _free_id(timeline, until_ms, anchor, "empty", Counter()))


def _free_id(timeline: Timeline, until_ms: int, anchor: str, what: str, turns: Counter[str]) -> str:
    """Named after what the filler leads up to, so that a shift before it doesn't make it another airing."""
    while True:
        name = item_id(until_ms, "filler", anchor, what, turns[what])
        turns[what] += 1
        if name not in timeline.ids:
            return name


def _leave_empty(timeline: Timeline, gap_ms: int, name: str) -> None:
    timeline.blame(
        "no_filler",
        timeline.cursor_ms,
        gap_ms,
        "There is nothing to fill %(length_s)s seconds with.",
        "Add music or jingles to the library that may be played at this hour.",
        length_s=round(gap_ms / 1000),
    )
    timeline.add(Item(name, wall_clock(timeline.cursor_ms, timeline.zone), gap_ms, "soft", "off_air", ""))
