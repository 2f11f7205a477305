"""Building a broadcast day: hard times stand, soft ones follow, filler is timed backwards from both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

from playlists.building.elements import Element, identity
from playlists.building.gaps import advance
from playlists.building.moments import instant, wall_clock
from playlists.building.outcome import Built
from playlists.building.placing import Stop, place_hard, place_soft
from playlists.building.rotation import Rotation
from playlists.building.sources import Daypart, Sound
from playlists.building.timeline import Ground, Timeline, end_of, go_on, ground_from
from playlists.building.wishes import possible
from playlists.items import Item
from scheduler.rotation_rules import USUAL, RotationRules


def build_day(
    date: dt.date,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    elements: Sequence[Element],
    filler: Sequence[Sound],
    *,
    dayparts: Sequence[Daypart],
    zone: ZoneInfo,
    carry_over_ms: int = 0,
    kept: Sequence[Item] = (),
    heard: Sequence[Item] = (),
    next_hard: dt.datetime | None = None,
    rules: RotationRules = USUAL,
) -> Built:
    """The day from `starts_at` (moved by what `carry_over_ms` of the day before takes) to `ends_at`, without a gap.

    `kept`: the first items of an earlier version, which stand as they are; `heard`: items of the day before, so that
    filler doesn't come back too soon by the `rules`; `next_hard`: the next day's first hard time, which cuts what
    runs over.
    The same arguments give the same day. What isn't whole is told in `faults`, what is cut in `cuts`.
    """
    begin, end = instant(starts_at) + carry_over_ms, instant(ends_at)
    rotation = Rotation(filler, date.isoformat(), [*heard, *kept], rules)
    timeline = Timeline(begin, zone, dayparts, rotation)
    _keep(timeline, kept)
    wanted = possible(timeline, _open_elements(timeline, kept, elements), instant(starts_at), end)
    _lay_out(timeline, wanted, Stop(end, None), instant(next_hard) if next_hard else None)
    opened = wall_clock(begin, zone)
    closed = wall_clock(timeline.cursor_ms, zone)
    items, faults, cuts = tuple(timeline.items), tuple(timeline.faults), tuple(timeline.cuts)
    return Built(items, faults, cuts, opened, closed, timeline.filler_ms)


def _keep(timeline: Timeline, kept: Sequence[Item]) -> None:
    timeline.items.extend(kept)
    timeline.ids.update(item.id for item in kept)
    if kept:
        timeline.cursor_ms = end_of(kept)


def _open_elements(timeline: Timeline, kept: Sequence[Item], elements: Sequence[Element]) -> list[Element]:
    """The elements that `kept` hasn't aired; one that it began goes on beneath what comes."""
    begun = [ground for element in elements if (ground := ground_from(kept, element))]
    timeline.ground = next((ground for ground in reversed(begun) if _is_unfinished(ground, timeline)), None)
    aired = {identity(ground.element) for ground in begun}
    return [element for element in elements if identity(element) not in aired]


def _is_unfinished(ground: Ground, timeline: Timeline) -> bool:
    return ground.element.lasts and ground.left_ms(timeline.cursor_ms) > 0


def _lay_out(timeline: Timeline, wanted: list[Element], end: Stop, last_ms: int | None) -> None:
    """From one hard time to the next: the soft elements that fit before it, then itself."""
    hard = [element for element in wanted if element.is_hard]
    waiting = [element for element in wanted if not element.is_hard]
    stops = [Stop(element.at_ms, element) for element in hard] + [end]
    for stop, following in pairwise([*stops, end]):
        waiting = _up_to(timeline, waiting, stop, last_ms)
        if stop.element:
            place_hard(timeline, stop.element, following, last_ms)
    _finish(timeline, waiting, last_ms)


def _up_to(timeline: Timeline, waiting: list[Element], stop: Stop, last_ms: int | None) -> list[Element]:
    """Place what is wanted before the stop, and fill up to it; what must wait until after it comes back."""
    later = []
    for element in waiting:
        if element.at_ms >= stop.at_ms or not place_soft(timeline, element, stop, last_ms):
            later.append(element)
    advance(timeline, stop.at_ms, stop.element)
    return later


def _finish(timeline: Timeline, waiting: Sequence[Element], last_ms: int | None) -> None:
    """A programme that is on at the end of the day goes on to its own end; what found no room is told."""
    if timeline.ground:
        go_on(timeline, last_ms if last_ms is not None else timeline.cursor_ms + timeline.ground.element.length_ms)
    for element in waiting:
        timeline.blame(
            "no_room",
            element.at_ms,
            element.length_ms,
            "There is no room left in the day for “%(title)s”.",
            "Shorten or take out something before it, or give it an earlier time.",
            title=element.title,
            item_id=identity(element),
        )
