"""The pulse as ready-made bytes for each machine: most machines share one copy, and the database is asked for all of
them together, at most every half second."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from playlists.commands import Bidding, acknowledge, biddings
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from web.api.asking import Asking
from web.api.calendar import Calendar
from web.api.shelf import FRESH_S, Copy, Shelf

log = logging.getLogger(__name__)

DAYS_AHEAD = 3
NOTHING = Bidding()


@dataclass(frozen=True)
class Pulse:
    """What one machine is sent, and the ids of the commands in it."""

    copy: Copy
    commands: tuple[str, ...]


class Pulses:
    """The newest pulse of every machine. Goes on with what it knows while the database does not answer."""

    def __init__(self, desk: Desk, calendar: Calendar, shelf: Shelf) -> None:
        self._desk = desk
        self._calendar = calendar
        self._shelf = shelf
        self._asking: Asking[dict[str, Bidding]] = Asking()
        self._looked_at = float("-inf")
        self._biddings: dict[str, Bidding] = {}
        self._pulses: dict[tuple[str, str], Pulse] = {}

    def pulse(self, machine_id: str, base: str) -> Pulse:
        """What that machine is told; `base` is the address it calls, without `/api/v1`."""
        if monotonic() - self._looked_at >= FRESH_S:
            self._look()
        key = (machine_id if machine_id in self._biddings else "", base)
        found = self._pulses.get(key)
        if found is None:
            found = self._pulses[key] = self._make(self._biddings.get(machine_id, NOTHING), base)
        return found

    def taken(self, pulse: Pulse) -> None:
        """A machine holds this pulse: what was commanded in it is done."""
        if pulse.commands:
            with self._desk.database.writing() as session:
                acknowledge(session, pulse.commands, self._desk.now())
            self._looked_at = float("-inf")

    def _look(self) -> None:
        self._looked_at = monotonic()
        try:
            known = bool(self._pulses)
            self._biddings = self._asking.ask("biddings", self._biddings_now, can_do_without=known)
        except (SQLAlchemyError, Unavailable):
            log.warning("the database does not answer; machines are told what is known")
        self._pulses = {}

    def _biddings_now(self) -> dict[str, Bidding]:
        with self._desk.database.reading() as session:
            return biddings(session, self._desk.now())

    def _make(self, bidding: Bidding, base: str) -> Pulse:
        told: dict[str, object] = {
            "playlists": self._shelf.published(self._calendar.today(), DAYS_AHEAD, base),
            "alerts": [],
            "commands": bidding.as_json(),
        }
        if not bidding.on_air:
            told["on_air"] = False
        body = json.dumps(told).encode()
        copy = Copy(body, "application/json", f'"{hashlib.sha256(body).hexdigest()[:32]}"')
        return Pulse(copy, tuple(each.id for each in bidding.commands))
