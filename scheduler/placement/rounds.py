"""Rounds of work: what is most urgent is given to the workers, and what they find is taken in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from scheduler.placement.agenda import Group
from scheduler.placement.board import Board
from scheduler.placement.problem import Spot
from scheduler.placement.tasks import Bound, Done, Found, Relax, Task
from scheduler.placement.workers import AT_ONCE, Workers

GOOD_ENOUGH = 0.001
Job = tuple[Group, Task]


def improve(workers: Workers, groups: Sequence[Group], deadline: float) -> str:
    """Improve the groups in place until the deadline (of `time.monotonic`); says what stopped it.

    Raises WorkerDiedError.
    """
    if not any(group.missing for group in groups):
        return "proof"
    workers.introduce()
    jobs: list[Job] = [(group, _relax(group, deadline)) for group in groups if group.missing]
    while jobs:
        if not _round(workers, jobs[:AT_ONCE], deadline):
            return "clock"
        jobs = jobs[AT_ONCE:] or _next(groups)
    return "gap" if any(group.missing for group in groups) else "proof"


def _relax(group: Group, deadline: float) -> Task:
    return Relax(tuple(brk.id for brk in group.breaks), (), (), seconds=deadline - monotonic())


def _next(groups: Sequence[Group]) -> list[Job]:
    """Up to two tasks for the most urgent groups; none when the plan is proven, or as good as asked for."""
    missing, bound = sum(group.missing for group in groups), sum(group.bound for group in groups)
    unfinished = [group for group in groups if group.missing]
    if missing <= GOOD_ENOUGH * bound:
        unfinished = [group for group in unfinished if group.to_be_proven]
    jobs: list[Job] = []
    for group in sorted(unfinished, key=Group.urgency, reverse=True)[:AT_ONCE]:
        if len(jobs) < AT_ONCE:
            jobs += [(group, task) for task in group.next_tasks()]
    return jobs[:AT_ONCE]


def _round(workers: Workers, jobs: Sequence[Job], deadline: float) -> bool:
    """Have the jobs done and take in what they found; False when the deadline came first."""
    for number, (_, task) in enumerate(jobs):
        workers.give(number, task)
    busy, best, bounds = set(range(len(jobs))), {}, {}
    while busy and monotonic() < deadline:
        for number, message in workers.hear(deadline - monotonic()):
            if isinstance(message, Found):
                best[number] = message.spots
            elif isinstance(message, Bound):
                bounds[number] = message.value
            elif isinstance(message, Done):
                busy.discard(number)
    for number, (group, task) in enumerate(jobs):
        if number in best:
            _take_in(group, task, best[number])
        if number in bounds:
            group.limit(bounds[number])
    return not busy


def _take_in(group: Group, task: Task, spots: Sequence[Spot]) -> None:
    """Put the spots found for the task's breaks beside the others as they stand now, where the rules let them."""
    names = set(task.breaks)
    board = Board(group.problem, (spot for spot in group.spots if spot.break_id not in names))
    flights, breaks = group.problem.flight_by_id, group.problem.break_by_id
    for spot in sorted(spots):
        if board.obstacle(flights[spot.flight], breaks[spot.break_id]) is None:
            board.put(spot)
    group.accept(frozenset(board.spots.difference(group.problem.fixed_spots)))
