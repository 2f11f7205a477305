"""What a worker process is asked to do with some breaks, and what it tells while it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.placement.board import Board
from scheduler.placement.problem import Break, Problem, Spot
from scheduler.placement.value import added

FEW = 5  # nodes, before the bound is told again


@dataclass(frozen=True)
class Found:
    """A better plan of the breaks that were asked about."""

    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Bound:
    """No plan of the breaks that were asked about adds more than this to what stands around them."""

    value: float


@dataclass(frozen=True)
class Done:
    """The task is over, and whatever was found has been told."""


Message = Found | Bound | Done


@dataclass(frozen=True)
class Task:
    """Plan the breaks named, beside the spots `around` them, starting from the spots `inside`."""

    breaks: tuple[str, ...]
    around: tuple[Spot, ...]
    inside: tuple[Spot, ...]

    def open_breaks(self, problem: Problem) -> list[Break]:
        return [problem.break_by_id[name] for name in self.breaks]

    def board(self, problem: Problem) -> Board:
        return Board(problem, self.around)

    def run(self, problem: Problem) -> Iterator[Message]:
        raise NotImplementedError


@dataclass(frozen=True)
class Relax(Task):
    """Find a bound by leaving integrality aside."""

    seconds: float = 30.0

    def run(self, problem: Problem) -> Iterator[Message]:
        from scheduler.placement.highs import relax
        from scheduler.placement.model import build

        yield Bound(relax(build(problem, self.open_breaks(problem), self.board(problem)), self.seconds))


@dataclass(frozen=True)
class Prove(Task):
    """Look for the best plan and the proof that it is the best, within so many nodes of the tree."""

    nodes: int = 100
    seconds: float = 30.0

    def run(self, problem: Problem) -> Iterator[Message]:
        from scheduler.placement.highs import prove
        from scheduler.placement.model import build

        model = build(problem, self.open_breaks(problem), self.board(problem))
        solved = prove(model, self.inside, self.nodes, self.seconds)
        if solved.spots is not None:
            yield Found(solved.spots)
        yield Bound(solved.bound)


@dataclass(frozen=True)
class Anneal(Task):
    """Look for a better plan by so many small steps, or until it adds `enough` to what stands around it."""

    steps: int = 100_000
    seed: int = 0
    enough: float = float("inf")

    def run(self, problem: Problem) -> Iterator[Message]:
        from scheduler.placement.search import Search

        search = Search(problem, self.open_breaks(problem), self.board(problem), self.seed)
        search.start_from(self.inside)
        for spots in search.anneal(self.steps, self.enough):
            yield Found(spots)


@dataclass(frozen=True)
class Sweep(Task):
    """Look for a better plan by filling a few breaks again at a time, once through all of them."""

    def run(self, problem: Problem) -> Iterator[Message]:
        from scheduler.placement.polish import sweep

        for spots in sweep(problem, self.open_breaks(problem), self.around, self.inside):
            yield Found(spots)


@dataclass(frozen=True)
class Polish(Task):
    """Look for a better plan by filling a few breaks again at a time, so many times."""

    turns: int = 1
    seed: int = 0

    def run(self, problem: Problem) -> Iterator[Message]:
        from scheduler.placement.polish import polish

        for spots in polish(problem, self.open_breaks(problem), self.around, self.inside, self.turns, self.seed):
            yield Found(spots)


@dataclass(frozen=True)
class ChoosePatterns(Task):
    """Find a nearer bound by choosing a pattern for each break, and the plan that such a choice makes; then look at so
    many nodes of the tree of counts.
    """

    nodes: int = 0

    def run(self, problem: Problem) -> Iterator[Message]:
        from scheduler.placement.count_tree import CountTree
        from scheduler.placement.pattern_choice import PatternChoice
        from scheduler.placement.pattern_prices import PatternPrices

        board = self.board(problem)
        choice = PatternChoice(PatternPrices(problem, self.open_breaks(problem), board))
        for bound in choice.bounds():
            yield Bound(bound)
        spots = choice.spots()
        yield Found(spots)
        tree = CountTree(choice, max(added(problem, board.spots, plan) for plan in (spots, self.inside)))
        for looked_at in range(0, self.nodes, FEW):
            if tree.done:
                return
            for plan in tree.plans(min(FEW, self.nodes - looked_at)):
                yield Found(plan)
            yield Bound(tree.bound)
