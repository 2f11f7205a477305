"""The day as one band: stretches of one kind, and where now is. Positions are thousandths of the day."""

from __future__ import annotations

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


def stretches(day: Day, now: datetime) -> Band:
    """The day's items, neighbours of one look joined."""
    length = (day.ends_at - day.starts_at).total_seconds()

    def place(moment: datetime) -> float:
        return round((moment - day.starts_at).total_seconds() / length * WIDE, 2)

    found = []
    for look, group in groupby(day.items, key=_look):
        items = list(group)
        start = place(items[0].starts_at)
        found.append(Stretch(start, round(place(items[-1].ends_at) - start, 2), look))
    return Band(tuple(found), place(now) if day.starts_at <= now < day.ends_at else None)


def _look(item: Item) -> str:
    if item.kind == "off_air":
        return "off"
    return LOOK.get(item.kind, "filler")
