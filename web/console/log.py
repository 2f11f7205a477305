"""The day as an operator reads it: hour by hour, what has been, what is on air, what comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from playlists.airings import Airing
from playlists.items import Day, Item
from scheduler.placement.problem import Break
from scheduler.spots import Spot


@dataclass(frozen=True)
class Row:
    """One item, and what became of it: `aired`, `missed`, `now`, `waiting`, or `past` where nobody need report."""

    item: Item
    state: str
    airing: Airing | None


@dataclass(frozen=True)
class Run:
    """Rows that follow each other: one alone, or filler that an operator need not read piece by piece."""

    rows: tuple[Row, ...]

    @property
    def duration_ms(self) -> int:
        """Of all its rows."""
        return sum(row.item.duration_ms for row in self.rows)


@dataclass(frozen=True)
class Hour:
    """One hour by the station's clock. `filled_ms` of `capacity_ms` in its breaks is taken by spots."""

    starts_at: datetime
    rows: tuple[Row, ...]
    filled_ms: int
    capacity_ms: int

    @property
    def runs(self) -> list[Run]:
        """Its rows, with filler in a row taken together."""
        return _runs(self.rows)

    @property
    def ends_at(self) -> datetime:
        """When its last item ends."""
        return self.rows[-1].item.ends_at


def on_air(items: Iterable[Item], now: datetime) -> Item | None:
    """What the playlist says is on air at this moment."""
    return next((item for item in items if item.starts_at <= now < item.ends_at), None)


def coming(items: Iterable[Item], now: datetime, most: int) -> list[Run]:
    """What comes next, in order; filler in a row counts as one."""
    return _runs([Row(item, "waiting", None) for item in items if item.starts_at > now])[:most]


def next_hard(items: Iterable[Item], now: datetime) -> Item | None:
    """The next item that starts exactly on time."""
    return next((item for item in items if item.starts_at > now and item.timing == "hard"), None)


def hours(
    day: Day,
    airings: Mapping[str, Airing],
    breaks: Iterable[Break],
    spots: Iterable[Spot],
    now: datetime,
    zone: ZoneInfo,
) -> list[Hour]:
    """The whole day in hours that have items."""
    rows: dict[datetime, list[Row]] = {}
    for item in day.items:
        rows.setdefault(_hour(item.starts_at, zone), []).append(_row(item, airings.get(item.id), now))
    capacity: dict[datetime, int] = {}
    for each in breaks:
        hour = _hour(each.starts_at, zone)
        capacity[hour] = capacity.get(hour, 0) + each.capacity_ms
    filled: dict[datetime, int] = {}
    for spot in spots:
        hour = _hour(spot.break_starts_at, zone)
        filled[hour] = filled.get(hour, 0) + spot.duration_ms
    return [Hour(start, tuple(found), filled.get(start, 0), capacity.get(start, 0)) for start, found in rows.items()]


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """How many announcements aired, missed and wait."""
    found = {"aired": 0, "missed": 0, "waiting": 0}
    for row in rows:
        if row.item.announcement_id and row.state in found:
            found[row.state] += 1
    return found


def _runs(rows: Iterable[Row]) -> list[Run]:
    found: list[Run] = []
    for is_filler, group in groupby(rows, key=lambda row: row.item.kind == "filler" and row.state != "now"):
        together = tuple(group)
        found += [Run(together)] if is_filler else [Run((row,)) for row in together]
    return found


def _row(item: Item, airing: Airing | None, now: datetime) -> Row:
    if airing is not None and airing.outcome in ("aired", "partial"):
        state = "aired"
    elif airing is not None and airing.outcome is not None:
        state = "missed"
    elif item.starts_at <= now < item.ends_at:
        state = "now"
    else:
        state = "past" if item.ends_at <= now else "waiting"
    return Row(item, state, airing)


def _hour(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(minute=0, second=0, microsecond=0)
