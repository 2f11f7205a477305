"""The proof by counts: how often each flight is heard on each day is decided step by step, the breaks follow.

What a plan is worth hangs on the counts alone (and on what was published), not on which of many like breaks holds which
spot. So a tree of counts is small where a tree of single spots never ends; a few dozen bounds by patterns close it.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from math import ceil, floor
from typing import NamedTuple

from scheduler.placement.pattern_choice import PatternChoice
from scheduler.placement.pattern_prices import Counts
from scheduler.placement.problem import Spot
from scheduler.placement.value import added

WHOLE = 1e-5  # nearer to a whole number than this is one
PROVEN = 5e-7  # of the value: below a solver's own exactness


class Node(NamedTuple):
    """Plans with such counts, of which none is worth more than `bound`; `prices` are near those that show it."""

    bound: float
    counts: Counts
    prices: list[float]


class CountTree:
    """The tree of a choice of patterns whose `bounds` are known; `value` is that of the best plan known."""

    def __init__(self, choice: PatternChoice, value: float) -> None:
        self.choice, self.priced, self.value = choice, choice.priced, value
        self.closed = value  # no plan of a node that was closed is worth more
        self.made = 0
        self.nodes: list[tuple[float, int, Node]] = []
        self._open(Node(choice.bound, self.priced.any_count, choice.prices))

    @property
    def bound(self) -> float:
        """No plan is worth more."""
        return max(self.value, self.closed, *(node.bound for _, _, node in self.nodes))

    @property
    def done(self) -> bool:
        """Whether looking at more nodes can't lower the bound."""
        return not self.nodes or self.bound <= self._enough(self.closed)

    def plans(self, nodes: int) -> Iterator[tuple[Spot, ...]]:
        """Better and better plans, while so many nodes are looked at."""
        for _ in range(nodes):
            if self.done:
                return
            node = self._lowered(heappop(self.nodes)[2])
            if node.bound <= self._enough(self.value):
                self.closed = max(self.closed, node.bound)
                continue
            counts = self.choice.master.counts()
            parted = [n for n, count in enumerate(counts) if abs(count - round(count)) > WHOLE]
            if parted:
                self._part(node, max(parted, key=lambda n: self._weight(n, counts[n])), counts)
            else:
                self.closed = max(self.closed, node.bound)
                yield from self._better(node, [(round(count), round(count)) for count in counts])

    def _enough(self, value: float) -> float:
        return value + PROVEN * max(1.0, value)

    def _open(self, node: Node) -> None:
        self.made += 1
        heappush(self.nodes, (-node.bound, self.made, node))

    def _lowered(self, node: Node) -> Node:
        own = self.choice.limited_to(node.counts, node.prices, self._enough(self.value))
        counts = self.priced.left_of(node.counts, self.choice.prices, own - self.value)
        return Node(min(own, node.bound), counts, self.choice.prices)

    def _weight(self, n: int, count: float) -> float:
        """What hangs on a flight's being heard once more or once less on a day."""
        part = count - floor(count)
        return min(part, 1 - part) * self.priced.model.values[self.priced.days[n][floor(count)]]

    def _part(self, node: Node, n: int, counts: list[float]) -> None:
        """Go on with the plans that have fewer spots of one flight on one day, and with those that have more."""
        least, most = node.counts[n]
        for few_or_many in ((least, min(most, floor(counts[n]))), (max(least, ceil(counts[n])), most)):
            if few_or_many[0] <= few_or_many[1]:
                self._open(node._replace(counts=[*node.counts[:n], few_or_many, *node.counts[n + 1 :]]))

    def _better(self, node: Node, counts: Counts) -> Iterator[tuple[Spot, ...]]:
        self.choice.master.limit(counts)
        spots = self.choice.spots()
        value = added(self.priced.problem, self.priced.board.spots, spots)
        if value > self.value:
            self.value = value
            yield spots
