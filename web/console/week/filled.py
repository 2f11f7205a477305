"""Breaks with what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.placement import Break
from scheduler.spots import Spot


@dataclass(frozen=True)
class Filled:
    """A break and its spots in the order in which they air."""

    place: Break
    spots: tuple[Spot, ...]

    @property
    def used_ms(self) -> int:
        """How long its spots last together."""
        return sum(spot.duration_ms for spot in self.spots)

    @property
    def left_ms(self) -> int:
        """What is left of it."""
        return max(0, self.place.capacity_ms - self.used_ms)


def filled(breaks: Iterable[Break], spots: Sequence[Spot]) -> list[Filled]:
    """These breaks, each with its own of the spots."""
    return [Filled(each, tuple(spot for spot in spots if spot.break_id == each.id)) for each in breaks]
