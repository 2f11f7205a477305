"""Who works on what: every group of days goes its own way, and the workers go on with those that have most to gain.

What a group is given next hangs on what was found in that group alone, never on who was quicker elsewhere: so the same
problem ends with the same plan, as long as the clock does not end it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from scheduler.placement.agenda import Group
from scheduler.placement.board import Board
from scheduler.placement.problem import Spot
from scheduler.placement.tasks import Bound, Done, Found, Message, Task
from scheduler.placement.workers import AT_ONCE, Workers

GOOD_ENOUGH = 0.001


@dataclass
class Turn:
    """What a group was given to do at once, and what was found of it so far."""

    group: Group
    tasks: list[Task]
    given: int = 0
    best: dict[int, tuple[Spot, ...]] = field(default_factory=dict)
    bounds: dict[int, float] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)

    def hear(self, number: int, message: Message) -> None:
        if isinstance(message, Found):
            self.best[number] = message.spots
        elif isinstance(message, Bound):
            self.bounds[number] = message.value
        elif isinstance(message, Done):
            self.done.add(number)

    def take_in(self) -> None:
        for number, task in enumerate(self.tasks):
            if number in self.best:
                _take_in(self.group, task, self.best[number])
            if number in self.bounds:
                self.group.limit(self.bounds[number])


def improve(workers: Workers, groups: Sequence[Group], deadline: float) -> str:
    """Improve the groups in place until the deadline (of `time.monotonic`); says what stopped it.

    Raises WorkerDiedError.
    """
    unfinished = [group for group in groups if group.missing]
    if not unfinished:
        return "proof"
    for group in unfinished:
        group.good_enough = GOOD_ENOUGH * sum(group.value for group in groups) / len(unfinished)
    workers.introduce()
    stopped_by = "clock" if _work(workers, unfinished, deadline) else "gap"
    return stopped_by if any(group.missing for group in groups) else "proof"


def _work(workers: Workers, groups: Sequence[Group], deadline: float) -> bool:
    """Whether the deadline came first."""
    turns: list[Turn] = []
    busy: dict[int, tuple[Turn, int]] = {}
    while monotonic() < deadline:
        for worker in range(AT_ONCE):
            if worker not in busy and (job := _next(groups, turns, deadline)):
                turn, number = busy[worker] = job
                workers.give(worker, turn.tasks[number])
        if not busy:
            return False
        for worker, message in workers.hear(deadline - monotonic()):
            turn, number = busy[worker]
            turn.hear(number, message)
            if number in turn.done:
                del busy[worker]
            if len(turn.done) == len(turn.tasks) and turn in turns:
                turns.remove(turn)
                turn.take_in()
    for turn in turns:
        turn.take_in()
    return True


def _next(groups: Sequence[Group], turns: list[Turn], deadline: float) -> tuple[Turn, int] | None:
    """A task that was not given yet: of a turn that began, or of the most urgent group that is at rest."""
    begun = next((turn for turn in turns if turn.given < len(turn.tasks)), None)
    if begun is None:
        at_rest = [group for group in groups if not group.finished and all(turn.group is not group for turn in turns)]
        if not at_rest:
            return None
        group = max(at_rest, key=Group.urgency)
        begun = Turn(group, group.next_tasks(deadline - monotonic()))
        turns.append(begun)
    begun.given += 1
    return begun, begun.given - 1


def _take_in(group: Group, task: Task, spots: Sequence[Spot]) -> None:
    """Put the spots found for the task's breaks beside the others as they stand now, where the rules let them."""
    names = set(task.breaks)
    board = Board(group.problem, (spot for spot in group.spots if spot.break_id not in names))
    flights, breaks = group.problem.flight_by_id, group.problem.break_by_id
    for spot in sorted(spots):
        if board.obstacle(flights[spot.flight], breaks[spot.break_id]) is None:
            board.put(spot)
    group.accept(frozenset(board.spots.difference(group.problem.fixed_spots)))
