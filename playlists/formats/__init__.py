"""The day in the languages of the programs that play it: `FORMATS` by file name extension.

Each writer is a pure function: the same day and addresses give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from playlists.formats.liquidsoap import write_liq
from playlists.formats.m3u8 import write_m3u8
from playlists.formats.pls import write_pls
from playlists.formats.rivendell import write_rivendell
from playlists.formats.spreadsheet import write_csv
from playlists.formats.xspf import write_xspf
from playlists.items import Day, UrlOf, day_as_bytes

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True)
class Format:
    """`mime` is sent as the content type; `write` gives the whole file, in UTF-8."""

    mime: str
    write: Callable[[Day, UrlOf], bytes]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format("application/json", day_as_bytes),
        "m3u8": Format("audio/x-mpegurl; charset=utf-8", write_m3u8),
        "xspf": Format("application/xspf+xml", write_xspf),
        "pls": Format("audio/x-scpls; charset=utf-8", write_pls),
        "liq": Format("text/plain; charset=utf-8", write_liq),
        "csv": Format("text/csv; charset=utf-8", write_csv),
        "rivendell": Format("text/plain; charset=utf-8", write_rivendell),
    }
)
