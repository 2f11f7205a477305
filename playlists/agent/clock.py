"""The machine's clock, and one that runs as fast as it is asked to."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the agent needs to know of time.

    `simulated` says that the clock is right by definition, stands still until someone waits, and that all the
    agent's work is therefore done by turns in one thread.
    """

    simulated: bool

    def now(self) -> datetime:
        """The wall clock: an aware datetime in UTC. It may jump."""

    def monotonic(self) -> float:
        """Seconds that only ever go forward, at the pace of real time."""

    def wait(self, seconds: float) -> None:
        """Return when `seconds` have gone by, or earlier after `wake()`."""

    def wake(self) -> None:
        """End every wait, now and from now on: the agent is stopping."""


class SystemClock:
    """The clock of the machine."""

    simulated = False

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        self._stopping.wait(max(0.0, seconds))

    def wake(self) -> None:
        self._stopping.set()


class SimulatedClock:
    """Time that passes only while someone waits for it: an hour of radio in a second."""

    simulated = True

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def wait(self, seconds: float) -> None:
        self._elapsed += max(0.0, seconds)
        self._now += timedelta(seconds=max(0.0, seconds))

    def wake(self) -> None:
        """Nothing waits: simulated waits return at once."""

    def jump(self, by: timedelta) -> None:
        """Set the wall clock forward or back, as an operator or a time server does."""
        self._now += by
