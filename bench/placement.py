"""An oversold week placed: value, bound, gap and time beside the greedy plan and beside plain CP-SAT."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from random import Random
from time import monotonic

from scheduler.placement.greedy import open_breaks
from scheduler.placement.plan import Plan
from scheduler.placement.problem import Break, Flight, Problem, separation_us
from scheduler.placement.solve import greedy, solve
from scheduler.placement.value import spot_value

SECONDS = 30.0
NORMAL = (30, 40, 50)  # flights: they ask for 40 to 80 % of the week's seconds, one day or another for more than it has
PARTS = {"pagi": (5, 10), "siang": (10, 15), "sore": (15, 19), "malam": (19, 24)}


def run() -> list[tuple[str, str]]:
    """Label and figure of each planner, on one week of 252 breaks and 120 flights."""
    problem = _week(Random(2026))
    quick, ours = greedy(problem), solve(problem, SECONDS)
    return [
        ("placement, greedy", f"value {quick.objective:.0f} in {quick.seconds:.2f} s"),
        ("placement, Siar", _figure(ours)),
        ("placement, Siar / greedy", f"{ours.objective / quick.objective:.3f}"),
        *_beside_cp_sat(problem, ours),
        *[(f"placement, a normal week of {n} flights", _figure(solve(_week(Random(n), n), SECONDS))) for n in NORMAL],
    ]


def _figure(plan: Plan) -> str:
    return f"value {plan.objective:.0f}, bound {plan.bound:.0f}, gap {plan.gap:.2%}, {plan.seconds:.1f} s"


def _week(random: Random, flights: int = 120) -> Problem:
    first = datetime.fromisoformat("2026-11-30T05:08:00+07:00")
    breaks = [_break(random, first + timedelta(days=day, minutes=31 * n)) for day in range(7) for n in range(36)]
    return Problem(tuple(breaks), tuple(_flight(random, first, n) for n in range(flights)))


def _break(random: Random, at: datetime) -> Break:
    part = next(name for name, (begin, end) in PARTS.items() if begin <= at.hour < end)
    return Break(at.isoformat(), at.date(), at, part, random.choice((90, 120, 120, 150, 180)) * 1000)


def _flight(random: Random, first: datetime, n: int) -> Flight:
    begin = random.randrange(7)
    return Flight(
        id=f"f{n:03}",
        agency=f"agency {random.randrange(24)}",
        spot_ms=random.randrange(15_000, 60_001, 10),
        priority=random.choices((1, 2, 3, 4, 5), (20, 35, 28, 12, 5))[0],
        first_day=first.date() + timedelta(days=begin),
        last_day=first.date() + timedelta(days=min(6, begin + random.choice((1, 2, 4, 6)))),
        spots_per_day=random.choice((2, 3, 4, 4, 5, 6, 8)),
        dayparts=frozenset(random.sample(sorted(PARTS), random.choice((1, 2, 2, 3, 4)))),
        separation_min=random.choice((30, 60, 60, 90, 120, 180)),
    )


def _beside_cp_sat(problem: Problem, ours: Plan) -> list[tuple[str, str]]:
    try:
        value, bound, seconds = _cp_sat(problem)
    except ImportError:
        return [("placement, plain CP-SAT", "not measured: pip install ortools")]
    figure = f"value {value:.0f}, bound {bound:.0f}, gap {1 - value / bound:.2%}, {seconds:.1f} s"
    return [("placement, plain CP-SAT", figure), ("placement, Siar / CP-SAT", f"{ours.objective / value:.3f}")]


def _cp_sat(problem: Problem) -> tuple[float, float, float]:
    """Value, bound and seconds of the problem written down as it stands, on two workers."""
    from ortools.sat.python import cp_model

    began, model, goal = monotonic(), cp_model.CpModel(), []
    here: defaultdict[Break, list[tuple[Flight, cp_model.IntVar]]] = defaultdict(list)
    for flight in problem.flights:
        for day in problem.breaks_by_day:
            there = {brk: model.new_bool_var("") for brk in open_breaks(problem, flight, day)}
            counts = [model.new_bool_var("") for _ in range(min(flight.spots_per_day, len(there)))]
            model.add(sum(there.values()) == sum(counts))
            goal += [spot_value(flight, k) * count for k, count in enumerate(counts)]
            for brk, chosen in there.items():
                here[brk].append((flight, chosen))
                near = [other for other in there if 0 < _apart(problem, brk, other) < separation_us(flight)]
                for other in near:
                    model.add_at_most_one(chosen, there[other])
    for brk, asking in here.items():
        model.add(sum(flight.spot_ms * chosen for flight, chosen in asking) <= brk.capacity_ms)
        for agency in {flight.agency for flight, _ in asking}:
            model.add(sum(v for flight, v in asking if flight.agency == agency) <= problem.agency_per_break)
    model.maximize(sum(goal))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = SECONDS, 2
    solver.solve(model)
    return solver.objective_value, solver.best_objective_bound, monotonic() - began


def _apart(problem: Problem, one: Break, two: Break) -> int:
    return problem.start_us[two.id] - problem.start_us[one.id]
