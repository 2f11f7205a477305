"""A day while it is being laid out: what is placed so far, and what lies beneath the next gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from playlists.building.elements import Element, identity
from playlists.building.moments import instant, wall_clock
from playlists.building.outcome import Cut, Fault
from playlists.building.pieces import item_of
from playlists.building.rotation import Rotation
from playlists.building.sources import Daypart, Sound, daypart_at
from playlists.items import Item


@dataclass(slots=True)
class Ground:
    """A programme that is on: shorter things interrupt it, and it goes on after them."""

    element: Element
    played_ms: int = 0
    parts: int = 0

    @property
    def is_file(self) -> bool:
        return isinstance(self.element.source, Sound)

    @property
    def planned_end_ms(self) -> int:
        return self.element.at_ms + self.element.length_ms

    def left_ms(self, now_ms: int) -> int:
        """A file still has all that wasn't heard of it; a stream or a person goes on until the planned end."""
        return self.element.length_ms - self.played_ms if self.is_file else self.planned_end_ms - now_ms


@dataclass(slots=True)
class Timeline:
    """Everything up to `cursor_ms` is laid out, without a gap."""

    cursor_ms: int
    zone: ZoneInfo
    dayparts: Sequence[Daypart]
    rotation: Rotation
    items: list[Item] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    ground: Ground | None = None
    filler_ms: int = 0

    def add(self, item: Item) -> None:
        """Lay `item` down at the cursor."""
        self.items.append(item)
        self.ids.add(item.id)
        self.cursor_ms += item.duration_ms

    def daypart(self, moment_ms: int) -> str | None:
        return daypart_at(wall_clock(moment_ms, self.zone), self.dayparts)

    def blame(self, fault_kind: str, at_ms: int, length_ms: int, message: str, mend: str, **values: object) -> None:
        """Tell a fault; `values` fill its texts, `item_id` among them names the item."""
        item_id = values.pop("item_id", None)
        name = None if item_id is None else str(item_id)
        at = wall_clock(at_ms, self.zone)
        self.faults.append(Fault(at, length_ms, fault_kind, message, mend, values, name))

    def note_cut(
        self, element: Element, lost_ms: int, by: Element | None, goes_on: bool = False, part: int = 0
    ) -> None:
        """Tell that `by` (None: the next day) cuts into the element at the cursor."""
        at = wall_clock(self.cursor_ms, self.zone)
        name = identity(element, part)
        cut = Cut(at, name, element.title, element.kind, lost_ms, element.is_speech, goes_on, by.title if by else "")
        self.cuts.append(cut)


def ground_from(kept: Sequence[Item], element: Element) -> Ground | None:
    """The element as it goes on after `kept`, in which it began; None if it isn't there."""
    durations = {item.id: item.duration_ms for item in kept}
    ground = Ground(element)
    while (duration := durations.get(identity(element, ground.parts))) is not None:
        ground.played_ms += duration
        ground.parts += 1
    return ground if ground.parts else None


def go_on(timeline: Timeline, until_ms: int) -> None:
    """Let the ground sound until `until_ms`, or to its end if that comes first; then it is no longer the ground."""
    ground = timeline.ground
    if ground is None:
        return
    length = min(until_ms - timeline.cursor_ms, ground.left_ms(timeline.cursor_ms))
    if length > 0:
        starts_at = wall_clock(timeline.cursor_ms, timeline.zone)
        timeline.add(item_of(ground.element, starts_at, length, ground.parts, ground.played_ms))
        ground.played_ms += length
        ground.parts += 1
    if ground.left_ms(timeline.cursor_ms) <= 0:
        timeline.ground = None


def interrupt(timeline: Timeline, by: Element) -> None:
    """`by` starts at the cursor: a file beneath it is told to pause, or to have lost its end if `by` lasts too."""
    ground = timeline.ground
    if ground is None:
        return
    left = ground.left_ms(timeline.cursor_ms)
    ends = by.lasts or ground.left_ms(timeline.cursor_ms + by.length_ms) <= 0
    if ground.is_file or by.lasts:
        part = max(ground.parts - 1, 0)
        timeline.note_cut(ground.element, left if ends else 0, by, goes_on=not ends, part=part)
    if by.lasts:
        timeline.ground = None


def end_of(items: Sequence[Item]) -> int:
    """Where the last of them ends, in milliseconds since 1970."""
    return instant(items[-1].starts_at) + items[-1].duration_ms
