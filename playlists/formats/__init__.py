"""The day in the formats that machines of every kind read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playlists.formats.liquidsoap import write_liquidsoap
from playlists.formats.m3u8 import write_m3u8
from playlists.formats.pls import write_pls
from playlists.formats.rivendell import write_rivendell
from playlists.formats.spreadsheet import write_csv
from playlists.formats.xspf import write_xspf
from playlists.items import Day, UrlOf, day_as_bytes


@dataclass(frozen=True, slots=True)
class Format:
    """How a day is written, and by which MIME type it is known."""

    mime: str
    write: Callable[[Day, UrlOf], bytes]


FORMATS: Mapping[str, Format] = {
    "json": Format("application/json", day_as_bytes),
    "m3u8": Format("audio/x-mpegurl; charset=utf-8", write_m3u8),
    "xspf": Format("application/xspf+xml", write_xspf),
    "pls": Format("audio/x-scpls; charset=utf-8", write_pls),
    "liq": Format("text/plain; charset=utf-8", write_liquidsoap),
    "csv": Format("text/csv; charset=utf-8", write_csv),
    "rivendell": Format("text/plain; charset=utf-8", write_rivendell),
}
