"""HiGHS asked about a model: its relaxation for a bound, or the whole for a plan with a proof."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate

import highspy
import numpy as np

from scheduler.placement.model import Model
from scheduler.placement.problem import Spot


@dataclass(frozen=True)
class Solved:
    """`bound`: no plan of the model is worth more (infinite when the time was too short); `spots`: the best found."""

    bound: float
    spots: tuple[Spot, ...] | None


def relax(model: Model, seconds: float) -> float:
    """The value of the model without integrality: proven never to be exceeded. Infinite when not solved in time."""
    solver = _loaded(model, seconds, integral=False)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return float("inf")
    return float(solver.getInfo().objective_function_value)


def relaxed_prices(model: Model) -> tuple[list[float], float]:
    """What one more of each row's limit would bring without integrality, and the value of the whole."""
    solver = _loaded(model, highspy.kHighsInf, integral=False)
    solver.run()
    return list(solver.getSolution().row_dual), float(solver.getInfo().objective_function_value)


def prove(model: Model, start: Collection[Spot], nodes: int, seconds: float) -> Solved:
    """The best plan of the model that so many nodes allow, from a plan that is known, with its bound."""
    solver = _loaded(model, seconds, integral=True)
    solver.setOptionValue("mip_max_nodes", nodes)
    solution = highspy.HighsSolution()
    solution.col_value = _columns(model, set(start))
    solver.setSolution(solution)
    solver.run()
    info, values = solver.getInfo(), solver.getSolution().col_value
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Solved(float(info.mip_dual_bound), None)
    chosen = tuple(spot for spot, value in zip(model.choices, values, strict=False) if value > 0.5)
    return Solved(float(info.mip_dual_bound), chosen)


def _columns(model: Model, start: set[Spot]) -> list[float]:
    """A plan as column values: the counting columns of each flight and day fill from the first."""
    values = [float(spot in start) for spot in model.choices] + [0.0] * (len(model.values) - len(model.choices))
    for row in model.rows:
        if row.least is not None:
            signed = list(zip(row.columns, row.coefficients, strict=True))
            count = int(sum(values[column] for column, sign in signed if sign > 0))
            for column in [column for column, sign in signed if sign < 0][:count]:
                values[column] = 1.0
    return values


def _loaded(model: Model, seconds: float, integral: bool) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor alone has no types
    solver.silent()
    # one thread, and no gap at which to stop: the same model always takes the same way
    for option, value in (("threads", 1), ("time_limit", max(seconds, 0.0)), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, value)
    solver.passModel(_programme(model, integral))
    return solver


def _programme(model: Model, integral: bool) -> highspy.HighsLp:
    lp, columns = highspy.HighsLp(), len(model.values)
    lp.num_col_, lp.num_row_ = columns, len(model.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(model.values)
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
    lp.row_lower_ = np.array([-highspy.kHighsInf if row.least is None else row.least for row in model.rows])
    lp.row_upper_ = np.array([float(row.most) for row in model.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(list(accumulate((len(r.columns) for r in model.rows), initial=0)), np.int32)
    lp.a_matrix_.index_ = np.array([column for row in model.rows for column in row.columns], np.int32)
    lp.a_matrix_.value_ = np.array([value for row in model.rows for value in row.coefficients], np.float64)
    if integral:
        whole, counting = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole] * len(model.choices) + [counting] * (columns - len(model.choices))
    return lp
