"""On air: the player's samples kept in step with the station's time, and handed to every output."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from playlists.agent.cache import Cache
from playlists.agent.clock import Clock
from playlists.agent.inputs.kinds import Input
from playlists.agent.items import Item
from playlists.agent.journal import Journal
from playlists.agent.levels import Levels
from playlists.agent.mixer import Mixer
from playlists.agent.moments import Moment
from playlists.agent.notices import Notices
from playlists.agent.orders import Orders
from playlists.agent.outputs.kinds import Output
from playlists.agent.outputs.output import Feed, Sink
from playlists.agent.pace import Pace
from playlists.agent.pcm import FRAME, silence
from playlists.agent.plan import Plan
from playlists.agent.player import Player
from playlists.agent.rejoining import leap, resume, settled_items
from playlists.agent.sound import NoSound
from playlists.agent.sources import open_source, playable
from playlists.agent.stage import Stage
from playlists.agent.store import Store
from playlists.agent.supply import filler_for
from playlists.agent.timekeeping import Timekeeper
from playlists.agent.timeline import RATE, Timeline
from playlists.agent.voice import Source

# The sound is made this much ahead of its time, so that a slow moment of the machine is not heard.
LEAD_S = 0.25
# A machine that lost more than this leaves it out; less is made up for at once.
STALL_S = 5.0
DRIFT_FROM = timedelta(milliseconds=2)
REJOIN_FROM = timedelta(seconds=30)


class Air:
    """The thread that owns the sound: `step` brings it up to now."""

    def __init__(
        self, clock: Clock, time: Timekeeper, plan: Plan, cache: Cache, orders: Orders, outputs: Sequence[Output],
        studio: Input, notices: Notices, pace: Pace,
    ) -> None:  # fmt: skip
        self._simulated = clock.simulated
        self._time = time
        self._plan = plan
        self._cache = cache
        self._orders = orders
        self._outputs = outputs
        self._studio = studio
        self._notices = notices
        self._pace = pace
        self._begun = 0.0
        self._feeds: list[Feed] = []
        self._mixer: Mixer | None = None
        self._levels: Levels | None = None
        self._fillers_played = 0
        self._shown = ""
        self.player: Player | None = None

    @property
    def outputs_down(self) -> list[str]:
        """The names of the outputs that do not take the sound now."""
        return [output.name for output in self._outputs if output.name in self._notices.current]

    @property
    def levels(self) -> dict[str, Any] | None:
        """How loud the last seconds were (see `Levels.told`); None where no output wants sound."""
        return self._levels.told if self._levels else None

    def begin(self, store: Store, journal: Journal, last: Moment | None) -> None:
        """Go on air: sample 0 is now. What the disk knows of the time before is taken up."""
        timeline = Timeline(self._time.now())
        self._begun = self._time.monotonic()
        self._feeds = [self._feed(output, timeline) for output in self._outputs if output.open]
        self._levels = Levels(timeline.moment) if self._feeds else None
        self._mixer = Mixer(self._open, self._emit, self._pace.patience) if self._feeds else None
        stage = Stage(timeline, self._mixer or NoSound(), journal, self._own_filler)
        settled = settled_items(store.reported_items())
        player = Player(self._plan, stage, self._verdict, lambda: self._time.trusted, settled)
        resume(player, store.open_airings(), last)
        self.player = player

    def step(self) -> float:
        """Make the sound up to now, and a little ahead; the seconds until more is wanted."""
        player = self.player
        if player is not None:
            elapsed = round((self._time.monotonic() - self._begun) * RATE)
            self._follow_the_clock(player, elapsed)
            self._orders.carry_out(player)
            self._advance(player, elapsed + (0 if self._simulated else round(LEAD_S * RATE)))
        return self._pace.sound if self._mixer else self._pace.silent

    @property
    def reached(self) -> tuple[datetime, datetime] | None:
        """Up to when the sound is made, and of the plan all has been told to the journal."""
        return (self.player.stage.now, self.player.dealt) if self.player else None

    def finish(self, *, for_good: bool) -> None:
        """Close what is on air (see `Player.stop`), and complete the outputs."""
        if self.player is not None:
            self.player.stop(for_good=for_good)
        for feed in self._feeds:
            feed.close()
        if self._mixer is not None:
            self._mixer.close()

    def _advance(self, player: Player, target: int) -> None:
        behind = target - player.stage.position
        if behind > STALL_S * RATE and not self._simulated:
            self._emit(silence(behind))
            leap(player, target, "the machine stood still")
        player.advance(target)
        self._show(player.stage.on_air.item.title)

    def _show(self, title: str) -> None:
        if title != self._shown:
            self._shown = title
            for output in self._outputs:
                if output.show is not None:
                    output.show(title)

    def _follow_the_clock(self, player: Player, elapsed: int) -> None:
        """When the station's time turns out otherwise, the plan moves against the samples, not the sound."""
        drift = self._time.now() - player.stage.timeline.moment(elapsed)
        if abs(drift) > DRIFT_FROM:
            player.stage.timeline.epoch += drift
            if abs(drift) > REJOIN_FROM:
                leap(player, player.stage.position, "the clock was set")

    def _feed(self, output: Output, timeline: Timeline) -> Feed:
        def opener(sample: int) -> Sink:
            assert output.open is not None
            return output.open(timeline.moment(sample))

        threaded, keeps_time = not self._simulated, output.keeps_time
        return Feed(output.name, opener, self._notices, threaded=threaded, keeps_time=keeps_time)

    def _emit(self, pcm: bytes) -> None:
        """To every output; a standby machine plays the same in silence."""
        sound = pcm if self._orders.on_air else silence(len(pcm) // FRAME)
        for feed in self._feeds:
            feed.put(sound)
        if self._levels is not None:
            self._levels.hear(sound)

    def _open(self, item: Item, join_ms: int) -> Source:
        return open_source(item, join_ms, self._cache, self._studio)

    def _verdict(self, item: Item) -> bool | None:
        return playable(item, self._cache, self._studio)

    def _own_filler(self, now: datetime) -> Item | None:
        self._fillers_played += 1
        return filler_for(self._plan.items, now, lambda i: self._verdict(i) is True, self._fillers_played)
