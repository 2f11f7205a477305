"""What a player can play of a day: one entry for each item that has an address."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from playlists.formats.plain_text import one_line
from playlists.items import Day, Item, UrlOf

LEGAL_IN_URL = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True)
class Entry:
    """`location` is None for what no player can fetch: the studio's microphone, a planned silence."""

    item: Item
    location: str | None
    title: str
    artist: str

    @property
    def label(self) -> str:
        """Artist and title on one line, as players show them."""
        return f"{self.artist} - {self.title}" if self.artist else self.title

    @property
    def seconds(self) -> int:
        """The planned length, rounded up so that it is never 0; -1 for a stream, by which players know one."""
        return -1 if self.item.media is None else math.ceil(self.item.duration_ms / 1000)

    @property
    def note(self) -> str:
        """When, what kind and which: a comment for what can't be played."""
        return f"{self.item.starts_at:%H:%M:%S} {self.item.kind}: {self.label}"


def entries(day: Day, url_of: UrlOf) -> Iterator[Entry]:
    """An entry for each item of the day, in order, playable or not."""
    for item in day.items:
        title = one_line(item.title) or item.kind
        yield Entry(item, _location(item, url_of), title, one_line(item.artist or ""))


def playable(day: Day, url_of: UrlOf) -> Iterator[tuple[Entry, str]]:
    """The entries that have an address, each with it."""
    for entry in entries(day, url_of):
        if entry.location:
            yield entry, entry.location


def _location(item: Item, url_of: UrlOf) -> str | None:
    address = url_of(item.media) if item.media else item.stream_url
    return quote(address.strip(), safe=LEGAL_IN_URL, errors="replace") if address else None
