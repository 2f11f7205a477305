"""The worker processes of one problem: given tasks, listened to, and ended when the time is over."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing.connection import Connection, Pipe, wait
from types import TracebackType

from scheduler.placement.problem import Problem
from scheduler.placement.tasks import Message, Task

AT_ONCE = 2


class WorkerDiedError(Exception):
    """A worker process ended while it still had work."""


class Workers:
    """Two processes whatever the machine has: how the work is shared out changes the plan."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.processes: list[subprocess.Popen[bytes]] = []
        self.lines: list[Connection] = []

    def start(self) -> None:
        """Have the processes begin; what else there is to do can be done meanwhile. Raises WorkerDiedError."""
        for _ in range(AT_ONCE):
            ours, theirs = Pipe()
            self.lines.append(ours)
            with theirs:
                self.processes.append(_started(theirs.fileno()))

    def __enter__(self) -> Workers:
        return self

    def introduce(self) -> None:
        """Tell every worker the problem. Raises WorkerDiedError."""
        for number in range(AT_ONCE):
            self._send(number, self.problem)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for line in self.lines:
            line.close()
        for process in self.processes:
            process.kill()
            process.wait()

    def give(self, number: int, task: Task) -> None:
        """Hand a task to an idle worker. Raises WorkerDiedError."""
        self._send(number, task)

    def _send(self, number: int, what: Problem | Task) -> None:
        try:
            self.lines[number].send(what)
        except OSError:
            raise WorkerDiedError from None

    def hear(self, seconds: float) -> list[tuple[int, Message]]:
        """What was told within so many seconds: (worker, message); empty when nothing was. Raises WorkerDiedError."""
        ready = wait(self.lines, max(0.0, seconds))
        try:
            return [(n, line.recv()) for n, line in enumerate(self.lines) if line in ready]
        except (EOFError, OSError):
            raise WorkerDiedError from None


def _started(line: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "scheduler.placement.worker", str(line)],
            pass_fds=[line],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except OSError:  # no memory, no more processes: as if it had died at once
        raise WorkerDiedError from None
