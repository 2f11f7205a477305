"""Rivendell's standard import layout: a line of fixed columns for each item that has sound.

Start time in columns 1-8, cart number 11-16, title 26-59, length 61-68, and in 70-101 the item's id, which comes back
in Rivendell's own reports.
"""

from __future__ import annotations

from collections.abc import Iterable

from playlists.formats.entries import label, plain
from playlists.items import Day, Item, UrlOf

FIRST_CART = 100_000
LAST_CART = 999_999
TITLE_WIDTH = 34


def write_rivendell(day: Day, url_of: UrlOf, first: int = FIRST_CART, last: int = LAST_CART) -> bytes:
    """`first` to `last`: the range of cart numbers that is free for Siar. Files only: a cart holds sound."""
    carts = cart_numbers((item.media.sha256 for item in day.items if item.media), first, last)
    lines = (_line(item, carts[item.media.sha256]) for item in day.items if item.media)
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def cart_numbers(hashes: Iterable[str], first: int = FIRST_CART, last: int = LAST_CART) -> dict[str, int]:
    """A number for each recording, made of its hash; two that fall on one number take the next free one.

    Raises ValueError when there are more recordings than numbers.
    """
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    size = last - first + 1
    for sha256 in sorted(set(hashes)):
        if len(taken) == size:
            raise ValueError(f"{size} cart numbers are too few")
        offset = int(sha256[:16], 16) % size
        while offset in taken:
            offset = (offset + 1) % size
        taken.add(offset)
        numbers[sha256] = first + offset
    return numbers


def _line(item: Item, cart: int) -> str:
    title = (plain(item.title) or label(item))[:TITLE_WIDTH]
    return f"{item.starts_at:%H:%M:%S}  {cart:06d}{'':9}{title:<{TITLE_WIDTH}} {_clock(item.duration_ms)} {item.id}"


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"
