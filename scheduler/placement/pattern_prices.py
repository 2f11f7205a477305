"""The placement as breaks that each choose one pattern of spots, tied together only by the rules of the flights.

Prices on those rules part the breaks: each then fills itself as well as it can, and what all bring together is a bound
(Lagrange), for whatever prices. It is much nearer than the plain relaxation where published spots are worth more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from scheduler.placement.board import Board
from scheduler.placement.model import Model, build
from scheduler.placement.pattern import Item, Pattern, best_pattern
from scheduler.placement.problem import Break, Problem

SPARE = 1e-4  # of what a break brings: for what is less no better pattern is looked for
EXACT = 1e-9  # a part of the whole: what sums of floating numbers may be wrong by


class PatternPrices:
    """The model of some breaks, seen by break. A price stands on each of the first `model.flight_rows` rows."""

    def __init__(self, problem: Problem, breaks: Sequence[Break], board: Board) -> None:
        self.problem, self.board = problem, board
        self.model: Model = build(problem, breaks, board)
        self.rows = self.model.rows[: self.model.flight_rows]
        self.rooms = [brk.capacity_ms - board.load_ms[brk.id] for brk in breaks]
        limit, agencies = problem.agency_per_break, {flight.agency for flight in problem.flights}
        self.limits = [{name: limit - board.agencies[brk.id, name] for name in agencies} for brk in breaks]
        self.flights = [problem.flight_by_id[spot.flight] for spot in self.model.choices]
        number = {brk.id: b for b, brk in enumerate(breaks)}
        self.asking: list[list[int]] = [[] for _ in breaks]
        for column, spot in enumerate(self.model.choices):
            self.asking[number[spot.break_id]].append(column)
        self.ruled = self._ruled()

    def _ruled(self) -> dict[int, list[tuple[int, float]]]:
        """The rows of each column, with its coefficient."""
        ruled: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for k, row in enumerate(self.rows):
            for column, coefficient in zip(row.columns, row.coefficients, strict=True):
                ruled[column].append((k, coefficient))
        return ruled

    def profit(self, column: int, prices: Sequence[float]) -> float:
        return self.model.values[column] - sum(prices[k] * by for k, by in self.ruled[column])

    def bound(self, prices: Sequence[float]) -> tuple[float, list[Pattern]]:
        """No plan is worth more than the first; with the best pattern of each break at these prices."""
        whole = sum(price * row.most for price, row in zip(prices, self.rows, strict=True))
        counting = range(len(self.model.choices), len(self.model.values))
        whole += sum(max(0.0, self.profit(column, prices)) for column in counting)
        patterns = [self.pattern(b, prices) for b in range(len(self.rooms))]
        whole += sum(pattern.bound for pattern in patterns)
        return whole + EXACT * abs(whole), patterns

    def items(self, b: int, prices: Sequence[float]) -> list[Item]:
        """What may stand in break b, with what each brings at these prices."""
        return [
            Item(column, self.profit(column, prices), self.flights[column].spot_ms, self.flights[column].agency)
            for column in self.asking[b]
        ]

    def pattern(self, b: int, prices: Sequence[float], spare: float = SPARE) -> Pattern:
        """What fills break b best at these prices."""
        return best_pattern(self.items(b, prices), self.rooms[b], self.limits[b], spare)

    def allowed(self, prices: Sequence[float]) -> list[float]:
        """The prices with those of an upper limit not below nothing, without which there is no bound."""
        return [
            price if row.least is not None else max(0.0, price) for price, row in zip(prices, self.rows, strict=True)
        ]

    def rows_of(self, columns: Collection[int]) -> dict[int, float]:
        """What a pattern takes of each row."""
        taken: defaultdict[int, float] = defaultdict(float)
        for column in columns:
            for k, coefficient in self.ruled[column]:
                taken[k] += coefficient
        return dict(taken)
