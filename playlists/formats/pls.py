"""A PLS list, version 2."""

from __future__ import annotations

from playlists.formats.entries import heard_ms, label, location
from playlists.items import Day, UrlOf


def write_pls(day: Day, url_of: UrlOf) -> bytes:
    """Items without sound are left out; a stream's length is -1, unknown."""
    found = [(item, address) for item in day.items if (address := location(item, url_of))]
    lines = ["[playlist]"]
    for number, (item, address) in enumerate(found, start=1):
        length = -1 if item.stream_url else round(heard_ms(item) / 1000)
        lines += [f"File{number}={address}", f"Title{number}={label(item)}", f"Length{number}={length}"]
    return "\n".join([*lines, f"NumberOfEntries={len(found)}", "Version=2", ""]).encode()
