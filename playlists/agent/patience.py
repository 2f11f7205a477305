"""How long to wait before asking again: longer each time, never for ever, not all machines at once."""

from __future__ import annotations

import random


class Patience:
    """Seconds between tries: `first` after one failure, doubled up to `most`, with jitter."""

    def __init__(self, first: float, most: float) -> None:
        self._first = first
        self._most = most
        self._failures = 0

    def failed(self) -> float:
        """One more failure; the seconds until the next try."""
        delay = min(self._most, self._first * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return delay * random.uniform(0.7, 1.3)  # noqa: S311 - spreads load, guards nothing

    def succeeded(self) -> None:
        self._failures = 0
