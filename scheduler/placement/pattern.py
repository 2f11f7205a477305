"""The spots that fill one break best, when each has a price of its own: a small knapsack, searched through."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from sys import maxsize
from typing import NamedTuple

LOOKS = 20_000


class Item(NamedTuple):
    """One spot that may stand in the break: its column in the model, what it brings, how long it is (ms)."""

    column: int
    profit: float
    length: int
    agency: str


@dataclass(frozen=True)
class Pattern:
    """The best columns found together, what they bring, and `bound`: no others bring more."""

    columns: tuple[int, ...]
    value: float
    bound: float


def best_pattern(items: Iterable[Item], room: int, limits: Mapping[str, int], spare: float = 0.0) -> Pattern:
    """The items of the most profit that fit `room` ms together, of each agency at most its limit.

    `spare` is the part of what they could bring at most that is not worth looking for: where all seconds bring
    nearly the same, the last of it takes most of the time.
    """
    useful = (item for item in items if item.profit > 1e-9 and item.length <= room)
    search = _Search(sorted(useful, key=lambda item: (-item.profit / item.length, item.column)), limits)
    most = search.most(0, room)
    search.least = spare * most
    search.go(0, 0.0, room)
    bound = min(search.best + search.least, most) if search.looks < LOOKS else most
    return Pattern(search.columns, search.best, bound)


@dataclass
class _Search:
    items: list[Item]
    limits: Mapping[str, int]
    best: float = 0.0
    least: float = 0.0
    columns: tuple[int, ...] = ()
    looks: int = 0
    chosen: list[int] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.lengths = list(accumulate((item.length for item in self.items), initial=0))
        shortest = accumulate(reversed([item.length for item in self.items]), min, initial=maxsize)
        self.shortest = list(shortest)[::-1]  # from each item on
        self.profits = list(accumulate((item.profit for item in self.items), initial=0.0))

    def most(self, first: int, room: int) -> float:
        """What the items from one on bring at most, the last one cut to fit."""
        reach = self.lengths[first] + room
        last = bisect_right(self.lengths, reach) - 1
        value = self.profits[last] - self.profits[first]
        if last < len(self.items):
            value += (reach - self.lengths[last]) * self.items[last].profit / self.items[last].length
        return value

    def go(self, first: int, value: float, room: int) -> None:
        self.looks += 1
        if value > self.best:
            self.best, self.columns = value, tuple(self.chosen)
        if room < self.shortest[first]:
            return
        for n in range(first, len(self.items)):
            item = self.items[n]
            if item.length > room or self.used[item.agency] >= self.limits[item.agency]:
                continue
            if self.looks >= LOOKS or value + self.most(n, room) <= self.best + self.least + 1e-9:
                return
            self.chosen.append(item.column)
            self.used[item.agency] += 1
            self.go(n + 1, value + item.profit, room - item.length)
            self.chosen.pop()
            self.used[item.agency] -= 1
