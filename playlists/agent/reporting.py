"""Reporting to the station: what aired, in order, until it is acknowledged; and that this machine is alive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from playlists.agent.errors import StationError
from playlists.agent.notices import ANSWERS, Notices
from playlists.agent.patience import Patience
from playlists.agent.station import Station
from playlists.agent.store import Store

BATCH = 500
# Answers that speak of the lines themselves, not of the way or the token.
UNFIT = (400, 413, 422)


class Reporter:
    """Sends as-run lines, oldest first. No error is final."""

    def __init__(self, station: Station, store: Store, notices: Notices, every: float) -> None:
        self._station = station
        self._store = store
        self._notices = notices
        self._every = every
        self._patience = Patience(first=2.0, most=max(every, 60.0))
        self._batch = BATCH
        self._after = 0

    def step(self) -> float:
        """Send one batch; the seconds until the next."""
        lines = self._store.unsent(self._batch, self._after)
        if not lines:
            self._after = 0
            return self._every
        try:
            answer = self._station.report(lines)
        except StationError as fault:
            self._notices.tell("as-run", str(fault))
            if fault.status in UNFIT:
                self._go_around(lines)
            return self._patience.failed()
        self._acknowledge(lines, answer)
        return 0.0 if len(lines) == self._batch else self._every

    def flush(self, tries: int = 2) -> None:
        """Send what is left before the agent ends; what does not go now goes after the next start."""
        self._after = 0
        for _ in range(tries):
            while self.step() == 0.0:
                pass

    def _acknowledge(self, lines: list[dict[str, Any]], answer: dict[str, Any]) -> None:
        self._patience.succeeded()
        self._batch = BATCH
        rejected = answer.get("rejected") or []
        told = "; ".join(str(each.get("detail", each)) for each in rejected[:3]) if rejected else None
        self._notices.tell("as-run", told and f"The station rejected {len(rejected)} as-run lines: {told}", ANSWERS)
        self._mark_sent([line["seq"] for line in lines])

    def _go_around(self, lines: list[dict[str, Any]]) -> None:
        """A line that the station can't read must not hold up the others: it comes again after them."""
        self._batch = max(1, len(lines) // 2)
        if len(lines) == 1:
            self._after = lines[0]["seq"]

    def _mark_sent(self, seqs: list[int]) -> None:
        try:
            self._store.sent(seqs)
        except sqlite3.Error as fault:  # sent again later: the station knows them by their numbers
            self._notices.tell("as-run", f"The disk refuses ({fault}); lines are sent again later.")


class Heartbeat:
    """Tells the station every `every` seconds how this machine is; `state` makes the body."""

    def __init__(self, station: Station, notices: Notices, state: Callable[[], dict[str, Any]], every: float) -> None:
        self._station = station
        self._notices = notices
        self._state = state
        self._every = every
        self._patience = Patience(first=every, most=max(every, 60.0))

    def step(self) -> float:
        """Tell once; the seconds until the next time."""
        try:
            self._station.heartbeat(self._state())
        except StationError as fault:
            self._notices.tell("heartbeat", str(fault))
            return self._patience.failed()
        self._notices.tell("heartbeat", None, ANSWERS)
        self._patience.succeeded()
        return self._every
