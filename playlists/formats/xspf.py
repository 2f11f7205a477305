"""An XSPF list: XML, with the item's id and cues as metadata."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from playlists.formats.entries import heard_ms, label, location, plain
from playlists.items import Day, Item, UrlOf

NAMESPACE = "http://xspf.org/ns/0/"
META = "urn:siar:"


def write_xspf(day: Day, url_of: UrlOf) -> bytes:
    """Items without sound are left out."""
    playlist = ElementTree.Element("playlist", version="1", xmlns=NAMESPACE)
    _add(playlist, "title", plain(f"{day.station} {day.date.isoformat()}"))
    tracks = ElementTree.SubElement(playlist, "trackList")
    for item in day.items:
        if address := location(item, url_of):
            _add_track(tracks, item, address)
    written: bytes = ElementTree.tostring(playlist, encoding="utf-8", xml_declaration=True)
    return written


def _add_track(tracks: ElementTree.Element, item: Item, address: str) -> None:
    track = ElementTree.SubElement(tracks, "track")
    _add(track, "location", address)
    _add(track, "identifier", f"{META}item:{item.id}")
    _add(track, "title", plain(item.title) or label(item))
    _add(track, "creator", plain(item.artist))
    _add(track, "duration", str(heard_ms(item)))
    cues = {"starts_at": item.starts_at.isoformat(), "cue_in_ms": item.cue_in_ms, "cue_out_ms": item.cue_out_ms}
    for name, value in cues.items():
        ElementTree.SubElement(track, "meta", rel=META + name).text = str(value)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    if text:
        ElementTree.SubElement(parent, name).text = text
