"""The placement as breaks that each choose one pattern of spots, tied together only by the rules of the flights.

Prices on those rules part the breaks: each then fills itself as well as it can, and what all bring together is a bound
(Lagrange), for whatever prices. It is much nearer than the plain relaxation where published spots are worth more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from scheduler.placement.board import Board
from scheduler.placement.model import Model, Row, build
from scheduler.placement.pattern import Item, Pattern, best_pattern
from scheduler.placement.pattern_list import Listed, full_patterns
from scheduler.placement.problem import Break, Problem

SPARE = 1e-4  # of what a break brings: for what is less no better pattern is looked for
Counts = Sequence[tuple[int, int]]  # of each flight and day: how many spots at least, and at most
NOTHING = 1e-9
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
        self.lists: dict[object, Listed | None] = {}
        self.ruled = self._ruled()
        self.days = [self._counting(row) for row in self.rows if row.least is not None]
        self.any_count: Counts = [(0, len(day)) for day in self.days]

    def _counting(self, row: Row) -> list[int]:
        """The columns that count the spots of one flight on one day: the first spot, the second …"""
        return [column for column in row.columns if column >= len(self.model.choices)]

    def _ruled(self) -> dict[int, list[tuple[int, float]]]:
        """The rows of each column, with its coefficient."""
        ruled: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for k, row in enumerate(self.rows):
            for column, coefficient in zip(row.columns, row.coefficients, strict=True):
                ruled[column].append((k, coefficient))
        return ruled

    def profit(self, column: int, prices: Sequence[float]) -> float:
        return self.model.values[column] - sum(prices[k] * by for k, by in self.ruled[column])

    def bound(
        self, prices: Sequence[float], counts: Counts | None = None, spare: float = SPARE
    ) -> tuple[float, list[Pattern]]:
        """No plan with such counts is worth more than the first; with the best pattern of each break."""
        whole = sum(price * row.most for price, row in zip(prices, self.rows, strict=True))
        for day, (least, most) in zip(self.days, counts or self.any_count, strict=True):
            brings = [self.profit(column, prices) for column in day]
            whole += sum(brings[:least]) + sum(max(0.0, more) for more in brings[least:most])
        patterns = [self.pattern(b, prices, spare) for b in range(len(self.rooms))]
        whole += sum(pattern.bound for pattern in patterns)
        return whole + EXACT * abs(whole), patterns

    def left_of(self, counts: Counts, prices: Sequence[float], spare: float) -> Counts:
        """The counts that a plan may have which is worth no more than `spare` less than the bound at these prices."""
        left = []
        for day, (least, most) in zip(self.days, counts, strict=True):
            while least < most and self.profit(day[least], prices) > spare:
                least += 1
            while most > least and self.profit(day[most - 1], prices) < -spare:
                most -= 1
            left.append((least, most))
        return left

    def items(self, b: int, prices: Sequence[float]) -> list[Item]:
        """What may stand in break b, with what each brings at these prices."""
        return [
            Item(column, self.profit(column, prices), self.flights[column].spot_ms, self.flights[column].agency)
            for column in self.asking[b]
        ]

    def pattern(self, b: int, prices: Sequence[float], spare: float = SPARE) -> Pattern:
        """What fills break b best at these prices."""
        items, listed = self.items(b, prices), self._listed(b)
        if listed is None:
            return best_pattern(items, self.rooms[b], self.limits[b], spare)
        profits = np.array([max(0.0, item.profit) for item in items])
        worths = listed @ profits
        best = int(worths.argmax())
        columns = tuple(items[n].column for n in np.flatnonzero(listed[best]) if items[n].profit > NOTHING)
        return Pattern(columns, float(worths[best]), float(worths[best]))

    def _listed(self, b: int) -> Listed | None:
        """The full patterns of break b, the same for breaks of one length that the same flights may use."""
        flights = [self.flights[column] for column in self.asking[b]]
        limits = tuple(self.limits[b][flight.agency] for flight in flights)
        like = (tuple(flight.id for flight in flights), self.rooms[b], limits)
        if like not in self.lists:
            lengths, agencies = [flight.spot_ms for flight in flights], [flight.agency for flight in flights]
            self.lists[like] = full_patterns(lengths, agencies, self.rooms[b], self.limits[b])
        return self.lists[like]

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
