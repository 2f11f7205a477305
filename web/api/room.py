"""A shelf's room: what was used last stays, and all of it together never weighs more than so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Room(Generic[T]):
    """Values by key, each with its weight in bytes. Safe for many threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    @property
    def weight(self) -> int:
        """In bytes, of all that is held."""
        return self._weight

    def get(self, key: Hashable) -> T | None:
        """What lies under that key, if anything does."""
        found = self._held.get(key)
        if found is None:
            return None
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: T, weight: int) -> None:
        """Lay it there; what was used longest ago makes room for it."""
        with self._lock:
            _, before = self._held.pop(key, (None, 0))
            self._held[key] = (value, weight)
            self._weight += weight - before
            while self._weight > self._most and len(self._held) > 1:
                _, (_, gone) = self._held.popitem(last=False)
                self._weight -= gone
