"""M3U8: a plain list of files in UTF-8 for VLC, mpv, mpd and AIMP; not HTTP Live Streaming."""

from __future__ import annotations

from collections.abc import Iterator

from playlists.formats.entries import Entry, entries
from playlists.formats.plain_text import one_line
from playlists.items import Day, UrlOf


def write_m3u8(day: Day, url_of: UrlOf) -> bytes:
    """Lengths are whole seconds: mpd throws away an entry's title when they have a fraction."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_without_tags(one_line(day.station))} {day.date.isoformat()}"]
    for entry in entries(day, url_of):
        lines += _lines(entry)
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(entry: Entry) -> Iterator[str]:
    if entry.location is None:
        yield f"# {_without_tags(entry.note)}"
        return
    yield f"#EXTINF:{entry.seconds},{_without_tags(entry.label)}"
    yield entry.location


def _without_tags(text: str) -> str:
    """Players look for HLS tags anywhere in the file: a title must not bring one."""
    return text.replace("#EXT", "# EXT")
