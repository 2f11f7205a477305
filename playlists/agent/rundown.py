"""What to play now: the rules, over plain values.

The rundown is the plan's items in order. `cursor` is the moment of the plan up to which it has been dealt with; an item
that starts before it is past, one that was put on air or reported is settled.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter

from playlists.agent.items import JOINABLE, Item

# How late an item without a limit of its own may start when its file was not there in time.
LATE_HARD = timedelta(seconds=30)
ROUNDING = timedelta(milliseconds=1)

# These take what time is left: coming late, they begin in their middle and end as planned.
ABSORBS = frozenset({"filler", "relay", "live", "off_air"})

Verdict = Callable[[Item], bool | None]


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item that will not be played. `outcome` is `skipped` or `failed`."""

    item: Item
    outcome: str
    reason: str


@dataclass(slots=True)
class Choice:
    """What to do now: play `item` from `join_ms` on, or fill until `until` (None: until something is planned)."""

    item: Item | None = None
    join_ms: int = 0
    until: datetime | None = None
    dropped: list[Dropped] = field(default_factory=list)


def pending(items: Sequence[Item], cursor: datetime, now: datetime, settled: set[str], until: datetime) -> list[Item]:
    """What is still to be played up to `until`, in order: what starts from `cursor` on, and hard starts from now on."""
    hard_from = min(cursor, now)
    first, last = (bisect_left(items, edge, key=attrgetter("starts_at")) for edge in (hard_from, until))
    return [i for i in items[first:last] if (i.hard or i.starts_at >= cursor) and i.id not in settled]


def choose(
    waiting: Sequence[Item], now: datetime, verdict: Verdict, *, trusted: bool, early: bool, filling: bool
) -> Choice:
    """The next thing to play from `waiting` (see `pending`).

    `verdict` says of an item's source: True ready, False it does not play, None not here yet. `early` lets a soft item
    start before its planned time, because what stood before it has ended. While `filling`, a late programme is joined
    where it should be by now.
    """
    choice = Choice()
    for item in _from_the_last_hard(waiting, now, verdict, trusted, choice):
        if item.starts_at > now and (item.hard or not early or choice.dropped):
            choice.until = item.starts_at
            return choice
        if refusal := _refused(item, now, trusted):
            choice.dropped.append(Dropped(item, "skipped", refusal))
        elif (state := verdict(item)) is not True:
            if item.ends_at > now:
                choice.until = item.ends_at
                return choice
            choice.dropped.append(_unplayable(item, state))
        elif item.kind in ABSORBS and item.ends_at <= now:
            choice.dropped.append(Dropped(item, "skipped", "what ran before it took its time"))
        else:
            joined = item.kind in ABSORBS or (filling and item.kind in JOINABLE)
            choice.item = item
            choice.join_ms = max(0, _milliseconds(now - item.starts_at)) if joined else 0
            return choice
    return choice


def join(items: Sequence[Item], now: datetime) -> datetime:
    """After a standstill: the moment of the plan from which on to play.

    Programmes and music are joined where they should be by now; an announcement never is, it counts as missed.
    """
    current = next((item for item in items if item.starts_at <= now < item.ends_at), None)
    if current is None or current.starts_at == now:
        return now
    return current.starts_at if current.kind in JOINABLE else current.ends_at


def overtakes(item: Item, now: datetime, verdict: Verdict, trusted: bool) -> bool:
    """Whether a hard start is due, allowed and known to play: it cuts what is on air."""
    due = item.hard and item.starts_at <= now < item.ends_at
    return due and verdict(item) is True and _refused(item, now, trusted) is None


def _from_the_last_hard(
    waiting: Sequence[Item], now: datetime, verdict: Verdict, trusted: bool, choice: Choice
) -> Sequence[Item]:
    begun = bisect_right(waiting, now, key=attrgetter("starts_at"))
    for index in range(begun - 1, 0, -1):
        if overtakes(waiting[index], now, verdict, trusted):
            reason = "a hard start came before it could begin"
            choice.dropped += [Dropped(passed, "skipped", reason) for passed in waiting[:index]]
            return waiting[index:]
    return waiting


def _refused(item: Item, now: datetime, trusted: bool) -> str | None:
    if item.not_after is not None and now - item.not_after > ROUNDING:
        return "its kill date has passed"
    if item.not_after is not None and not trusted:
        return "it has a kill date and this machine does not know what time it is"
    late = now - item.starts_at
    if item.hard and late > LATE_HARD and item.kind not in JOINABLE:
        return "its time had passed"
    if item.max_late_ms is not None and late > timedelta(milliseconds=item.max_late_ms):
        return f"it would have started {_milliseconds(late) / 1000:.0f} s late"
    return None


def _unplayable(item: Item, state: bool | None) -> Dropped:
    late = "nobody was on its live input" if item.input else "its file had not arrived in time"
    reason = "its source does not play" if state is False else late
    return Dropped(item, "failed", reason)


def _milliseconds(span: timedelta) -> int:
    return round(span / timedelta(milliseconds=1))
