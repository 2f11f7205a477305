"""Simulated annealing: puts a spot where it can't be, throws out what stands in its way, and keeps what pays.

Hundreds of thousands of small steps a second find better plans within seconds than a solver's tree does, which is
kept for the proofs. The same seed and the same number of steps give the same plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from math import log
from random import Random

from scheduler.placement.board import Board
from scheduler.placement.problem import Break, Problem, Spot
from scheduler.placement.search_table import Table

HOT, COLD = 0.1, 0.013  # of the mean weight of a choice: between them plans of an oversold week improve most
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

    def anneal(self, steps: int) -> Iterator[tuple[Spot, ...]]:
        """Cool down once; yields the plan now and then when it got better, at the latest at the end."""
        if not self.table.choices:
            return
        told = self.best_value
        hot, stages = HOT * self.table.mean_weight, max(1, steps // STAGE)
        for stage in range(stages):
            self._stage(hot * (COLD / HOT) ** (stage / stages))
            last = stage == stages - 1
            if self.best_value > told and (last or stage % TOLD_EVERY == 0):
                told = self.best_value
                yield self.best_spots()

    def best_spots(self) -> tuple[Spot, ...]:
        table = self.table
        return tuple(
            Spot(flight.id, table.breaks[b].id)
            for flight, placed in zip(table.flights, self.best, strict=True)
            for b in _bits(placed)
        )

    def _stage(self, heat: float) -> None:
        """Some steps at one temperature. It is written for speed: nearly all steps end at the first three tests."""
        random, choices, placed, near = self.random, self.table.choices, self.placed, self.table.near
        count, a_day, left, day = self.count, self.table.a_day, self.table.left, self.table.day
        size = len(choices)
        for _ in range(STAGE):
            f, b = choices[int(random() * size)]
            mine = placed[f]
            if mine >> b & 1:
                continue
            away = mine & near[f][b]
            if count[f][day[b]] >= a_day[f] or mine.bit_count() >= left[f]:
                way = self._make_way(f, b, away)
                if way is None:
                    continue
                away = way
            floor = heat * log(1.0 - random())
            gain = self._gain(f, b, away)
            if gain < floor:
                continue
            evicted = self._evict(f, b, floor - gain)
            if evicted is not None:
                self._step(f, b, away, evicted, gain)

    def _make_way(self, f: int, b: int, away: int) -> int | None:
        """The flight's own spots that must go for one more here; None when those that would have to are fixed."""
        table, mine = self.table, self.placed[f]
        today = table.day_mask[table.day[b]]
        if self.count[f][table.day[b]] - (away & today).bit_count() >= table.a_day[f]:
            others = _bits(mine & today & ~away)
            if not others:
                return None
            away |= 1 << others[int(self.random() * len(others))]
        if mine.bit_count() - away.bit_count() >= table.left[f]:
            others = _bits(mine & ~away)
            if not others:
                return None
            away |= 1 << others[int(self.random() * len(others))]
        return away

    def _gain(self, f: int, b: int, away: int) -> float:
        """The value of a spot of flight f in break b, less what its own spots lose that go away."""
        table, worth, count = self.table, self.table.worth[f], self.count[f]
        day = table.day[b]
        if not away:
            return worth[count[day] + 1] - worth[count[day]] + table.bonus[f].get(b, 0.0)
        leave = (away & table.day_mask[day]).bit_count()
        gain = worth[count[day] - leave + 1] - worth[count[day]]
        if away:
            gain -= sum(table.bonus[f].get(other, 0.0) for other in _bits(away))
            for day_of_away in {table.day[other] for other in _bits(away)} - {day}:
                gone = (away & table.day_mask[day_of_away]).bit_count()
                gain += worth[count[day_of_away] - gone] - worth[count[day_of_away]]
        return gain + table.bonus[f].get(b, 0.0)

    def _loss(self, f: int, b: int) -> float:
        table = self.table
        count = self.count[f][table.day[b]]
        return table.worth[f][count] - table.worth[f][count - 1] + table.bonus[f].get(b, 0.0)

    def _evict(self, f: int, b: int, least: float) -> list[tuple[float, int]] | None:
        """Which others leave break b for flight f, each with its loss; None when they lose more than −`least`."""
        length, agency, out = self.table.length, self.table.agency, []
        over, budget = length[f] - self.room[b], -least
        there = [(self._loss(g, b), g) for g in self.holds[b]] if over > 0 else []
        own = agency[f]
        same = [g for g in self.holds[b] if agency[g] == own]
        if len(same) >= self.table.problem.agency_per_break:
            if not same:
                return None
            out.append(min((self._loss(g, b), g) for g in same))
            there = [one for one in there if one != out[0]]
            over -= length[out[0][1]]
            budget -= out[0][0]
        while over > 0 and budget >= 0:
            enough = [one for one in there if length[one[1]] >= over]
            one = min(enough) if enough else min(there, key=lambda x: x[0] / length[x[1]])
            there.remove(one)
            out.append(one)
            over -= length[one[1]]
            budget -= one[0]
        return out if budget >= 0 else None

    def _step(self, f: int, b: int, away: int, evicted: list[tuple[float, int]], gain: float) -> None:
        for _, g in evicted:
            self._take(g, b)
        for other in _bits(away):
            self._take(f, other)
        self._put(f, b)
        self.value += gain - sum(loss for loss, _ in evicted)
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


def _bits(mask: int) -> list[int]:
    """The numbers in a set."""
    found = []
    while mask:
        found.append((mask & -mask).bit_length() - 1)
        mask &= mask - 1
    return found
