"""Polishing: a few breaks at a time are emptied and filled again by the solver, as well as can be beside the rest.

It finds what small steps don't: spots of many breaks that change places at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from random import Random

from scheduler.placement.board import Board
from scheduler.placement.highs import prove
from scheduler.placement.model import build
from scheduler.placement.problem import Break, Problem, Spot, may_use
from scheduler.placement.value import objective

CHOICES = 210  # at a time: more take longer than they bring
NODES = 30


def polish(
    problem: Problem, breaks: Sequence[Break], around: Collection[Spot], start: Collection[Spot], turns: int, seed: int
) -> Iterator[tuple[Spot, ...]]:
    """Better and better plans of the breaks, beside the spots `around` them, from a plan that keeps the rules."""
    random, best = Random(seed), frozenset(start)  # noqa: S311 a search that can be repeated, not a secret
    asked = {brk: sum(may_use(flight, brk) for flight in problem.flights) for brk in breaks}
    for turn in range(turns):
        few = _few(_in_turn(list(breaks), turn, random), asked)
        names = {brk.id for brk in few}
        inside = {spot for spot in best if spot.break_id in names}
        board = Board(problem, (best - inside).union(around))
        found = prove(build(problem, few, board), inside, NODES, 30.0).spots
        if found is None:
            continue
        changed = (best - inside).union(found)
        gain = objective(problem, changed.union(around)) - objective(problem, best.union(around))
        if gain > -1e-9:
            best = changed
        if gain > 1e-9:
            yield tuple(sorted(best))


def _in_turn(breaks: list[Break], turn: int, random: Random) -> list[Break]:
    """The breaks from one on as the clock goes, or of one day in any order, or of all days in any order."""
    first = random.randrange(len(breaks))
    if turn % 3 == 0:
        return breaks[first:] + breaks[:first]
    if turn % 3 == 1:
        breaks = [brk for brk in breaks if brk.day == breaks[first].day]
    return random.sample(breaks, len(breaks))


def _few(breaks: list[Break], asked: dict[Break, int]) -> list[Break]:
    """The first of them that have about CHOICES together, at least one."""
    few, choices = breaks[:1], asked[breaks[0]]
    for brk in breaks[1:]:
        choices += asked[brk]
        if choices > CHOICES:
            break
        few.append(brk)
    return sorted(few, key=lambda brk: (brk.starts_at, brk.id))
