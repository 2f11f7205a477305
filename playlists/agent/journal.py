"""What happened on air, on its way to disk. A slow or full disk holds up this list, never the air."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from playlists.agent.items import Item
from playlists.agent.store import Store

RETRY_S = 5.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch on air that begins (`airing` alone), or an as-run line (and the airing that it ends)."""

    key: str
    airing: dict[str, Any] | None = None
    line: dict[str, Any] | None = None


def line_of(
    item: Item, started_at: datetime | None, ended_at: datetime | None, outcome: str, detail: str = ""
) -> dict[str, Any]:
    """An as-run line but for its number, which it gets when it is on disk."""
    return {
        "item_id": item.id,
        "playlist_version": item.playlist_version,
        "started_at": started_at and _to_the_millisecond(started_at),
        "ended_at": ended_at and _to_the_millisecond(ended_at),
        "outcome": outcome,
        "detail": detail,
        "title": item.title,
        "kind": item.kind,
        "sha256": item.media.sha256 if item.media else None,
    }


def _to_the_millisecond(moment: datetime) -> str:
    """The nearest one: a sample lies some microseconds beside the moment that it stands for."""
    return (moment + timedelta(microseconds=500)).isoformat(timespec="milliseconds")


class Journal:
    """Takes entries from the air at once; writes them in order, and keeps them while the disk refuses."""

    def __init__(self, store: Store, every: float) -> None:
        self._store = store
        self._every = every
        self._waiting: deque[Entry] = deque()
        self._writing = threading.Lock()
        self.trouble: str | None = None

    def begin(self, key: str, line: dict[str, Any]) -> None:
        """A stretch on air begins; `line` is what to report if nothing more is ever heard of it."""
        self._waiting.append(Entry(key, airing=line))

    def end(self, key: str, line: dict[str, Any]) -> None:
        """A stretch has ended, or an item was dropped."""
        self._waiting.append(Entry(key, line=line))

    def step(self) -> float:
        """Write what waits; returns the seconds until it should be called again."""
        with self._writing:
            while self._waiting:
                try:
                    self._write(self._waiting[0])
                except sqlite3.Error as fault:
                    self.trouble = f"The as-run cannot be written ({fault}); it is kept in memory meanwhile."
                    return RETRY_S
                self._waiting.popleft()
        self.trouble = None
        return self._every

    def _write(self, entry: Entry) -> None:
        if entry.line is not None:
            self._store.report(entry.line, closes=entry.key)
        elif entry.airing is not None:
            self._store.open_airing(entry.key, entry.airing)
