"""The pulse as ready-made bytes for each machine: most machines share one copy, and the database is asked for all of
them together, at most a few times a second."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from playlists.commands import Bidding, acknowledge, biddings
from scheduler.desk import Desk
from web.api.calendar import Calendar
from web.api.kept import Kept
from web.api.shelf import FRESH_S, Copy, Shelf

DAYS_AHEAD = 3
NOTHING = Bidding()
MOST_KEPT = 2_000


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
        self._biddings = Kept(self._read)
        self._pulses: dict[tuple[str, str], Kept[Pulse]] = {}

    def pulse(self, machine_id: str, base: str) -> Pulse:
        """What that machine is told; `base` is the address it calls, without `/api/v1`."""
        shared = machine_id not in self._biddings.get(FRESH_S)
        key = ("" if shared else machine_id, base)
        return (self._pulses.get(key) or self._begin(key)).get(FRESH_S)

    def prepare(self, base: str) -> None:
        """Have ready what most machines will ask for first."""
        self.pulse("", base)

    def taken(self, pulse: Pulse) -> None:
        """A machine holds this pulse: what was commanded in it is done."""
        if pulse.commands:
            with self._desk.database.writing() as session:
                acknowledge(session, pulse.commands, self._desk.now())
            self._biddings.expire()
            self._pulses = {}

    def _read(self) -> dict[str, Bidding]:
        with self._desk.database.reading() as session:
            return biddings(session, self._desk.now())

    def _begin(self, key: tuple[str, str]) -> Kept[Pulse]:
        if len(self._pulses) >= MOST_KEPT:
            self._pulses = {}
        return self._pulses.setdefault(key, Kept(lambda: self._make(*key)))

    def _make(self, machine_id: str, base: str) -> Pulse:
        bidding = self._biddings.get(FRESH_S).get(machine_id, NOTHING)
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
