"""Playing the plan: what is on air follows the rundown's rules, sample by sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from playlists.agent.airing import Airing
from playlists.agent.items import JOINABLE, RECALLABLE, Item
from playlists.agent.journal import line_of
from playlists.agent.plan import Plan
from playlists.agent.rundown import Dropped, Verdict, choose, join, overtakes, pending
from playlists.agent.stage import Stage
from playlists.agent.timeline import RATE, samples

REVIEW = RATE // 4
PREPARE = 6 * RATE
# Further ahead nothing is decided; filler is never longer.
FORESIGHT = timedelta(hours=2)
LIVE = ("live", "relay")
STOPPED = "the machine was stopped"
TRY_LIVE_AGAIN = timedelta(seconds=15)


class Player:
    """Plays `plan` on `stage`. `advance` makes sound up to a sample; everything that happens, happens at a sample.

    `verdict` tells whether an item's source is ready, `trusted` whether the time is known; `settled` holds the ids of
    the items that were played or reported, `interrupted` what is to be joined again. While `held`, what the plan has
    next waits.
    """

    def __init__(
        self, plan: Plan, stage: Stage, verdict: Verdict, trusted: Callable[[], bool], settled: set[str]
    ) -> None:
        self.plan = plan
        self.stage = stage
        self.verdict = verdict
        self.held = False
        self.inserted: list[Item] = []
        self.cursor = join(plan.items, stage.now)
        self._trusted = trusted
        self.settled = settled
        self.interrupted: dict[str, Airing] = {}
        self._resting: tuple[str, datetime] = ("", stage.now)
        self._adopted = plan.edition
        self._waiting: list[Item] = []
        self._hard: list[Item] = []
        self._find_waiting()

    @property
    def coming(self) -> list[Item]:
        """What the plan has next."""
        return self._waiting[:5]

    @property
    def dealt(self) -> datetime:
        """Up to which moment of the plan everything has been played or reported."""
        return min([self.stage.now, *(item.starts_at for item in self._waiting[:1])])

    def advance(self, to: int) -> None:
        """Play up to sample `to`."""
        stage = self.stage
        while stage.position < to:
            self._review()
            count = min(to, self._boundary()) - stage.position
            made = stage.sound.render(count)
            stage.position += made
            if made < count:
                self._broke_off()

    def stop(self, *, for_good: bool) -> None:
        """The agent ends. Unless it is `for_good`, what can be joined again after a restart stays open on disk."""
        on_air = self.stage.on_air
        if for_good or on_air.own or not self._goes_on(on_air.item):
            self.stage.end(STOPPED)
        for airing in self.interrupted.values():
            if for_good or not self._goes_on(airing.item):
                self.stage.journal.end(airing.key, airing.line(self.stage.now))

    def _goes_on(self, item: Item) -> bool:
        return item.kind in JOINABLE and item.ends_at > self.stage.now

    def give_way(self, reason: str, *, early: bool = False) -> None:
        """End what is on air for `reason`, and go on with what comes next; `early`: even before its time."""
        self.stage.end(reason)
        self.turn(early)

    def interrupt(self, item: Item, reason: str) -> None:
        """Put `item` on air now. A programme that it interrupts is joined again afterwards; anything else ends."""
        running = self.stage.on_air.item
        if running.id is not None and self._goes_on(running):
            self._lay_aside(reason)
        else:
            self.stage.end(reason)
        self._begin(item, 0, planned=False)

    def _broke_off(self) -> None:
        """The source ended before its time. What is live is tried again after a while, under filler meanwhile."""
        running = self.stage.on_air.item
        if running.id is not None and running.kind in LIVE:
            self._resting = (running.id, self.stage.now + TRY_LIVE_AGAIN)
            self._lay_aside("its sound failed")
            self.stage.fill()
        else:
            self.give_way("its sound ended too early")

    def _ready(self, item: Item) -> bool | None:
        """The verdict, but for a live source that has just failed."""
        name, until = self._resting
        return None if item.id == name and self.stage.now < until else self.verdict(item)

    def _lay_aside(self, reason: str) -> None:
        """What is on air waits in the plan to be joined again."""
        running = self.stage.on_air.item
        self.interrupted[running.id or ""] = self.stage.lay_aside(reason)
        self.settled.discard(running.id or "")
        self.cursor = running.starts_at
        self._find_waiting()

    def turn(self, early: bool) -> None:
        """Decide what is on air from here; filler that is running goes on when there is nothing else."""
        if self.inserted and self.verdict(self.inserted[0]) is True:
            self._begin(self.inserted.pop(0), 0, planned=False)
        elif (self.held or not self._take_next(early)) and (self.stage.over or self._filler_has_come()):
            self.stage.end(None)
            self.stage.fill()
            self._find_waiting()

    def _filler_has_come(self) -> bool:
        """Whether there is filler by now for the bed that stands in; not while something of the plan is expected."""
        is_expected = bool(self._waiting) and self._waiting[0].starts_at <= self.stage.due
        return not is_expected and self.stage.bed_can_end

    def _take_next(self, early: bool) -> bool:
        """Whether something of the plan went on air."""
        on_air = self.stage.on_air
        again = bool(self._waiting) and self._waiting[0].id in self.interrupted
        filling = on_air.own or again
        early = early and bool(self._waiting) and self._waiting[0].starts_at <= self.cursor
        choice = choose(
            self._waiting, self.stage.due, self._ready, trusted=self._trusted(), early=early, filling=filling
        )
        for dropped in choice.dropped:
            self._drop(dropped)
        if choice.dropped:
            self._find_waiting()
        if choice.item is not None:
            self._begin(choice.item, choice.join_ms, planned=True)
        return choice.item is not None

    def _review(self) -> None:
        if self._adopted != self.plan.edition:
            self._adopt()
        stage = self.stage
        if not self.held and any(overtakes(i, stage.due, self.verdict, self._trusted()) for i in self._hard):
            self.give_way("a hard start cut it")
        elif stage.over or stage.on_air.own:
            self.turn(early=not stage.on_air.own)
        self._look_ahead()

    def _begin(self, item: Item, join_ms: int, *, planned: bool) -> None:
        stage = self.stage
        stage.end(None)
        on_plan = planned and (join_ms > 0 or abs(stage.distance(item)) <= 1)
        ends = stage.timeline.sample(item.ends_at) if on_plan else stage.position + samples(item.duration_ms)
        stage.begin(item, join_ms, ends, self.interrupted.pop(item.id or "", None))
        if planned:
            self.cursor = max(self.cursor, item.ends_at)
        if item.id is not None:
            self.settled.add(item.id)
        self._find_waiting()

    def _drop(self, dropped: Dropped) -> None:
        item = dropped.item
        if before := self.interrupted.pop(item.id or "", None):
            self.stage.journal.end(before.key, before.line(self.stage.now))
        else:
            self.stage.journal.end(item.id or "own", line_of(item, None, None, dropped.outcome, dropped.reason))
        if item.id is not None:
            self.settled.add(item.id)

    def miss(self, since: datetime, reason: str) -> None:
        """Report what the plan had between `since` and the cursor."""
        for item in pending(self.plan.items, since, since, self.settled, until=self.cursor):
            self._drop(Dropped(item, "skipped", reason))
        self._find_waiting()

    def _adopt(self) -> None:
        """A new edition of the plan: what is on air stays, unless it was recalled."""
        self._adopted = self.plan.edition
        on_air = self.stage.on_air.item
        mine = next((item for item in self.plan.items if item.id == on_air.id), None) if on_air.id else None
        if mine is not None:
            self.cursor = mine.ends_at
        self._find_waiting()
        if self.stage.on_air.own and not any(item.starts_at <= self.stage.due for item in self._waiting):
            self.cursor = join(self.plan.items, self.stage.due)
            self._find_waiting()
        if on_air.playlist_version is not None and mine is None and on_air.kind in RECALLABLE:
            self.give_way("withdrawn while on air")

    def _look_ahead(self) -> None:
        """Open what comes within seconds, and fade what a known start will cut."""
        for item in [*self._waiting[:1], *self._hard[:1]]:
            distance = self.stage.distance(item)
            if distance <= PREPARE and self._ready(item) is True:
                self.stage.sound.prepare(item, 0)
                if distance <= REVIEW and (item.hard or self.stage.on_air.own) and not self.held:
                    self.stage.shorten(distance)

    def _boundary(self) -> int:
        """The next sample at which something may have to be decided."""
        stage = self.stage
        steps = [stage.on_air.ends - stage.position]
        if stage.sound.audible or stage.on_air.own:
            steps.append(REVIEW)
        steps += [stage.distance(item) for item in [*self._waiting[:1], *self._hard]]
        return stage.position + min(step for step in steps if step > 0)

    def _find_waiting(self) -> None:
        now = self.stage.now
        until = max(self.cursor, now) + FORESIGHT
        self._waiting = pending(self.plan.items, self.cursor, now, self.settled, until)
        self._hard = [item for item in self._waiting if item.hard][:2]
