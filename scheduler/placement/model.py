"""The placement of some days as a mixed-integer programme, in plain numbers.

Each choice (a flight in a break) is a column of 0 or 1. For each flight and day the k-th spot has a column of its own,
worth less than the one before, so that which spot counts as the first never matters (no symmetry). Separation stands
as cliques: of the breaks that lie within one separation, at most one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from scheduler.placement.board import Board
from scheduler.placement.fullest import fullest
from scheduler.placement.problem import Break, Flight, Problem, Spot, separation_us
from scheduler.placement.value import STEADY, spot_value

MS = 1000.0  # capacities stand in seconds, where a solver's tolerances are at home


@dataclass(frozen=True)
class Row:
    """Σ coefficient · column ≤ `most` (and ≥ `least` where that is given)."""

    columns: tuple[int, ...]
    coefficients: tuple[float, ...]
    most: float
    least: float | None = None


@dataclass
class Model:
    """Columns 0 … len(choices) − 1 are choices, the others count; all lie between 0 and 1. The first `flight_rows`
    rows are the rules of single flights, the others those of breaks.
    """

    choices: list[Spot] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    flight_rows: int = 0

    def limit(self, columns: Collection[int], most: float) -> None:
        """At most `most` of these columns, where that says anything."""
        if len(columns) > most:
            self.rows.append(Row(tuple(columns), (1.0,) * len(columns), most))


def build(problem: Problem, breaks: Collection[Break], board: Board) -> Model:
    """The model of these breaks beside what the board holds already in the others (and what is fixed)."""
    model = Model()
    columns = _choices(problem, breaks, board, model)
    by_flight: defaultdict[str, dict[date, dict[Break, int]]] = defaultdict(dict)
    for (flight, brk), column in columns.items():
        by_flight[flight.id].setdefault(brk.day, {})[brk] = column
    for name, by_day in by_flight.items():
        _flight(problem, board, problem.flight_by_id[name], by_day, model)
    model.flight_rows = len(model.rows)
    _breaks(problem, board, columns, model)
    return model


def _choices(
    problem: Problem, breaks: Collection[Break], board: Board, model: Model
) -> dict[tuple[Flight, Break], int]:
    columns = {}
    for flight in problem.flights:
        for brk in breaks:
            if board.obstacle(flight, brk) is None:
                spot = Spot(flight.id, brk.id)
                columns[flight, brk] = len(model.choices)
                model.choices.append(spot)
                model.values.append(STEADY * flight.weight if spot in problem.published else 0.0)
    return columns


def _flight(problem: Problem, board: Board, flight: Flight, by_day: dict[date, dict[Break, int]], model: Model) -> None:
    for day, there in by_day.items():
        before = board.a_day[flight.id, day]
        count = range(min(flight.spots_per_day - before, len(there)))
        counting = [len(model.values) + k for k in count]
        model.values += [spot_value(flight, before + k) for k in count]
        signs = (1.0,) * len(there) + (-1.0,) * len(counting)
        model.rows.append(Row((*there.values(), *counting), signs, 0.0, 0.0))
    everywhere = {brk: column for there in by_day.values() for brk, column in there.items()}
    if flight.total is not None:
        model.limit(everywhere.values(), flight.total - board.in_all[flight.id])
    for clique in _cliques(problem, flight, everywhere):
        model.limit(clique, 1)


def _cliques(problem: Problem, flight: Flight, columns: dict[Break, int]) -> list[list[int]]:
    """The largest sets of breaks of which any two are too near to each other."""
    ordered = sorted(columns, key=lambda brk: problem.start_us[brk.id])
    starts = [problem.start_us[brk.id] for brk in ordered]
    cliques, reached = [], 0
    for first, start in enumerate(starts):
        end = max(first + 1, reached)
        while end < len(starts) and starts[end] - start < separation_us(flight):
            end += 1
        if end > reached and end - first > 1:
            cliques.append([columns[brk] for brk in ordered[first:end]])
        reached = max(reached, end)
    return cliques


def _breaks(problem: Problem, board: Board, columns: dict[tuple[Flight, Break], int], model: Model) -> None:
    here: defaultdict[Break, list[tuple[Flight, int]]] = defaultdict(list)
    for (flight, brk), column in columns.items():
        here[brk].append((flight, column))
    for brk, asking in here.items():
        room = brk.capacity_ms - board.load_ms[brk.id]
        if sum(flight.spot_ms for flight, _ in asking) > room:
            lengths = tuple(flight.spot_ms / MS for flight, _ in asking)
            most = fullest((flight.spot_ms for flight, _ in asking), room)
            model.rows.append(Row(tuple(column for _, column in asking), lengths, most / MS))
        agencies: defaultdict[str, list[int]] = defaultdict(list)
        for flight, column in asking:
            agencies[flight.agency].append(column)
        for agency, theirs in agencies.items():
            model.limit(theirs, problem.agency_per_break - board.agencies[brk.id, agency])
