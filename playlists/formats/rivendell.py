"""Rivendell's standard traffic import: each line's fields at fixed columns, in ASCII.

Counted from 0: start `HH:MM:SS` at 0, six-digit cart at 10, title of 34 at 25, length `HH:MM:SS` at 60, and at 69
the item's id, in the 32 characters that Rivendell hands back in its reports.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from playlists.formats.plain_text import one_line
from playlists.items import Day, Item, UrlOf

FIRST_CART = 10_000
CARTS = 990_000
TITLE_WIDTH = 34


def write_rivendell(day: Day, url_of: UrlOf) -> bytes:
    """A line for each item with media. No address: Rivendell plays from its own library, by cart number."""
    sounds = [(item, item.media.sha256) for item in day.items if item.media]
    carts = cart_numbers(sha256 for _, sha256 in sounds)
    return "".join(f"{_line(item, carts[sha256])}\n" for item, sha256 in sounds).encode("ascii")


def cart_numbers(sha256s: Iterable[str]) -> dict[str, int]:
    """The cart number of each recording, 010000 to 999999, made from its SHA-256 alone.

    Where two meet on one number, the lower SHA-256 keeps it and the other takes the next free one.
    """
    carts: dict[str, int] = {}
    taken: set[int] = set()
    for sha256 in sorted(set(sha256s)):
        place = int(sha256, 16) % CARTS
        while place in taken:
            place = (place + 1) % CARTS
        taken.add(place)
        carts[sha256] = FIRST_CART + place
    return carts


def _line(item: Item, cart: int) -> str:
    title = f"{_ascii(item.title) or item.kind:<{TITLE_WIDTH}.{TITLE_WIDTH}}"
    length = _clock(round(item.duration_ms / 1000))
    return f"{item.starts_at:%H:%M:%S}  {cart:06}{'':9}{title} {length} {item.id:<32.32}".rstrip()


def _ascii(text: str) -> str:
    """Accents are dropped, what has no likeness in ASCII too."""
    return one_line(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
