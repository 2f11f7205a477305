"""The agent: its parts put together, and the run from the first moment to the last."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playlists.agent.cache import Cache
from playlists.agent.clock import Clock, SystemClock
from playlists.agent.follow import Follower
from playlists.agent.items import Item
from playlists.agent.journal import Journal
from playlists.agent.mixer import Mixer
from playlists.agent.moments import LastMoment, boot_id, clock_survives
from playlists.agent.notices import Notices
from playlists.agent.orders import Orders
from playlists.agent.outputs.kinds import Output
from playlists.agent.outputs.output import Feed
from playlists.agent.pcm import FRAME, silence
from playlists.agent.plan import Plan
from playlists.agent.player import Player
from playlists.agent.reporting import Heartbeat, Reporter
from playlists.agent.sound import NoSound
from playlists.agent.sources import open_source, playable
from playlists.agent.stage import Stage
from playlists.agent.station import Station
from playlists.agent.store import open_store
from playlists.agent.supply import Supply, filler_for
from playlists.agent.timekeeping import Timekeeper
from playlists.agent.timeline import RATE, Timeline
from playlists.agent.turns import Task, by_turns, in_threads
from playlists.agent.voice import Source

log = logging.getLogger("siar.playout")
FIRST_ANSWER_S = 1.5
# The sound is made this much ahead of its time, so that a slow moment of the machine is not heard.
LEAD_S = 0.25
LIVE_S = 1.0
SOURCE_PATIENCE_S = 1.5
# A machine that lost more than this leaves it out; less is made up for at once.
STALL_S = 5.0
REJOIN_FROM = timedelta(seconds=30)
FINISH_S = 2.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How often, in seconds, the agent asks, reports, tells that it lives, writes down, and makes sound or none."""

    pulse: float = 1.5
    report: float = 1.0
    heartbeat: float = 15.0
    journal: float = 0.05
    sound: float = 0.02
    silent: float = 0.25


REAL = Pace()
SIMULATED = Pace(pulse=60.0, report=60.0, heartbeat=300.0, journal=1.0, sound=0.5, silent=1.0)


