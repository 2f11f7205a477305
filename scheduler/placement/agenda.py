"""What is worked on next: the group of days that has most to gain, and by which means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scheduler.placement.problem import Break, Problem, Spot, may_use
from scheduler.placement.tasks import PROVABLE, Anneal, ChoosePatterns, Polish, Prove, Sweep, Task
from scheduler.placement.value import added

NEAR = 0.0015  # below this gap a tree search often ends with a proof …
SMALL = 250  # … and so it does with so few choices, whatever the gap
PROOFS = 3
NODES = 5
STEPS_A_CHOICE = 60
A_DAY = 2500  # choices: the patterns of more are made in parts
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
    def small(self) -> bool:
        return self._choices(self.days) <= SMALL

    @property
    def to_be_proven(self) -> bool:
        """Whether a proof is still looked for when the plan is good enough: one quick look where it may take long."""
        return self.missing > 0 and self.proofs < (PROOFS if self.small else 1)

    def urgency(self) -> tuple[bool, float]:
        """What was never looked for comes first, then what is missing, less for each time that it was looked for."""
        return not self.visits and not self.proofs, self.missing * 0.85**self.visits

    def accept(self, spots: frozenset[Spot]) -> None:
        value = self.worth(spots)
        if value > self.value + 1e-9:
            self.spots, self.value = spots, value

    def limit(self, bound: float) -> None:
        self.bound = max(self.value, min(self.bound, bound))

    def next_tasks(self) -> list[Task]:
        """One task, or two that don't meet (each half of the days beside the other half as it stands)."""
        near = self.missing < NEAR * self.bound or self.small
        if near and self.proofs < PROOFS:
            self.proofs += 1
            names = tuple(brk.id for brk in self.breaks)
            return [Prove(names, (), tuple(sorted(self.spots)), nodes=NODES * 10 ** (self.proofs - 1))]
        self.visits += 1
        tasks = [self._improve(days) for days in self._shares()]
        if self.visits in self._patterns_at():
            names = tuple(brk.id for brk in self.breaks)
            return [ChoosePatterns(names, (), tuple(sorted(self.spots))), *tasks[1:]]
        return tasks

    def _patterns_at(self) -> tuple[int, ...]:
        """The visits for the nearer bound: far nearer where spots are published, else hardly worth more than a day.
        The proof that may come with it gets a second try from a better plan.
        """
        choices = self._choices(self.days)
        second = 4 if choices <= PROVABLE else 0
        if self.problem.published:
            return 1, second
        return (2, second) if choices <= A_DAY else ()

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
