"""What the player asks of whoever makes the sound; and one that makes none."""

from __future__ import annotations

from typing import Protocol

from playlists.agent.items import Item


class Sound(Protocol):
    """The mixer as the player sees it. All counts are samples at 44.1 kHz."""

    audible: bool

    def prepare(self, item: Item, join_ms: int) -> None:
        """Open the source of an item that will be due in some seconds."""

    def start(self, item: Item, join_ms: int, length: int) -> None:
        """From here on, `item` from `join_ms` after its cue, for `length` samples and then its tail."""

    def fill(self) -> None:
        """From here on, the last-resort bed."""

    def shorten(self, length: int) -> None:
        """What is on air ends in `length` samples, faded, because something else begins there."""

    def render(self, count: int) -> int:
        """Make `count` samples; fewer, when the source on air came to its end before its time."""


class NoSound:
    """For machines whose outputs take no sound: time passes, nothing is decoded."""

    audible = False

    def prepare(self, item: Item, join_ms: int) -> None:
        """Nothing to open."""

    def start(self, item: Item, join_ms: int, length: int) -> None:
        """Nothing to hear."""

    def fill(self) -> None:
        """Nothing to hear."""

    def shorten(self, length: int) -> None:
        """Nothing to fade."""

    def render(self, count: int) -> int:
        return count
