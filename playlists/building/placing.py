"""Placing one element: a hard one exactly, a soft one when what is before it ends."""

from __future__ import annotations

from dataclasses import dataclass

from playlists.building.elements import Element, identity
from playlists.building.gaps import advance
from playlists.building.moments import instant, wall_clock
from playlists.building.pieces import item_of
from playlists.building.timeline import Ground, Timeline, go_on, interrupt

SOFT_SLACK_MS = 1_000
OPENING_MS = 60_000


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment up to which the day is laid out: the start of a hard element; without one, the day's end."""

    at_ms: int
    element: Element | None

    def room_ms(self, now_ms: int, last_ms: int | None) -> int | None:
        """How long something may sound from now on: the day's end is run over, up to `last_ms`. None: for ever."""
        most_ms = self.at_ms if self.element else last_ms
        return None if most_ms is None else most_ms - now_ms


def place_hard(timeline: Timeline, element: Element, following: Stop, last_ms: int | None) -> None:
    """Place it at the cursor, which stands at its time; a hard time inside it cuts it."""
    _put(timeline, element, following, following.room_ms(timeline.cursor_ms, last_ms))


def place_soft(timeline: Timeline, element: Element, stop: Stop, last_ms: int | None) -> bool:
    """Place it at or after its time, unless it had better wait until after the stop: then False."""
    _reach(timeline, element, stop)
    if timeline.cursor_ms >= stop.at_ms:
        return False
    room_ms = stop.room_ms(timeline.cursor_ms, last_ms)
    if not element.lasts and _fitting_ms(element, room_ms) < element.length_ms and _can_wait(element, stop):
        return False
    _warn_if_late(timeline, element)
    _put(timeline, element, stop, room_ms)
    return True


def _reach(timeline: Timeline, element: Element, stop: Stop) -> None:
    """Go to where it can start: inside a programme at its own time, else when the programme is over."""
    ground = timeline.ground
    if ground and (element.lasts or element.at_ms >= ground.planned_end_ms):
        go_on(timeline, stop.at_ms)
    if ground and ground.element.is_hard and not ground.parts and element.at_ms <= timeline.cursor_ms:
        # A hard time stands: what waited may interrupt only once it is on.
        go_on(timeline, min(stop.at_ms, timeline.cursor_ms + OPENING_MS))
    until = min(element.at_ms, stop.at_ms)
    if timeline.cursor_ms < until:
        slack = SOFT_SLACK_MS if until + SOFT_SLACK_MS < stop.at_ms else 0
        advance(timeline, until, element, slack)


def _can_wait(element: Element, stop: Stop) -> bool:
    """Whether it can be heard whole after the stop, instead of being cut there."""
    if element.may_be_cut or stop.element is None:
        return False
    free_ms = stop.at_ms if stop.element.lasts else stop.at_ms + stop.element.length_ms
    return element.max_late_ms is None or free_ms <= element.at_ms + element.max_late_ms


def _fitting_ms(element: Element, room_ms: int | None) -> int:
    return element.length_ms if room_ms is None else min(element.length_ms, room_ms)


def _put(timeline: Timeline, element: Element, limit: Stop, room_ms: int | None) -> None:
    if element.not_after and timeline.cursor_ms > instant(element.not_after):
        _refuse_expired(timeline, element)
        return
    interrupt(timeline, element)
    if element.lasts:
        timeline.ground = Ground(element)
        return
    length_ms = _fitting_ms(element, room_ms)
    timeline.add(item_of(element, wall_clock(timeline.cursor_ms, timeline.zone), length_ms))
    if length_ms < element.length_ms:
        timeline.note_cut(element, element.length_ms - length_ms, limit.element)


def _warn_if_late(timeline: Timeline, element: Element) -> None:
    late_ms = timeline.cursor_ms - element.at_ms
    if element.max_late_ms is None or late_ms <= element.max_late_ms:
        return
    timeline.blame(
        "late",
        timeline.cursor_ms,
        late_ms,
        "“%(title)s” would start %(late_s)s seconds late; at most %(most_s)s are allowed.",
        "Shorten or move what is before it, or allow it to be later.",
        title=element.title,
        late_s=round(late_ms / 1000),
        most_s=round(element.max_late_ms / 1000),
        item_id=identity(element),
    )


def _refuse_expired(timeline: Timeline, element: Element) -> None:
    timeline.blame(
        "expired",
        timeline.cursor_ms,
        element.length_ms,
        "“%(title)s” would start after its last moment.",
        "Take it out, or give it an earlier time.",
        title=element.title,
        item_id=identity(element),
    )
