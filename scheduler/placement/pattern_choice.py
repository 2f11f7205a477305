"""Choosing one pattern for each break: patterns are made as prices ask for them, and prices follow the choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import highspy
import numpy as np

from scheduler.placement.highs import relaxed_prices
from scheduler.placement.pattern import Pattern
from scheduler.placement.pattern_prices import PatternPrices
from scheduler.placement.problem import Spot

TURNS = 80
CLOSE = 1e-4
WORTH_IT = 5e-4  # a bound that can come down by less than this part is not worth the time …
NEARLY_WHOLE = 2e-3  # … and where it came down by more, the patterns chosen are nearly a plan
INERTIA = 0.7
NODES = 20


class PatternChoice:
    """The patterns made so far, and the solver that chooses among them."""

    def __init__(self, priced: PatternPrices) -> None:
        self.priced, self.made = priced, dict[tuple[int, tuple[int, ...]], int]()
        self.relaxed = self.value = 0.0
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor alone has no types
        self.solver.silent()
        self.solver.setOptionValue("threads", 1)
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for row in priced.rows:
            least = -highspy.kHighsInf if row.least is None else row.least
            self.solver.addRow(least, float(row.most), 0, np.array([], np.int32), np.array([], np.float64))
        for _ in priced.rooms:
            self.solver.addRow(-highspy.kHighsInf, 1.0, 0, np.array([], np.int32), np.array([], np.float64))
        model = priced.model
        self.counting = len(model.values) - len(model.choices)
        for column in range(len(model.choices), len(model.values)):
            self._column(model.values[column], 1.0, dict(priced.ruled[column]))

    def bounds(self) -> Iterator[float]:
        """Bounds that come down, until they are as low as patterns bring them."""
        prices, self.relaxed = relaxed_prices(self.priced.model)
        steady = self.priced.allowed(prices[: len(self.priced.rows)])
        best, patterns = self.priced.bound(steady)
        self._add(patterns)
        for _ in range(TURNS):
            yield best
            self.value, prices = self._choose()
            if self.value > self.relaxed * (1 - WORTH_IT) or best - self.value < CLOSE * best:
                return
            inertia = INERTIA
            while True:
                mixed = [inertia * old + (1 - inertia) * new for old, new in zip(steady, prices, strict=True)]
                mixed = self.priced.allowed(mixed)
                bound, patterns = self.priced.bound(mixed)
                if bound < best:
                    best, steady = bound, mixed
                if self._add(patterns):
                    break
                if inertia == 0.0:
                    yield best
                    return
                inertia = 0.0

    def spots(self) -> tuple[Spot, ...]:
        """The best plan that can be made of the patterns, after `bounds`; empty where that would take long."""
        if self.value > self.relaxed * (1 - NEARLY_WHOLE):
            return ()
        columns = np.arange(self.counting, self.counting + len(self.made), dtype=np.int32)
        whole = np.full(len(columns), highspy.HighsVarType.kInteger)
        self.solver.changeColsIntegrality(len(columns), columns, whole)
        self.solver.setOptionValue("mip_max_nodes", NODES)
        self.solver.run()
        values = self.solver.getSolution().col_value
        choices = self.priced.model.choices
        return tuple(
            choices[column]
            for (_, pattern), number in self.made.items()
            if number < len(values) and values[number] > 0.5
            for column in pattern
        )

    def _choose(self) -> tuple[float, list[float]]:
        self.solver.run()
        duals = list(self.solver.getSolution().row_dual)
        return float(self.solver.getInfo().objective_function_value), duals[: len(self.priced.rows)]

    def _add(self, patterns: Sequence[Pattern]) -> bool:
        """Take in the patterns that are new; whether one was."""
        before = len(self.made)
        for b, pattern in enumerate(patterns):
            key = b, tuple(sorted(pattern.columns))
            if key[1] and key not in self.made:
                self.made[key] = self.counting + len(self.made)
                worth = sum(self.priced.model.values[column] for column in key[1])
                self._column(worth, highspy.kHighsInf, self.priced.rows_of(key[1]) | {len(self.priced.rows) + b: 1.0})
        return len(self.made) > before

    def _column(self, worth: float, most: float, rows: dict[int, float]) -> None:
        where, what = np.array(list(rows), np.int32), np.array(list(rows.values()), np.float64)
        self.solver.addCol(worth, 0.0, most, len(rows), where, what)
