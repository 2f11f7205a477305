"""Choosing one pattern for each break: patterns are made as prices ask for them, and prices follow the choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.placement.board import Board
from scheduler.placement.highs import relaxed_prices
from scheduler.placement.pattern import Pattern
from scheduler.placement.pattern_master import PatternMaster
from scheduler.placement.pattern_prices import SPARE, Counts, PatternPrices
from scheduler.placement.problem import Spot

TURNS = 80
CLOSE = 1e-4
WORTH_IT = 5e-4  # a bound that can come down by less than this part is not worth the time
INERTIA = 0.7
SETTLED = 0.95  # a break of which a pattern has so great a part is that pattern's
AT_LEAST = 8  # one break in so many is settled at a time
TURNS_BETWEEN, LAST_TURNS = 2, 30  # patterns are made so often for many breaks, and for the last one
ROUGH = 1e-3  # a plan needs less exact patterns than a bound
CLOSER = 1e-5  # and the bounds of single counts more exact ones than the first


class PatternChoice:
    """The search for a bound, and from there for a plan."""

    def __init__(self, priced: PatternPrices) -> None:
        self.priced, self.master = priced, PatternMaster(priced)
        self.bound = float("inf")
        self.prices: list[float] = []  # those of the lowest bound

    def bounds(self) -> Iterator[float]:
        """Bounds that come down, until they are as low as patterns bring them."""
        prices, relaxed = relaxed_prices(self.priced.model)
        self.prices = self.priced.allowed(prices[: len(self.priced.rows)])
        self.bound, patterns = self.priced.bound(self.prices)
        self._add(dict(enumerate(patterns)))
        for _ in range(TURNS):
            yield self.bound
            value, prices = self.master.choose()
            if value > relaxed * (1 - WORTH_IT) or self.bound - value < CLOSE * self.bound:
                return
            if not self._turn(prices, self.priced.any_count, SPARE):
                yield self.bound
                return

    def limited_to(self, counts: Counts, prices: list[float], enough: float) -> float:
        """The bound of the plans with such counts, from prices that are near; no nearer than needed to be `enough`."""
        self.master.limit(counts)
        self.prices, self.bound = prices, float("inf")
        for _ in range(TURNS):
            value, prices = self.master.choose()
            if self.bound <= enough or self.bound - value < CLOSER * abs(self.bound):
                break
            if not self._turn(prices, counts, CLOSER):
                break
        return self.bound

    def _turn(self, prices: list[float], counts: Counts, spare: float) -> bool:
        """Make patterns at prices between those of the lowest bound and the last ones; whether there were new ones."""
        for inertia in (INERTIA, 0.0):
            mixed = [inertia * old + (1 - inertia) * new for old, new in zip(self.prices, prices, strict=True)]
            mixed = self.priced.allowed(mixed)
            bound, patterns = self.priced.bound(mixed, counts, spare)
            if bound < self.bound:
                self.bound, self.prices = bound, mixed
            if self._add(dict(enumerate(patterns))):
                return True
        return False

    def spots(self) -> tuple[Spot, ...]:
        """A plan made of patterns, after `bounds`: the clearest choices are settled first, then new patterns are made
        for the breaks that are left.
        """
        board, left = Board(self.priced.problem, self.priced.board.spots), set(range(len(self.priced.rooms)))
        found: list[Spot] = []
        while left:
            self._make_for(left)
            taken = self._settle_clearest(board, left)
            if not taken:
                break
            found += taken
        return tuple(found)

    def _settle_clearest(self, board: Board, left: set[int]) -> list[Spot]:
        """Settle what is as good as chosen, and a few of the others; what they hold together is what comes back."""
        few, taken = max(1, len(left) // AT_LEAST), list[Spot]()
        settled = 0
        for share in self.master.shares():
            if settled >= few and share.part < SETTLED:
                break
            spots = [self.priced.model.choices[column] for column in share.columns]
            # two halves of one flight may stand together in a choice, but not the two wholes
            if share.b in left and all(self._fits(board, spot) for spot in spots):
                self.master.settle(share)
                left.remove(share.b)
                settled += 1
                taken += spots
                for spot in spots:
                    board.put(spot)
        return taken

    def _fits(self, board: Board, spot: Spot) -> bool:
        problem = self.priced.problem
        return board.obstacle(problem.flight_by_id[spot.flight], problem.break_by_id[spot.break_id]) is None

    def _make_for(self, left: set[int]) -> None:
        for _ in range(max(TURNS_BETWEEN, LAST_TURNS // len(left))):
            prices = self.priced.allowed(self.master.choose()[1])
            if not self._add({b: self.priced.pattern(b, prices, ROUGH) for b in sorted(left)}):
                return
        self.master.choose()

    def _add(self, patterns: Mapping[int, Pattern]) -> bool:
        """Take in the patterns (by break) that are new; whether one was."""
        new = [self.master.add(b, pattern) for b, pattern in patterns.items()]
        return any(new)
