"""The patterns made so far, and the linear programme that shares each break out among them."""

from __future__ import annotations

from typing import NamedTuple

import highspy
import numpy as np

from scheduler.placement.pattern import Pattern
from scheduler.placement.pattern_prices import Counts, PatternPrices

LOSS = 20  # times what one spot may bring


class Share(NamedTuple):
    """How much of break `b` a pattern was given, from 0 to 1."""

    part: float
    b: int
    columns: tuple[int, ...]


class PatternMaster:
    """Patterns are added as prices ask for them; the best way to share the breaks out gives the next prices.

    The counts of spots can be limited. Where the patterns that are known can't keep to it, what is missing or too much
    is let through at a loss, so that prices always come back.
    """

    def __init__(self, priced: PatternPrices) -> None:
        self.priced, self.made = priced, dict[tuple[int, tuple[int, ...]], int]()
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor alone has no types
        self.solver.silent()
        self.solver.setOptionValue("threads", 1)
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for row in priced.rows:
            least = -highspy.kHighsInf if row.least is None else row.least
            self.solver.addRow(least, float(row.most), 0, np.array([], np.int32), np.array([], np.float64))
        for _ in priced.rooms:
            self.solver.addRow(-highspy.kHighsInf, 1.0, 0, np.array([], np.int32), np.array([], np.float64))
        values, choices = priced.model.values, len(priced.model.choices)
        for column in range(choices, len(values)):
            self._column(values[column], 1.0, dict(priced.ruled[column]))
        loss = LOSS * max(values, default=0.0)
        counted = [k for k, row in enumerate(priced.rows) if row.least is not None]
        for k in counted:
            self._column(-loss, highspy.kHighsInf, {k: 1.0})
            self._column(-loss, highspy.kHighsInf, {k: -1.0})
        self.before = len(values) - choices + 2 * len(counted)  # columns before those of the patterns
        self.settled: list[int] = []

    def add(self, b: int, pattern: Pattern) -> bool:
        """Take in a pattern of break b; False when it is empty or known."""
        columns = tuple(sorted(pattern.columns))
        if not columns or (b, columns) in self.made:
            return False
        self.made[b, columns] = self.before + len(self.made)
        worth = sum(self.priced.model.values[column] for column in columns)
        room = {len(self.priced.rows) + b: 1.0}
        self._column(worth, highspy.kHighsInf, self.priced.rows_of(columns) | room)
        return True

    def choose(self) -> tuple[float, list[float]]:
        """The value of the best shares, and the price of each row of the flights."""
        self.solver.run()
        duals = list(self.solver.getSolution().row_dual)
        return float(self.solver.getInfo().objective_function_value), duals[: len(self.priced.rows)]

    def shares(self) -> list[Share]:
        """What was chosen last, the largest part first."""
        values = self.solver.getSolution().col_value
        parts = (Share(values[number], *pattern) for pattern, number in self.made.items())
        return sorted((share for share in parts if share.part > 1e-6), key=lambda share: (-share.part, share))

    def settle(self, share: Share) -> None:
        """Give the whole break to this pattern from now on."""
        number = self.made[share.b, share.columns]
        self.settled.append(number)
        self.solver.changeColBounds(number, 1.0, 1.0)

    def limit(self, counts: Counts) -> None:
        """Keep to such counts from now on; no break is given to one pattern any more."""
        for number in self.settled:
            self.solver.changeColBounds(number, 0.0, highspy.kHighsInf)
        self.settled.clear()
        choices = len(self.priced.model.choices)
        for day, (least, most) in zip(self.priced.days, counts, strict=True):
            for k, column in enumerate(day):
                self.solver.changeColBounds(column - choices, float(k < least), float(k < most))

    def counts(self) -> list[float]:
        """How many spots of each flight and day were chosen last, which may be parts of one."""
        values, choices = self.solver.getSolution().col_value, len(self.priced.model.choices)
        return [sum(values[column - choices] for column in day) for day in self.priced.days]

    def _column(self, worth: float, most: float, rows: dict[int, float]) -> None:
        where, what = np.array(list(rows), np.int32), np.array(list(rows.values()), np.float64)
        self.solver.addCol(worth, 0.0, most, len(rows), where, what)