class Agent:
    """One playout machine.

    `cache` is the folder of all that it keeps. AgentError where it can't begin at all. With a simulated clock
    everything happens by turns in the caller's thread, as fast as it can.
    """

    def __init__(
        self,
        server: str,
        token: str,
        cache: Path,
        outputs: Sequence[Output],
        clock: Clock | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.clock = clock or SystemClock()
        self._pace = pace or (SIMULATED if self.clock.simulated else REAL)
        self._outputs = outputs
        self._stopping = threading.Event()
        self.notices = Notices()
        self.store = open_store(cache, self.clock.now(), self.notices)
        self._alive = LastMoment(cache / "last-moment")
        self._last_moment, boot = self._alive.read()
        keeps_time = clock_survives() or boot == boot_id()
        self.time = Timekeeper(self.clock, last_moment=self._last_moment, keeps_time=keeps_time)
        self._station = Station(server, token, self.time.monotonic, self.time.observe)
        self.plan = Plan()
        self._cache = Cache(cache / "media")
        self._journal = Journal(self.store, self._pace.journal)
        self._supply = Supply(self._station, self.plan, self._cache, self.notices, self.time.now, self.time.monotonic)
        self.orders = Orders(self.plan, self.store, self._supply, self.notices)
        self._follower = Follower(
            self._station, self.plan, self.store, self.notices, self.orders.heed, self._pace.pulse
        )
        self._reporter = Reporter(self._station, self.store, self.notices, self._pace.report)
        self._heartbeat = Heartbeat(self._station, self.notices, self.state, self._pace.heartbeat)
        self._player: Player | None = None
        self._feeds: list[Feed] = []
        self._mixer: Mixer | None = None
        self._fillers_played = 0

    def run(self, until: datetime | None = None) -> None:
        """Play until that time of the station (None: until `stop`), then report what is left."""
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
            self._follower.asked.wait(FIRST_ANSWER_S)
        self._go_on_air()
        seconds = None if until is None else (until - self.time.now()).total_seconds()
        tasks = [*background, Task("air", self._air)] if self.clock.simulated else [Task("air", self._air)]
        by_turns(tasks, self.clock, self._stopping.is_set, seconds)
        self._air()
        self._finish(threads)

    def stop(self) -> None:
        """End the run soon; safe to call from a signal handler."""
        self._stopping.set()
        self.clock.wake()

    def state(self) -> dict[str, Any]:
        """What a heartbeat tells."""
        player = self._player
        return {
            "versions": self.plan.versions,
            "cached_until": self._supply.cached_until.isoformat(timespec="seconds"),
            "clock_offset_ms": self.time.offset_ms,
            "clock_trusted": self.time.trusted,
            "now_playing": player and {"item_id": player.stage.on_air.item.id, "title": player.stage.on_air.item.title},
            "on_air": player is not None and self.orders.on_air,
            "disk_free_bytes": self._cache.free_bytes(),
        }

    def _go_on_air(self) -> None:
        timeline = Timeline(self.time.now())
        self._begun = self.time.monotonic()
        self._feeds = [_feed(out, timeline, self.notices, self.clock) for out in self._outputs if out.open]
        self._mixer = Mixer(self._open, self._emit, SOURCE_PATIENCE_S) if self._feeds else None
        stage = Stage(timeline, self._mixer or NoSound(), self._journal, self._own_filler)
        settled = self.store.reported_items()
        self._player = Player(self.plan, stage, self._verdict, lambda: self.time.trusted, settled)
        self._player.resume(self.store.open_airings(), self._last_moment)

    def _air(self) -> float:
        """Bring the sound up to now; the seconds until more is wanted."""
        player = self._player
        if player is None:
            return self._pace.silent
        elapsed = round((self.time.monotonic() - self._begun) * RATE)
        self._follow_the_clock(player, elapsed)
        self.orders.carry_out(player)
        target = elapsed + (0 if self.clock.simulated else round(LEAD_S * RATE))
        if target - player.stage.position > STALL_S * RATE and not self.clock.simulated:
            self._emit(silence(target - player.stage.position))
            player.leap(target, "the machine stood still")
        player.advance(target)
        return self._pace.sound if self._mixer else self._pace.silent

    def _follow_the_clock(self, player: Player, elapsed: int) -> None:
        """When the station's time turns out otherwise, the plan moves against the samples, not the sound."""
        drift = self.time.now() - player.stage.timeline.moment(elapsed)
        if abs(drift) > timedelta(milliseconds=2):
            player.stage.timeline.epoch += drift
            if abs(drift) > REJOIN_FROM:
                player.leap(player.stage.position, "the clock was set")

    def _live(self) -> float:
        """Keep the present moment on disk; look after the days and the clock."""
        now = self.time.now()
        try:
            self._alive.write(now)
            for date in self.plan.forget_before(now):
                self.store.drop_plan(date)
        except (OSError, sqlite3.Error) as fault:
            self.notices.tell("moment", f"The disk refuses ({fault}).")
        if self._follower.asked.is_set():
            self.notices.tell("clock", self.time.warning())
        return LIVE_S

    def _open(self, item: Item, join_ms: int) -> Source:
        return open_source(item, join_ms, self._cache)

    def _verdict(self, item: Item) -> bool | None:
        return playable(item, self._cache)

    def _emit(self, pcm: bytes) -> None:
        """To every output; a standby machine plays the same in silence."""
        for feed in self._feeds:
            feed.put(pcm if self.orders.on_air else silence(len(pcm) // FRAME))

    def _own_filler(self, now: datetime) -> Item | None:
        self._fillers_played += 1
        return filler_for(self.plan.items, now, lambda item: self._verdict(item) is True, self._fillers_played)

    def _finish(self, threads: list[threading.Thread]) -> None:
        """Close what is on air, report it, complete the outputs."""
        self.stop()
        if self._player is not None:
            self._player.stop()
        for feed in self._feeds:
            feed.close()
        if self._mixer is not None:
            self._mixer.close()
        for thread in threads:
            thread.join(FINISH_S)
        self._journal.step()
        self._reporter.flush()
        self._heartbeat.step()


def _feed(output: Output, timeline: Timeline, notices: Notices, clock: Clock) -> Feed:
    opener = output.open
    assert opener is not None
    return Feed(output.name, lambda sample: opener(timeline.moment(sample)), notices, threaded=not clock.simulated)
