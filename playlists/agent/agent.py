"""The agent: its parts put together, and the run from the first moment to the last."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from playlists.agent.air import Air
from playlists.agent.cache import Cache
from playlists.agent.clock import Clock, SystemClock
from playlists.agent.follow import Follower
from playlists.agent.inputs.kinds import CardInput, Input
from playlists.agent.journal import Journal
from playlists.agent.moments import LastMoment, boot_id, clock_survives
from playlists.agent.notices import Notices, log
from playlists.agent.orders import Orders
from playlists.agent.outputs.kinds import Output
from playlists.agent.pace import REAL, SIMULATED, Pace
from playlists.agent.plan import Plan
from playlists.agent.reporting import Heartbeat, Reporter
from playlists.agent.station import Station
from playlists.agent.status import serve
from playlists.agent.store import open_store
from playlists.agent.supply import Supply
from playlists.agent.timekeeping import Timekeeper
from playlists.agent.turns import Task, by_turns, in_threads, lasting

FIRST_ANSWER_S = 1.5
FINISH_S = 2.0
AIR_AGAIN_S = 0.1


class Agent:
    """One playout machine.

    `cache` is the folder of all that it keeps. AgentError where it can't begin at all. With a simulated clock
    everything happens by turns in the caller's thread, as fast as it can.
    """

    def __init__(
        self, server: str, token: str, cache: Path, outputs: Sequence[Output], clock: Clock | None = None,
        pace: Pace | None = None, studio: Input | None = None,
    ) -> None:  # fmt: skip
        self.clock = clock or SystemClock()
        pace = pace or (SIMULATED if self.clock.simulated else REAL)
        self._pace = pace
        self._outputs = outputs
        self._studio = studio or CardInput("")
        self._stopping = threading.Event()
        self.notices = Notices()
        self.store = open_store(cache, self.clock.now(), self.notices)
        self._alive = LastMoment(cache / "last-moment")
        self._last = last = self._alive.read()
        keeps_time = clock_survives() or (last is not None and last.boot == boot_id())
        self.time = Timekeeper(self.clock, last_moment=last.alive if last else None, keeps_time=keeps_time)
        station = Station(server, token, self.time.monotonic, self.time.observe)
        self.plan = Plan()
        self.cache = Cache(cache / "media")
        self._journal = Journal(self.store, pace.journal)
        self._supply = Supply(
            station, self.plan, self.cache, self.notices, self.time.now, self.time.monotonic, pace.media
        )
        self.orders = Orders(self.plan, self.store, self._supply, self.notices, self.time)
        self._follower = Follower(station, self.plan, self.store, self.notices, self.orders.heed, pace.pulse)
        self._reporter = Reporter(station, self.store, self.notices, pace.report)
        self._heartbeat = Heartbeat(station, self.notices, self.state, pace.heartbeat)
        self.air = Air(
            self.clock, self.time, self.plan, self.cache, self.orders, outputs, self._studio, self.notices, pace
        )

    def run(self, until: datetime | None = None) -> None:
        """Play until that time of the station, then report what is left.

        After `stop` a programme that is on air has no line yet: after a start within its time it is joined again, and
        has one line for all of it.
        """
        self._follower.load()
        background = [
            Task("station", self._follower.step),
            Task("media", self._supply.step),
            Task("as-run", self._reporter.step),
            Task("heartbeat", self._heartbeat.step),
            Task("journal", self._journal.step),
            Task("disk", self._live),
        ]
        threads: list[threading.Thread] = []
        if self.clock.simulated:
            self._follower.step()
        else:
            threads = in_threads(background, self.clock, self._stopping.is_set)
            serve(self.status, self.orders.order)
            self._studio.begin(self.notices)
            self._follower.asked.wait(FIRST_ANSWER_S)
        self.air.begin(self.store, self._journal, self._last)
        log.info("On air: %s.", ", ".join(output.name for output in self._outputs))
        self._live()
        seconds = None if until is None else (until - self.time.now()).total_seconds()
        air = Task("air", self.air.step)
        tasks = [*background, air] if self.clock.simulated else [lasting(air, AIR_AGAIN_S)]
        by_turns(tasks, self.clock, self._stopping.is_set, seconds)
        self.air.step()
        self._finish(threads, for_good=not self._stopping.is_set())

    def stop(self) -> None:
        """End the run soon; safe to call from a signal handler."""
        self._stopping.set()
        self.clock.wake()

    def state(self) -> dict[str, Any]:
        """What a heartbeat tells."""
        playing = self.air.player and self.air.player.stage.on_air.item
        return {
            "versions": self.plan.versions,
            "cached_until": self._supply.cached_until.isoformat(timespec="seconds"),
            "clock_offset_ms": self.time.offset_ms,
            "clock_trusted": self.time.trusted,
            "now_playing": playing and {"item_id": playing.id, "title": playing.title},
            "on_air": playing is not None and self.orders.on_air,
            "disk_free_bytes": self.cache.free_bytes(),
            "outputs_down": self.air.outputs_down,
            "levels": self.air.levels,
            "as_run_clock": "station",
        }

    def status(self) -> dict[str, Any]:
        """What the operator at the machine sees."""
        coming = self.air.player.coming if self.air.player else []
        next_items = [
            {"id": i.id, "title": i.title, "starts_at": f"{i.starts_at.astimezone():%H:%M:%S}"} for i in coming
        ]
        return {**self.state(), "coming": next_items, "notices": self.notices.current}

    def _live(self) -> float:
        """Keep on disk up to when everything that happened on air is there; look after the days and the clock."""
        now = self.time.now()
        reached = self.air.reached
        self._journal.step()
        try:
            if reached is not None and self._journal.trouble is None:
                alive, dealt = (min(now, each) for each in reached)
                self._alive.write(alive, dealt)
            for date in self.plan.forget_before(now):
                self.store.drop_plan(date)
        except (OSError, sqlite3.Error) as fault:
            self.notices.tell("moment", f"The disk refuses ({fault}).")
        if self._follower.asked.is_set():
            self.notices.tell("clock", self.time.warning())
        return self._pace.alive

    def _finish(self, threads: list[threading.Thread], *, for_good: bool) -> None:
        """Close what is on air, complete the outputs, report what is left."""
        self.stop()
        self.air.finish(for_good=for_good)
        if not self.clock.simulated:
            self._studio.close()
        for thread in threads:
            thread.join(FINISH_S)
        self._live()
        self._reporter.flush()
        self._heartbeat.step()
