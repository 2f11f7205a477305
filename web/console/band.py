"""The day as one band: stretches of one kind, and where now is. Positions are thousandths of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from playlists.items import Day, Item

WIDE = 1000
LOOK = {
    "spot": "spot",
    "programme": "programme",
    "relay": "relay",
    "live": "programme",
    "adzan": "hard",
    "anthem": "hard",
}


@dataclass(frozen=True)
class Stretch:
    """From `x`, `width` wide; `look` is spot, programme, relay, hard, off or filler."""

    x: float
    width: float
    look: str


@dataclass(frozen=True)
class Band:
    """All stretches in order; `now` is None when the moment is not in this day."""

    stretches: tuple[Stretch, ...]
    now: float | None


def stretches(day: Day, now: datetime, shows: Sequence[tuple[datetime, datetime]] = ()) -> Band:
    """The day's items, neighbours of one look joined. `shows`: from when to when a programme has the air, also one
    that plays from the library."""
    length = (day.ends_at - day.starts_at).total_seconds()

    def place(moment: datetime) -> float:
        return round((moment - day.starts_at).total_seconds() / length * WIDE, 2)

    found = []
    for look, group in groupby(day.items, key=lambda item: _look(item, shows)):
        items = list(group)
        start = place(items[0].starts_at)
        found.append(Stretch(start, round(place(items[-1].ends_at) - start, 2), look))
    return Band(tuple(found), place(now) if day.starts_at <= now < day.ends_at else None)


def _look(item: Item, shows: Sequence[tuple[datetime, datetime]]) -> str:
    if item.kind == "off_air":
        return "off"
    in_show = any(begins <= item.starts_at < ends for begins, ends in shows)
    return LOOK.get(item.kind, "programme" if in_show else "filler")
