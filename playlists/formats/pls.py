"""PLS version 2: the list that old players and streaming boxes know."""

from __future__ import annotations

from playlists.formats.entries import playable
from playlists.items import Day, UrlOf


def write_pls(day: Day, url_of: UrlOf) -> bytes:
    """Lengths are whole seconds. What can't be played is left out: the format has no comment that all readers skip."""
    lines = ["[playlist]"]
    count = 0
    for count, (entry, location) in enumerate(playable(day, url_of), 1):
        lines += [f"File{count}={location}", f"Title{count}={entry.label}", f"Length{count}={entry.seconds}"]
    lines += [f"NumberOfEntries={count}", "Version=2"]
    return "".join(f"{line}\n" for line in lines).encode()
