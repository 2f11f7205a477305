"""The proof by patterns: every pattern of a full break that could still be in a better plan is written down.

Prices tell how much less than the best a break may bring before the whole falls below the plan that is known. Where
few patterns are left of the full breaks, a solver that must choose among them ends soon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from scheduler.placement.highs import Solved, prove
from scheduler.placement.model import Model, Row
from scheduler.placement.pattern import Item
from scheduler.placement.pattern_prices import PatternPrices

PATTERNS = 1500  # of a break: one that could be filled in more ways keeps its spots as they are in the model
LOOKS = 50_000
ENOUGH = 1e-6
NODES = 200


def prove_by_patterns(priced: PatternPrices, prices: Sequence[float], value: float, seconds: float) -> Solved:
    """The best plan that is worth more than `value`, if there is one, and a bound that no such plan exceeds."""
    bound, best = priced.bound(prices)
    lists = {}
    for b, pattern in enumerate(best):
        if pattern.value > ENOUGH:  # the others have room: what fills them does not matter
            lists[b] = _near(priced, b, prices, pattern.bound - (bound - value) - ENOUGH)
    solved = prove(_written_down(priced, lists), (), NODES, seconds)
    return Solved(max(value, solved.bound), solved.spots)


def _near(priced: PatternPrices, b: int, prices: Sequence[float], least: float) -> list[tuple[int, ...]]:
    """The patterns of break b that bring at least so much at these prices; none where they are too many."""
    search = _Near(sorted(priced.items(b, prices), key=lambda item: -item.profit), priced.limits[b], least)
    search.go(0, 0.0, priced.rooms[b])
    return [] if search.many else search.found


class _Near:
    def __init__(self, items: list[Item], limits: Mapping[str, int], least: float) -> None:
        self.items, self.limits, self.least, self.looks = items, limits, least, 0
        gains = accumulate((max(0.0, item.profit) for item in reversed(items)), initial=0.0)
        self.gains = list(gains)[::-1]  # from each item on
        self.chosen: list[Item] = []
        self.found: list[tuple[int, ...]] = []

    @property
    def many(self) -> bool:
        return len(self.found) > PATTERNS or self.looks > LOOKS

    def go(self, n: int, value: float, room: int) -> None:
        self.looks += 1
        if self.many or value + self.gains[n] < self.least:
            return
        if n == len(self.items):
            self.found.append(tuple(item.column for item in self.chosen))
            return
        item = self.items[n]
        used = sum(other.agency == item.agency for other in self.chosen)
        if item.length <= room and used < self.limits[item.agency]:
            self.chosen.append(item)
            self.go(n + 1, value + item.profit, room - item.length)
            self.chosen.pop()
        self.go(n + 1, value, room)


def _written_down(priced: PatternPrices, lists: Mapping[int, list[tuple[int, ...]]]) -> Model:
    """The model in which each of these breaks holds no more than one of its patterns, where they are known."""
    model, rows, values = priced.model, list(priced.model.rows), list(priced.model.values)
    for b, patterns in lists.items():
        if not patterns:
            continue
        first = len(values)
        values += [0.0] * len(patterns)
        rows.append(Row(tuple(range(first, len(values))), (1.0,) * len(patterns), 1.0))
        for column in priced.asking[b]:
            within = [first + n for n, pattern in enumerate(patterns) if column in pattern]
            rows.append(Row((column, *within), (1.0, *(-1.0 for _ in within)), 0.0))
    return replace(model, rows=rows, values=values)
