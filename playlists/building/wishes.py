"""Which of the wanted elements can be in the day at all; why the others can't is told."""

from __future__ import annotations

from collections.abc import Sequence

from playlists.building.elements import Element, identity
from playlists.building.timeline import Timeline

LONGEST_MS = 24 * 3_600_000


def possible(timeline: Timeline, elements: Sequence[Element], begin_ms: int, end_ms: int) -> list[Element]:
    """The elements that can stand between `begin_ms` and `end_ms`, in order of their times."""
    ordered = sorted(elements, key=lambda element: (element.at_ms, not element.is_hard, -(element.priority or 0)))
    sound = [element for element in ordered if _is_sound(timeline, element, begin_ms, end_ms)]
    return _without_collisions(timeline, sound)


def _is_sound(timeline: Timeline, element: Element, begin_ms: int, end_ms: int) -> bool:
    if element.length_ms <= 0:
        _refuse(timeline, element, "empty", "“%(title)s” has no length.", "Give it a recording or a duration.")
    elif element.length_ms > LONGEST_MS:
        message, mend = "“%(title)s” is longer than a day.", "Split it, or give it a shorter duration."
        _refuse(timeline, element, "too_long", message, mend)
    elif not begin_ms <= element.at_ms < end_ms:
        message = "“%(title)s” is wanted at a time that isn't in this broadcast day."
        _refuse(timeline, element, "outside", message, "Give it a time between the start and the end of the day.")
    elif element.is_hard and element.at_ms < timeline.cursor_ms:
        message = "“%(title)s” must start when what came before isn't over yet."
        _refuse(timeline, element, "before_start", message, "Shorten what runs over, or give it a later time.")
    else:
        return True
    return False


def _without_collisions(timeline: Timeline, elements: Sequence[Element]) -> list[Element]:
    """Of two hard elements at one moment the one of higher priority stays."""
    kept: list[Element] = []
    for element in elements:
        if element.is_hard and kept and kept[-1].is_hard and kept[-1].at_ms == element.at_ms:
            message = "“%(title)s” must start at the same moment as another hard element."
            _refuse(timeline, element, "same_time", message, "Move one of them, or make it soft.")
        else:
            kept.append(element)
    return kept


def _refuse(timeline: Timeline, element: Element, kind: str, message: str, mend: str) -> None:
    name = identity(element)
    timeline.blame(kind, element.at_ms, element.length_ms, message, mend, title=element.title, item_id=name)
