"""Following the station: its pulse, the playlists that changed, its alerts and commands."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

from playlists.agent.errors import AgentError, PlanError, StationError
from playlists.agent.items import read_playlist
from playlists.agent.notices import ANSWERS, Notices, log
from playlists.agent.patience import Patience
from playlists.agent.plan import Plan
from playlists.agent.station import Station
from playlists.agent.store import Store

Pulse = dict[str, Any]


class Follower:
    """Asks the station every `every` seconds what has changed, and fetches it.

    `heed` gets each pulse that is new, with its alerts and commands. `asked` is set after the first try.
    """

    def __init__(
        self, station: Station, plan: Plan, store: Store, notices: Notices, heed: Callable[[Pulse], None], every: float
    ) -> None:
        self._station = station
        self._plan = plan
        self._store = store
        self._notices = notices
        self._heed = heed
        self._every = every
        self._patience = Patience(first=every, most=max(every, 30.0))
        self._pulse_etag = ""
        self.asked = threading.Event()
        self._etags = {date: etag for date, etag, _ in store.plans()}

    def load(self) -> None:
        """Take up the plans on disk."""
        for date, _, body in self._store.plans():
            try:
                self._plan.adopt(read_playlist(body, date))
            except PlanError as fault:
                self._etags.pop(date, None)
                self._notices.tell(f"playlist {date}", str(fault))

    def step(self) -> float:
        """Ask once; the seconds until the next time."""
        try:
            behind = self._ask()
        except AgentError as fault:
            self._notices.tell("station", str(fault))
            return self._patience.failed()
        finally:
            self.asked.set()
        self._notices.tell("station", None, ANSWERS)
        if behind:
            return self._patience.failed()
        self._patience.succeeded()
        return self._every

    def _ask(self) -> bool:
        """Whether something that the pulse names could not be had."""
        answer = self._station.pulse(self._pulse_etag)
        if answer.body is None:
            return False
        pulse = _read_pulse(answer.body)
        self._heed(pulse)
        fetched = [self._fetch(date, etag) for date, etag in sorted(pulse["playlists"].items()) if etag]
        if not all(fetched):
            return True
        self._pulse_etag = answer.etag
        return False

    def _fetch(self, date: str, etag: str) -> bool:
        held = self._etags.get(date, "")
        if held and _bare(held) == _bare(etag):
            return True
        try:
            answer = self._station.playlist(date, held)
            if answer.body is not None:
                self._adopt(date, answer.etag or etag, answer.body)
        except AgentError as fault:
            self._notices.tell(f"playlist {date}", str(fault))
            return False
        self._notices.tell(f"playlist {date}", None)
        return True

    def _adopt(self, date: str, etag: str, body: bytes) -> None:
        playlist = read_playlist(body, date)
        self._plan.adopt(playlist)
        log.info("Holds version %d of %s: %d items.", playlist.version, date, len(playlist.items))
        self._etags[date] = etag
        try:
            self._store.keep_plan(date, etag, body)
            self._notices.tell("disk", None)
        except sqlite3.Error as fault:
            self._notices.tell("disk", f"The playlist cannot be kept on disk ({fault}); it is played from memory.")


def _read_pulse(body: bytes) -> Pulse:
    try:
        pulse = json.loads(body)
        days = {str(date): str(etag or "") for date, etag in pulse["playlists"].items()}
        return {"playlists": days, "alerts": [*pulse.get("alerts", [])], "commands": [*pulse.get("commands", [])],
                "on_air": pulse.get("on_air", True)}  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise StationError("The station's pulse cannot be read; is this address a station's?") from fault


def _bare(etag: str) -> str:
    return etag.removeprefix("W/").strip('"')
