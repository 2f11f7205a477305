"""What a player is given of an item: where its sound is, how long it lasts, and names that can break no format."""

from __future__ import annotations

import re

from playlists.items import Item, UrlOf

# Control characters, line and paragraph ends, surrogates, the direction marks that could turn a whole line around,
# and what XML forbids.
HARMFUL = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff\\ufeff]+"
)


def plain(text: str | None) -> str:
    """One line of harmless text; what can't be shown is one space."""
    return " ".join(HARMFUL.sub(" ", text or "").split())


def location(item: Item, url_of: UrlOf) -> str | None:
    """The address of what is heard; None for a person in the studio and for a planned silence."""
    return url_of(item.media) if item.media else item.stream_url


def label(item: Item) -> str:
    """Artist and title, as a player shows them; the kind where there is neither."""
    names = (plain(item.artist), plain(item.title))
    return " - ".join(name for name in names if name) or item.kind


def seconds(milliseconds: int) -> str:
    """As a decimal number with a point."""
    return f"{milliseconds / 1000:.3f}"


def heard_ms(item: Item) -> int:
    """How long its sound lasts, the tail beneath the next item included."""
    return item.duration_ms + item.tail_ms
