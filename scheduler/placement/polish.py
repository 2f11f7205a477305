"""Polishing: some breaks at a time are emptied and filled again by patterns, as well as can be beside the rest.

It finds what small steps don't: spots of many breaks that change places at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from random import Random

from scheduler.placement.board import Board
from scheduler.placement.pattern_choice import PatternChoice
from scheduler.placement.pattern_prices import PatternPrices
from scheduler.placement.problem import Break, Problem, Spot, may_use
from scheduler.placement.value import objective

CHOICES = 500  # at a time: more take longer than they bring


def polish(
    problem: Problem, breaks: Sequence[Break], around: Collection[Spot], start: Collection[Spot], turns: int, seed: int
) -> Iterator[tuple[Spot, ...]]:
    """Better and better plans of the breaks, beside the spots `around` them, from a plan that keeps the rules."""
    random = Random(seed)  # noqa: S311 a search that can be repeated, not a secret
    asked = _asked(problem, breaks)
    yield from _refilled(problem, around, start, (_few(_in_turn(asked, turn, random), asked) for turn in range(turns)))


def sweep(
    problem: Problem, breaks: Sequence[Break], around: Collection[Spot], start: Collection[Spot]
) -> Iterator[tuple[Spot, ...]]:
    """As `polish`, once through all breaks as the clock goes."""
    asked = _asked(problem, breaks)
    yield from _refilled(problem, around, start, _in_parts(asked))


def _asked(problem: Problem, breaks: Sequence[Break]) -> dict[Break, int]:
    """How many flights may use each break, in the order of the clock."""
    ordered = sorted(breaks, key=lambda brk: (problem.start_us[brk.id], brk.id))
    return {brk: sum(may_use(flight, brk) for flight in problem.flights) for brk in ordered}


def _refilled(
    problem: Problem, around: Collection[Spot], start: Collection[Spot], parts: Iterator[list[Break]]
) -> Iterator[tuple[Spot, ...]]:
    best = frozenset(start)
    value = objective(problem, best.union(around))
    for part in parts:
        names = {brk.id for brk in part}
        kept = frozenset(spot for spot in best if spot.break_id not in names)
        choice = PatternChoice(PatternPrices(problem, part, Board(problem, kept.union(around))))
        for _ in choice.bounds():
            pass
        changed = kept.union(choice.spots())
        worth = objective(problem, changed.union(around))
        if worth > value - 1e-9:
            best = changed
        if worth > value + 1e-9:
            value = worth
            yield tuple(sorted(best))


def _in_parts(asked: dict[Break, int]) -> Iterator[list[Break]]:
    left = list(asked)
    while left:
        few = _few(left, asked)
        left = left[len(few) :]
        yield few


def _in_turn(asked: dict[Break, int], turn: int, random: Random) -> list[Break]:
    """The breaks from one on as the clock goes, or of one day in any order, or of all days in any order."""
    breaks = list(asked)
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
    return few
