"""Simulated annealing: puts a spot where it can't be, moves or throws out what stands in its way, keeps what pays.

Hundreds of thousands of small steps a second find better plans within seconds than a solver's tree does, which is
kept for the proofs. The same seed and the same number of steps give the same plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from math import inf, log
from random import Random

from scheduler.placement.board import Board
from scheduler.placement.clearing import Clearing, clear
from scheduler.placement.problem import Break, Problem, Spot
from scheduler.placement.search_table import Table, bits

HOT, COLD = 0.03, 0.005  # of the mean weight of a choice: between them plans of an oversold week improve most
STAGE = 1000
TOLD_EVERY = 20


class Search:
    """A plan of some breaks that changes, beside what `board` holds in the others, and the best it ever was."""

    def __init__(self, problem: Problem, breaks: Collection[Break], board: Board, seed: int) -> None:
        self.table = Table(problem, tuple(breaks), board)
        self.random = Random(seed).random  # noqa: S311 a search that can be repeated, not a secret
        self.placed = [0] * len(self.table.flights)
        self.count = [row[:] for row in self.table.before]
        self.room = [brk.capacity_ms for brk in breaks]
        self.holds: list[list[int]] = [[] for _ in breaks]
        self.value = self.best_value = 0.0
        self.best = self.placed[:]

    def start_from(self, spots: Iterable[Spot]) -> None:
        """Begin with a plan that keeps the rules; spots outside of these breaks are left aside."""
        flights = {flight.id: f for f, flight in enumerate(self.table.flights)}
        breaks = {brk.id: b for b, brk in enumerate(self.table.breaks)}
        for spot in sorted(spots):
            if spot.break_id in breaks and spot.flight in flights:
                f, b = flights[spot.flight], breaks[spot.break_id]
                self.value += self._gain(f, b, 0)
                self._put(f, b)
        self.best_value, self.best = self.value, self.placed[:]

    def anneal(self, steps: int, enough: float = inf) -> Iterator[tuple[Spot, ...]]:
        """Cool down once, or until the value is `enough`; yields the plan now and then when it got better, at the
        latest at the end.
        """
        if not self.table.choices:
            return
        told = self.best_value
        hot, stages = HOT * self.table.mean_weight, max(1, steps // STAGE)
        for stage in range(stages):
            self._stage(hot * (COLD / HOT) ** (stage / stages))
            last = stage == stages - 1 or self.best_value >= enough
            if self.best_value > told and (last or stage % TOLD_EVERY == 0):
                told = self.best_value
                yield self.best_spots()
            if last:
                return

    def best_spots(self) -> tuple[Spot, ...]:
        table = self.table
        return tuple(
            Spot(flight.id, table.breaks[b].id)
            for flight, placed in zip(table.flights, self.best, strict=True)
            for b in bits(placed)
        )

    def _stage(self, heat: float) -> None:
        """Some steps at one temperature, written for speed: few steps come to its end."""
        random, choices, placed = self.random, self.table.moves, self.placed
        count, a_day, left, step = self.count, self.table.a_day, self.table.left, self.table.step
        bonus, length, room, size = self.table.bonus, self.table.length, self.room, len(self.table.moves)
        for _ in range(STAGE):
            f, b, bit, near, day = choices[int(random() * size)]
            mine = placed[f]
            if mine & bit:
                continue
            away, today = mine & near, count[f][day]
            if away or today >= a_day[f] or mine.bit_count() >= left[f]:
                way = self._make_way(f, b, away)
                if way is None:
                    continue
                away = way
                gain = self._gain(f, b, away)
            else:
                gain = step[f][today + 1] + bonus[f].get(b, 0.0)
            budget = gain - heat * log(1.0 - random())
            if budget < 0:
                continue
            clearing = clear(self, f, b, away, length[f] - room[b], budget)
            if clearing is not None:
                self._step(f, b, away, clearing, gain)

    def _make_way(self, f: int, b: int, away: int) -> int | None:
        """The flight's own spots that must go for one more here; None when those that would have to are fixed."""
        table, mine = self.table, self.placed[f]
        today = table.day_mask[table.day[b]]
        if self.count[f][table.day[b]] - (away & today).bit_count() >= table.a_day[f]:
            others = bits(mine & today & ~away)
            if not others:
                return None
            away |= 1 << others[int(self.random() * len(others))]
        if mine.bit_count() - away.bit_count() >= table.left[f]:
            others = bits(mine & ~away)
            if not others:
                return None
            away |= 1 << others[int(self.random() * len(others))]
        return away

    def _gain(self, f: int, b: int, away: int) -> float:
        """The value of a spot of flight f in break b, less what its own spots lose that go away."""
        table, worth, count, bonus = self.table, self.table.worth[f], self.count[f], self.table.bonus[f]
        day, gain = table.day[b], bonus.get(b, 0.0)
        if bonus:
            gain -= sum(bonus.get(other, 0.0) for other in bits(away))
        here = (away & table.day_mask[day]).bit_count()
        gain += worth[count[day] - here + 1] - worth[count[day]]
        if away & ~table.day_mask[day]:
            for other_day in {table.day[other] for other in bits(away)} - {day}:
                gone = (away & table.day_mask[other_day]).bit_count()
                gain += worth[count[other_day] - gone] - worth[count[other_day]]
        return gain

    def _step(self, f: int, b: int, away: int, clearing: Clearing, gain: float) -> None:
        moved, evicted, loss = clearing
        for g in (*evicted, *moved):
            self._take(g, b)
        for other in bits(away):
            self._take(f, other)
        for g in moved:
            self._put(g, away.bit_length() - 1)
        self._put(f, b)
        self.value += gain - loss
        if self.value > self.best_value + 1e-9:
            self.best_value, self.best = self.value, self.placed[:]

    def _put(self, f: int, b: int) -> None:
        self.placed[f] |= 1 << b
        self.count[f][self.table.day[b]] += 1
        self.room[b] -= self.table.length[f]
        self.holds[b].append(f)

    def _take(self, f: int, b: int) -> None:
        self.placed[f] &= ~(1 << b)
        self.count[f][self.table.day[b]] -= 1
        self.room[b] += self.table.length[f]
        self.holds[b].remove(f)
