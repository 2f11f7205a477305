"""What comes from the console besides the plan: alerts that break in, the operator's commands. Each is done once."""

from __future__ import annotations

import queue
import sqlite3
from contextlib import suppress
from typing import Any

from playlists.agent.interventions import back_to_plan, break_in, hold, play_next, recall, skip
from playlists.agent.items import Item, read_item
from playlists.agent.notices import Notices
from playlists.agent.plan import Plan
from playlists.agent.player import Player
from playlists.agent.store import Store
from playlists.agent.supply import Supply
from playlists.agent.timekeeping import Timekeeper

Entry = dict[str, Any]


class Orders:
    """Taken in from the network by one thread, carried out on air by the other.

    `on_air` is False for the standby of a pair.
    """

    def __init__(self, plan: Plan, store: Store, supply: Supply, notices: Notices, time: Timekeeper) -> None:
        self._plan = plan
        self._store = store
        self._supply = supply
        self._notices = notices
        self._time = time
        self._seen: set[str] = set()
        self._commands: queue.SimpleQueue[Entry] = queue.SimpleQueue()
        self._alerts: dict[str, Item] = {}
        self._standing: set[str] = set()
        self.on_air = True
        self._sounding: tuple[str, str] | None = None

    def heed(self, pulse: Entry) -> None:
        """Take in a pulse's alerts and commands."""
        self.on_air = bool(pulse["on_air"])
        alerts = {}
        for alert in pulse["alerts"]:
            try:
                alerts[str(alert["id"])] = read_item(alert["item"])
            except (KeyError, TypeError, ValueError, AttributeError) as fault:
                self._notices.tell("alert", f"An alert cannot be read: {fault!r}")
        self._alerts = {name: item for name, item in alerts.items() if not self._done(name)}
        self._standing = set(alerts)
        self._supply.urgent = [item.media for item in self._alerts.values() if item.media]
        for command in pulse["commands"]:
            if isinstance(command, dict):
                self.order(command)

    def order(self, command: Entry) -> None:
        """Take in one command `{"id", "command", "item_id"?}`; one that was taken before changes nothing."""
        name = str(command.get("id"))
        if not self._done(name):
            self._mark(name)
            self._commands.put(command)

    def carry_out(self, player: Player) -> None:
        """Do what is due, on the thread that owns the air."""
        while not self._commands.empty():
            self._obey(self._commands.get(), player)
        for name, item in list(self._alerts.items()):
            if break_in(player, item):
                self._mark(name)
                self._alerts.pop(name, None)
                self._sounding = (name, player.stage.on_air.key)
        if self._sounding and self._sounding[0] not in self._standing:
            recall(player, self._sounding[1], "the alert was called off")
            self._sounding = None

    def _obey(self, command: Entry, player: Player) -> None:
        wanted = str(command.get("command"))
        if wanted == "skip":
            skip(player)
        elif wanted == "hold":
            hold(player)
        elif wanted == "resume":
            back_to_plan(player)
        elif wanted == "trust_clock":
            self._time.confirm()
        elif wanted == "play_next" and (item := self._named(command)):
            play_next(player, item)
        else:
            self._notices.tell("command", f"The command {wanted!r} could not be carried out.")

    def _named(self, command: Entry) -> Item | None:
        return next((item for item in self._plan.items if item.id == command.get("item_id")), None)

    def _done(self, name: str) -> bool:
        return name in self._seen or self._store.recall(f"done {name}") is not None

    def _mark(self, name: str) -> None:
        self._seen.add(name)
        with suppress(sqlite3.Error):  # a full disk: it is remembered as long as the agent runs
            self._store.remember(f"done {name}", "1")
