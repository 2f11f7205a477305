"""`siar up`: starts web, worker and clock, starts again what dies, and stops all three together."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event as Flag
from time import monotonic

from web.processes.signals import SUPERVISOR

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.2
PATIENCE_S = 4.0
STEADY_S = 10.0
LONGEST_PAUSE_S = 10.0


@dataclass
class Child:
    """One process. It leads a group of its own, so that whatever it started ends with it."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    again_at: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        """Start it."""
        self.started = monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "web.cli", *self.arguments],
            env={**os.environ, SUPERVISOR: str(os.getpid())},
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )

    def look_after(self) -> None:
        """Start it again when it has died: at once the first time, later and later while it keeps dying."""
        if self.process and self.process.poll() is None:
            return
        now = monotonic()
        if self.process:
            self.signal(signal.SIGKILL)
            self.deaths = self.deaths + 1 if now - self.started < STEADY_S else 0
            self.again_at = now + min(LONGEST_PAUSE_S, 2**self.deaths - 1)
            log.warning("%s ended with %s and is started again", self.name, self.process.returncode)
            self.process = None
        if now >= self.again_at:
            self.start()

    def signal(self, number: int) -> None:
        """Signal the whole group."""
        if self.process:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return


def supervise(bind: str, stop: Flag, ready: Callable[[], None] = lambda: None) -> None:
    """Keep the three processes alive until `stop` is set, then end them within five seconds."""
    children = [
        Child("web", ["web", "--bind", bind]),
        Child("worker", ["worker"]),
        Child("clock", ["clock"]),
    ]
    for child in children:
        child.start()
    ready()
    while not stop.wait(LOOK_EVERY_S):
        for child in children:
            child.look_after()
    _end(children)


def _end(children: Sequence[Child]) -> None:
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = monotonic() + PATIENCE_S
    for child in children:
        if child.process:
            try:
                child.process.wait(max(0.0, deadline - monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("%s did not end by itself", child.name)
    for child in children:
        child.signal(signal.SIGKILL)
