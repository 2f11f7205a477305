"""What is to be placed, as the station stands at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scheduler.pins import Pins
from scheduler.placement import Problem


@dataclass(frozen=True)
class Situation:
    """What is to be placed, read at one moment. Two readings are equal when nothing that matters has changed."""

    first: date
    last: date
    problem: Problem
    takes: dict[str, tuple[str, int]]
    """Of each flight the id of its revision and the length of its recording in milliseconds."""
    pins: Pins = field(default_factory=Pins)
    turns: tuple[tuple[str, tuple[str | None, ...]], ...] = ()
    """Of each flight the renditions that take turns."""

    def break_of(self, break_id: str) -> str:
        """The break as the station knows it: that of a pinned spot's stall is the one it stands in."""
        stalls = {each.stall.id: each.break_id for each in self.pins.kept}
        return stalls.get(break_id, break_id)
