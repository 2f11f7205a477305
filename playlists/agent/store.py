"""What must outlive a power cut: the plan, what aired, what is on air. One SQLite file, synced at each step."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playlists.agent.notices import Notices

TABLES = """
CREATE TABLE IF NOT EXISTS plan (date TEXT PRIMARY KEY, etag TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS as_run (seq INTEGER PRIMARY KEY, line TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS as_run_unsent ON as_run (seq) WHERE sent = 0;
CREATE TABLE IF NOT EXISTS on_air (key TEXT PRIMARY KEY, airing TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
# Numbers begin at the seconds since then, so that a machine whose disk was replaced still numbers upwards.
NUMBERS_FROM = datetime(2020, 1, 1, tzinfo=UTC)
KEPT_LINES = 50_000
BROKEN = ("malformed", "not a database")


class Store:
    """The agent's memory. Every write is on disk when the call returns; sqlite3.Error where the disk refuses.

    `path` None keeps everything in memory only, for a machine whose disk can't be written; what `held` has on disk is
    taken up then.
    """

    def __init__(self, path: Path | None, now: datetime, held: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        if held is not None:
            _take_up(held, self._db)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(TABLES)
        newest: int | None = self._db.execute("SELECT max(seq) FROM as_run").fetchone()[0]
        first = int((now - NUMBERS_FROM).total_seconds())
        numbered = int(self.recall("last_seq") or 0)
        # In memory numbers can't be remembered: the time since the last start has more seconds than lines.
        self._last_seq = max(newest or 0, numbered, 0 if path and (newest or numbered) else first)

    @contextmanager
    def _step(self) -> Iterator[sqlite3.Connection]:
        """All of it or none of it, on disk."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # after a full disk SQLite has rolled back by itself
                    self._db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def remember(self, name: str, value: str) -> None:
        """Keep a small fact under `name`."""
        with self._step() as db:
            db.execute("INSERT OR REPLACE INTO known VALUES (?, ?)", (name, value))

    def recall(self, name: str) -> str | None:
        with self._lock:
            row = self._db.execute("SELECT value FROM known WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def keep_plan(self, date: str, etag: str, body: bytes) -> None:
        with self._step() as db:
            db.execute("INSERT OR REPLACE INTO plan VALUES (?, ?, ?)", (date, etag, body))

    def drop_plan(self, date: str) -> None:
        with self._step() as db:
            db.execute("DELETE FROM plan WHERE date = ?", (date,))

    def plans(self) -> list[tuple[str, str, bytes]]:
        """Each held day: date, ETag, body."""
        with self._lock:
            return self._db.execute("SELECT date, etag, body FROM plan ORDER BY date").fetchall()

    def open_airing(self, key: str, airing: dict[str, Any]) -> None:
        """Something went on air."""
        with self._step() as db:
            db.execute("INSERT OR REPLACE INTO on_air VALUES (?, ?)", (key, json.dumps(airing)))

    def open_airings(self) -> dict[str, dict[str, Any]]:
        """What was on air when the agent last lived."""
        with self._lock:
            rows = self._db.execute("SELECT key, airing FROM on_air").fetchall()
        return {key: json.loads(airing) for key, airing in rows}

    def report(self, line: dict[str, Any], closes: str | None = None) -> int:
        """Number an as-run line and keep it, closing the airing it tells of; returns its `seq`."""
        with self._step() as db:
            seq = self._last_seq + 1
            db.execute("INSERT INTO as_run (seq, line) VALUES (?, ?)", (seq, json.dumps(line)))
            if closes is not None:
                db.execute("DELETE FROM on_air WHERE key = ?", (closes,))
        self._last_seq = seq
        return seq

    def unsent(self, most: int, after: int = 0) -> list[dict[str, Any]]:
        """The oldest lines beyond `after` that the station has not acknowledged, at most `most`."""
        query = "SELECT seq, line FROM as_run WHERE sent = 0 AND seq > ? ORDER BY seq LIMIT ?"
        with self._lock:
            rows = self._db.execute(query, (after, most)).fetchall()
        return [{"seq": seq, **json.loads(line)} for seq, line in rows]

    def sent(self, seqs: list[int]) -> None:
        """The station has these; the oldest of a long history are let go, their numbers are not used again."""
        with self._step() as db:
            db.executemany("UPDATE as_run SET sent = 1 WHERE seq = ?", [(seq,) for seq in seqs])
            db.execute("INSERT OR REPLACE INTO known VALUES ('last_seq', ?)", (str(self._last_seq),))
            db.execute("DELETE FROM as_run WHERE sent = 1 AND seq < ?", (self._last_seq - KEPT_LINES,))

    def reported_items(self) -> list[tuple[str, str, str]]:
        """The items that already have a line: id, kind, detail."""
        fields = ", ".join(f"json_extract(line, '$.{name}')" for name in ("item_id", "kind", "detail"))
        query = f"SELECT {fields} FROM as_run WHERE json_extract(line, '$.item_id') IS NOT NULL"  # noqa: S608 - our names
        with self._lock:
            return self._db.execute(query).fetchall()


def open_store(folder: Path, now: datetime, notices: Notices) -> Store:
    """The store in `folder`; a broken one is put aside, and where the disk can't be written all is kept in memory."""
    path = folder / "agent.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return Store(path, now)
        except sqlite3.DatabaseError as fault:
            if not any(sign in str(fault) for sign in BROKEN):
                raise
            path.rename(path.with_suffix(".broken"))
            return Store(path, now)
    except (OSError, sqlite3.Error) as fault:
        notices.tell("store", f"The folder {folder} cannot be written ({fault}); all is kept in memory.")
    return Store(None, now, held=path)


def _take_up(held: Path, db: sqlite3.Connection) -> None:
    """Copy what a disk that can only be read has; nothing where it can't even be read."""
    for way in ("mode=ro", "immutable=1"):
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"{held.as_uri()}?{way}", uri=True)) as source:
            source.backup(db)
            return
