"""Asking the database with patience: a request waits a moment for a fresh answer, never for a lock to go away.

A question that is not answered in time goes on by itself; until it ends nobody asks it again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Event, Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

from scheduler.errors import Unavailable

PATIENCE_S = 1.0
PATIENCE_WITHOUT_ANY_ANSWER_S = 10.0

T = TypeVar("T")


class Question(Generic[T]):
    """One question, asked in a thread of its own from now on."""

    def __init__(self, ask: Callable[[], T], done: Callable[[], None]) -> None:
        self._ask, self._done = ask, done
        self.begun = monotonic()
        self._over = Event()
        self._answer: T | None = None
        self._error: Exception | None = None
        Thread(target=self._run, name="asks the database", daemon=True).start()

    def _run(self) -> None:
        try:
            self._answer = self._ask()
        except Exception as error:
            self._error = error
        self._done()
        self._over.set()

    def answer(self, patience_s: float) -> T:
        """Raises what the question raised, and Unavailable when it isn't over so long after it was asked."""
        if not self._over.wait(max(0.0, self.begun + patience_s - monotonic())):
            raise Unavailable("The database does not answer.", "Nothing was lost; try again in a moment.")
        if self._error:
            raise self._error
        return self._answer  # type: ignore[return-value]  # a question whose answer is None is typed so


class Asking(Generic[T]):
    """Questions by key, each asked once at a time."""

    def __init__(self) -> None:
        self._open: dict[Hashable, Question[T]] = {}
        self._lock = Lock()

    def begin(self, key: Hashable, question: Callable[[], T]) -> Question[T]:
        """The question under that key: the one that is open, else this one."""
        with self._lock:
            if key not in self._open:
                self._open[key] = Question(question, lambda: self._close(key))
            return self._open[key]

    def _close(self, key: Hashable) -> None:
        with self._lock:
            self._open.pop(key, None)
