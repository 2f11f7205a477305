"""What is worked on next: the group of days that has most to gain, and by which means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scheduler.placement.problem import Break, Problem, Spot, may_use
from scheduler.placement.tasks import Anneal, ChoosePatterns, Polish, Prove, Relax, Sweep, Task
from scheduler.placement.value import added

SMALL = 250  # choices: of so few the tree of single spots ends with a proof
PROOFS = 3
NODES = 5
STEPS_A_CHOICE = 60
A_DAY = 2500  # choices: the patterns of more are made in parts
BY_COUNTS = 900  # choices: of so many the tree of counts often ends with a proof
LOOK, LOOK_LONG = 15, 100  # nodes of that tree, at first and then from the best plan
LONG_LOOK_AT = (4, 6)
TURNS = 4


@dataclass
class Group:
    """Days that bind each other: the best plan so far of their open breaks, and what is proven of it.

    `value` and `bound` are what the spots add to the fixed ones.
    """

    problem: Problem
    breaks: tuple[Break, ...]
    spots: frozenset[Spot]
    bound: float
    value: float = 0.0
    good_enough: float = 0.0
    relaxed: bool = False
    visits: int = 0
    proofs: int = 0
    days: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.days = sorted({brk.day for brk in self.breaks})
        self.value = self.worth(self.spots)

    def worth(self, spots: frozenset[Spot]) -> float:
        return added(self.problem, self.problem.fixed_spots, spots)

    @property
    def missing(self) -> float:
        """The value that may still be found here; nothing when the rest is below a solver's own exactness."""
        rest = self.bound - self.value
        return rest if rest > 1e-6 * max(1.0, self.bound) else 0.0

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be done: it is proven, or good enough after a look for the proof."""
        return not self.missing or (self.relaxed and self.missing <= self.good_enough and not self._to_be_proven)

    @property
    def _to_be_proven(self) -> bool:
        if self._by_counts:
            return self.visits < LONG_LOOK_AT[-1]
        return self._small and self.proofs < PROOFS

    @property
    def _small(self) -> bool:
        return self._choices(self.days) <= SMALL

    @property
    def _by_counts(self) -> bool:
        return not self._small and self._choices(self.days) <= BY_COUNTS

    def urgency(self) -> tuple[bool, bool, float]:
        """What was never looked at comes first, then what is missing, less for each time that it was looked for."""
        return not self.relaxed, not self.visits and not self.proofs, self.missing * 0.85**self.visits

    def accept(self, spots: frozenset[Spot]) -> None:
        value = self.worth(spots)
        if value > self.value + 1e-9:
            self.spots, self.value = spots, value

    def limit(self, bound: float) -> None:
        self.bound = max(self.value, min(self.bound, bound))

    def next_tasks(self, seconds: float) -> list[Task]:
        """One task, or two that don't meet (each half of the days beside the other half as it stands)."""
        names, spots = tuple(brk.id for brk in self.breaks), tuple(sorted(self.spots))
        if not self.relaxed:
            self.relaxed = True
            return [Relax(names, (), (), seconds)]
        if self._small and self.proofs < PROOFS:
            self.proofs += 1
            return [Prove(names, (), spots, nodes=NODES * 10 ** (self.proofs - 1))]
        self.visits += 1
        tasks = [self._improve(days) for days in self._shares()]
        nodes = self._nodes()
        if nodes is None:
            return tasks
        beside = tasks if nodes == LOOK_LONG else tasks[1:]  # a long look leaves time for one more try
        return [ChoosePatterns(names, (), spots, nodes), *beside]

    def _nodes(self) -> int | None:
        """How many nodes are looked at with the patterns of the whole group on this visit; none when that is not worth
        more than a day of it: patterns bring a far nearer bound where spots are published, else hardly.
        """
        first = 1 if self.problem.published else 2
        if self._by_counts:
            return LOOK if self.visits == first else LOOK_LONG if self.visits in LONG_LOOK_AT else None
        few = self.problem.published or self._choices(self.days) <= A_DAY
        return 0 if few and self.visits == first else None

    def _shares(self) -> list[list[date]]:
        if len(self.days) == 1:
            return [self.days]
        turn = self.visits % len(self.days)
        turned, half = self.days[turn:] + self.days[:turn], len(self.days) // 2
        return [turned[:half], turned[half:]]

    def _improve(self, days: list[date]) -> Task:
        names = tuple(brk.id for brk in self.breaks if brk.day in days)
        inside = {spot for spot in self.spots if spot.break_id in set(names)}
        around = self.spots - inside
        beside, within = tuple(sorted(around)), tuple(sorted(inside))
        if self.visits == 2:
            return Sweep(names, beside, within)
        if self.visits > 2:
            return Polish(names, beside, within, turns=TURNS, seed=self.visits)
        steps = self._choices(days) * STEPS_A_CHOICE
        enough = self.bound - self.worth(frozenset(around)) - 1e-9
        return Anneal(names, beside, within, steps=steps, seed=self.visits, enough=enough)

    def _choices(self, days: list[date]) -> int:
        inside = [brk for brk in self.breaks if brk.day in days]
        return sum(may_use(flight, brk) for flight in self.problem.flights for brk in inside)
