"""Doing the agent's work: a thread for each part in real time, by turns in simulated time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from playlists.agent.clock import Clock

log = logging.getLogger("siar.playout")
AFTER_FAULT_S = 5.0


@dataclass(frozen=True, slots=True)
class Task:
    """`step` does some work and returns the seconds until it wants to be called again."""

    name: str
    step: Callable[[], float]


def in_threads(tasks: list[Task], clock: Clock, stopped: Callable[[], bool]) -> list[threading.Thread]:
    """Start a thread for each task, until `stopped`."""
    threads = [
        threading.Thread(target=_loop, args=(lasting(task), clock, stopped), name=task.name, daemon=True)
        for task in tasks
    ]
    for thread in threads:
        thread.start()
    return threads


def by_turns(tasks: list[Task], clock: Clock, stopped: Callable[[], bool], seconds: float | None) -> None:
    """Do each task when it is due, and let the time pass in between, for `seconds` of the clock or until `stopped`."""
    begun = clock.monotonic()
    due = dict.fromkeys(range(len(tasks)), begun)
    while not stopped():
        now = clock.monotonic()
        for number, at in due.items():
            if at <= now:
                due[number] = now + max(0.0, tasks[number].step())
        if seconds is not None and now >= begun + seconds:
            return
        following = min(due.values())
        if seconds is not None:
            following = min(following, begun + seconds)
        if following > now:
            clock.wait(following - now)


def lasting(task: Task, after_fault_s: float = AFTER_FAULT_S) -> Task:
    """The task, going on after a fault that nobody foresaw: one part must not silence the others, nor end itself."""

    def step() -> float:
        try:
            return task.step()
        except Exception:
            log.exception("%s: unexpected fault; going on", task.name)
            return after_fault_s

    return Task(task.name, step)


def _loop(task: Task, clock: Clock, stopped: Callable[[], bool]) -> None:
    while not stopped():
        delay = task.step()
        if delay > 0:
            clock.wait(delay)
