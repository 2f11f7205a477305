"""XSPF 1: the day as XML, lengths in milliseconds; ids, times and cues under names that begin with `urn:siar:`."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Comment, Element, SubElement, tostring

from playlists.formats.entries import Entry, entries
from playlists.formats.plain_text import one_line
from playlists.items import Day, Item, UrlOf

NAMESPACE = "http://xspf.org/ns/0/"
OURS = "urn:siar:"


def write_xspf(day: Day, url_of: UrlOf) -> bytes:
    """A track for each item with an address; a comment for each without."""
    root = Element("playlist", {"version": "1", "xmlns": NAMESPACE})
    _add(root, "title", f"{one_line(day.station)} {day.date.isoformat()}")
    if day.published_at:
        _add(root, "date", day.published_at.isoformat())
    tracks = SubElement(root, "trackList")
    for entry in entries(day, url_of):
        tracks.append(_track(entry, entry.location) if entry.location else _remark(entry))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _track(entry: Entry, location: str) -> Element:
    track = Element("track")
    _add(track, "location", location)
    _add(track, "identifier", f"{OURS}item:{quote(entry.item.id)}")
    _add(track, "title", entry.title)
    if entry.artist:
        _add(track, "creator", entry.artist)
    _add(track, "duration", str(entry.item.duration_ms))
    for name, value in _times(entry.item).items():
        SubElement(track, "meta", {"rel": OURS + name}).text = value
    return track


def _times(item: Item) -> dict[str, str]:
    cues = {"cue_in_ms": str(item.cue_in_ms), "cue_out_ms": str(item.cue_out_ms)} if item.media else {}
    return {"starts_at": item.starts_at.isoformat(timespec="milliseconds"), **cues}


def _remark(entry: Entry) -> Any:
    """XML ends a comment at two hyphens."""
    return Comment(f" {re.sub('-(?=-)', '- ', entry.note)} ")


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text
