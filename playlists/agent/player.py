"""What is on air: one owner of the position in samples, following the rundown's rules, telling the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from playlists.agent.airing import Airing
from playlists.agent.items import JOINABLE, RECALLABLE, Item, moment
from playlists.agent.journal import Journal, line_of
from playlists.agent.plan import Plan
from playlists.agent.rundown import Dropped, Verdict, choose, join, overtakes, pending
from playlists.agent.sound import Sound
from playlists.agent.timeline import RATE, Timeline, samples

REVIEW = RATE // 4
PREPARE = 6 * RATE
FILL = 600 * RATE
# A moment is compared half a sample later, so that an item is due at the sample nearest to its time.
NEAR = timedelta(microseconds=15)
WORTH_RESUMING = timedelta(seconds=5)
WHOLE_WITHIN = timedelta(milliseconds=500)


class Player:
    """Plays the plan. `advance` makes sound up to a sample; everything that happens, happens at a sample.

    `verdict` tells whether an item's source is ready; `filler` names something of our own for a moment with nothing.
    """

    def __init__(
        self,
        plan: Plan,
        timeline: Timeline,
        sound: Sound,
        journal: Journal,
        *,
        verdict: Verdict,
        filler: Callable[[datetime], Item | None],
        trusted: Callable[[], bool],
        settled: set[str],
    ) -> None:
        self._plan = plan
        self._timeline = timeline
        self._sound = sound
        self._journal = journal
        self._verdict = verdict
        self._filler = filler
        self._trusted = trusted
        self._settled = settled
        self._paused: dict[str, Airing] = {}
        self._inserted: list[Item] = []
        self._adopted = plan.edition
        self.held = False
        self.position = 0
        self.cursor = join(plan.items, self.now)
        self._waiting: list[Item] = []
        self.on_air = Airing(_bed(self.now), 0, 0, self.now, own=True)
        self._find_waiting()

    @property
    def now(self) -> datetime:
        """The station's time at the position."""
        return self._timeline.moment(self.position)

    @property
    def coming(self) -> list[Item]:
        """What the plan has next."""
        return self._waiting[:5]

    def resume(self, lines: dict[str, dict[str, Any]], since: datetime | None) -> None:
        """Go on after a standstill: `lines` tell what was on air when it began, at `since` as far as is known."""
        joined = self._covering()
        for key, line in lines.items():
            airing, planned_end = Airing.from_line(line), moment(line["ended_at"])
            died = min(planned_end, since or planned_end)
            if died < planned_end - WHOLE_WITHIN and not airing.own:
                airing.faults.append(f"the machine stopped at {died:%H:%M:%S} UTC")
            if key == joined and airing.faults:
                self._paused[key] = airing
                self._settled.discard(key)
            else:
                self._journal.end(key, airing.line(died))
                self._settled.add(key)
        if since is not None:
            self._miss(since, "the machine was not running")
        self._find_waiting()

    def advance(self, to: int) -> None:
        """Play up to sample `to`."""
        while self.position < to:
            self._review()
            count = min(to, self._boundary()) - self.position
            made = self._sound.render(count)
            self.position += made
            if made < count:
                self._broke_off()

    def stop(self) -> None:
        """Close what is on air: the agent ends."""
        if self.on_air.begins < self.position:
            whole = self.position >= self.on_air.ends or self.on_air.own
            self._end(None if whole else "the machine was stopped")

    def break_in(self, item: Item) -> bool:
        """Put an alert on air now; False while its file is not here."""
        if self._verdict(item) is not True:
            return False
        self._pause("an alert broke in")
        self._begin(replace(item, starts_at=self.now), 0, planned=False)
        return True

    def recall(self, key: str, reason: str) -> None:
        """Take an item off the air where it stands, if it is on."""
        if self.on_air.key == key:
            self._end(reason)
            self._turn(early=False)

    def skip(self) -> None:
        """Go on with what comes next."""
        self._end(None if self.on_air.own else "skipped by the operator")
        self._turn(early=True)

    def play_next(self, item: Item) -> None:
        """Put an item in, after what is on air."""
        self._inserted.append(item)

    def back_to_plan(self) -> None:
        """After a hold, or when the plan should be where it says: join it where it is by now."""
        self.held = False
        self._inserted.clear()
        if self.on_air.item.id is None or not self.on_air.item.starts_at <= self.now < self.on_air.item.ends_at:
            was = self.cursor
            self.cursor = join(self._plan.items, self.now)
            self._miss(was, "held by the operator")
            self._end(None if self.on_air.own else "the operator went back to the plan")
            self._turn(early=False)

    def leap(self, to: int, reason: str) -> None:
        """Time has leapt: leave what is on air, go to sample `to` and join the plan where it is there."""
        self._end(None if self.on_air.own else reason)
        self.position = to
        was, self.cursor = self.cursor, join(self._plan.items, self._due)
        self._miss(was, reason)
        self._find_waiting()
        self._turn(early=False)

    def _review(self) -> None:
        if self._adopted != self._plan.edition:
            self._adopt()
        if not self.held and any(overtakes(i, self._due, self._verdict, self._trusted()) for i in self._hards()):
            self._end(self._shortfall("a hard start cut it"))
            self._turn(early=False)
        elif self.position >= self.on_air.ends:
            early = not self.on_air.own
            if self.on_air.begins < self.on_air.ends:
                self._end(None)
            self._turn(early)
        elif self.on_air.own:
            self._turn(early=False)
        self._look_ahead()

    def _turn(self, early: bool) -> None:
        """Decide what is on air from here; own filler that is running goes on when there is nothing else."""
        running = self.on_air.own and self.position < self.on_air.ends
        if self._inserted and self._verdict(self._inserted[0]) is True:
            self._leave_filler(running)
            self._begin(self._inserted.pop(0), 0, planned=False)
            return
        if not self.held:
            resuming = bool(self._waiting) and self._waiting[0].id in self._paused
            choice = choose(
                self._waiting, self._due, self._verdict,
                trusted=self._trusted(), early=early, filling=self.on_air.own or resuming,
            )  # fmt: skip
            for dropped in choice.dropped:
                self._drop(dropped)
            if choice.item is not None:
                self._leave_filler(running)
                self._begin(choice.item, choice.join_ms, planned=True)
                return
        if not running:
            self._fill()

    def _leave_filler(self, running: bool) -> None:
        if running and self.on_air.begins < self.position:
            self._end(None)

    def _begin(self, item: Item, join_ms: int, *, planned: bool) -> None:
        start = self._timeline.sample(item.starts_at)
        on_plan = planned and (join_ms > 0 or abs(self.position - start) <= 1)
        ends = self._timeline.sample(item.ends_at) if on_plan else self.position + samples(item.duration_ms)
        airing = Airing(item, self.position, ends, self.now)
        if join_ms > 0 and item.kind != "filler":
            airing.faults.append(f"joined {join_ms / 1000:.1f} s in")
        if item.id is not None and (before := self._paused.pop(item.id, None)):
            airing.started_at = before.started_at
            airing.faults = before.faults
        self._put_on(airing)
        self._sound.start(item, join_ms, ends - self.position)
        if planned:
            self.cursor = max(self.cursor, item.ends_at)
        if item.id is not None:
            self._settled.add(item.id)
        self._find_waiting()

    def _fill(self) -> None:
        item = self._filler(self.now)
        length = samples(item.duration_ms) if item else FILL
        airing = Airing(item or _bed(self.now), self.position, self.position + length, self.now, own=True)
        self._put_on(airing)
        if item is None:
            self._sound.fill()
        else:
            self._sound.start(item, 0, length)

    def _put_on(self, airing: Airing) -> None:
        self.on_air = airing
        ends_at = self._timeline.moment(airing.ends)
        died = "aired" if airing.own else "partial"
        line = line_of(airing.item, airing.started_at, ends_at, died, "; ".join(airing.faults))
        self._journal.begin(airing.key, line)

    def _end(self, fault: str | None) -> None:
        if fault is not None:
            self.on_air.faults.append(fault)
        self.on_air.ends = self.position
        self._journal.end(self.on_air.key, self.on_air.line(self.now))

    def _pause(self, reason: str) -> None:
        """What can be joined again after an interruption keeps its one line; anything else ends."""
        item = self.on_air.item
        if item.id is None or item.kind not in JOINABLE or item.ends_at - self.now < WORTH_RESUMING:
            self._end(None if self.on_air.own else reason)
            return
        self.on_air.faults.append(f"{reason} at {self.now:%H:%M:%S}")
        self._paused[item.id] = self.on_air
        self._settled.discard(item.id)
        self.cursor = item.starts_at
        self._find_waiting()

    def _broke_off(self) -> None:
        """The source ended before its time: the rest is filled, the plan stays where it is."""
        self._end("its sound ended too early")
        self._turn(early=False)

    def _shortfall(self, reason: str) -> str | None:
        return None if self.on_air.own or self.position >= self.on_air.ends else reason

    def _drop(self, dropped: Dropped) -> None:
        item = dropped.item
        if item.id is not None and (before := self._paused.pop(item.id, None)):
            self._journal.end(before.key, before.line(self.now))
        else:
            self._journal.end(item.id or "own", line_of(item, None, None, dropped.outcome, dropped.reason))
        if item.id is not None:
            self._settled.add(item.id)
        self._find_waiting()

    def _miss(self, since: datetime, reason: str) -> None:
        for item in pending(self._plan.items, since, since, self._settled):
            if item.starts_at < self.cursor:
                self._drop(Dropped(item, "skipped", reason))

    def _adopt(self) -> None:
        """A new edition of the plan: what is on air stays, unless it was recalled."""
        self._adopted = self._plan.edition
        on_air = self.on_air.item
        mine = next((item for item in self._plan.items if item.id == on_air.id), None) if on_air.id else None
        if mine is not None:
            self.cursor = mine.ends_at
        self._find_waiting()
        if self.on_air.own and not any(item.starts_at <= self._due for item in self._waiting):
            self.cursor = join(self._plan.items, self._due)
            self._find_waiting()
        if on_air.id and mine is None and on_air.kind in RECALLABLE and on_air.playlist_version is not None:
            self.recall(self.on_air.key, "withdrawn while on air")

    def _look_ahead(self) -> None:
        """Open what comes within seconds, and fade what a known start will cut."""
        for item in [*self._waiting[:1], *self._hards()[:1]]:
            distance = self._timeline.sample(item.starts_at) - self.position
            if distance <= PREPARE:
                self._sound.prepare(item, 0)
            cuts = item.hard or self.on_air.own
            if cuts and 0 < distance <= REVIEW and self.position + distance < self.on_air.ends and not self.held:
                self._sound.shorten(distance)

    def _boundary(self) -> int:
        """The next sample at which something may have to be decided."""
        edges = [self.on_air.ends, self.position + (REVIEW if self._sound.audible or self.on_air.own else RATE)]
        edges += [self._timeline.sample(item.starts_at) for item in [*self._waiting[:1], *self._hards()[:1]]]
        return min(edge for edge in edges if edge > self.position)

    def _hards(self) -> list[Item]:
        return self._hard_waiting

    def _find_waiting(self) -> None:
        self._waiting = pending(self._plan.items, self.cursor, self.now, self._settled)
        self._hard_waiting = [item for item in self._waiting if item.hard][:2]

    @property
    def _due(self) -> datetime:
        return self.now + NEAR

    def _covering(self) -> str | None:
        now = self.now
        item = next((i for i in self._plan.items if i.starts_at <= now < i.ends_at), None)
        return item.id if item is not None and item.kind in JOINABLE else None


def _bed(now: datetime) -> Item:
    """The last resort: what comes with the agent."""
    return Item(None, now, FILL * 1000 // RATE, "soft", "filler", title="Siar: last-resort bed")
