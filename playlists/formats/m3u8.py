"""A UTF-8 M3U list for VLC, mpv, mpd. It has none of the #EXT-X- tags, by which players would take it for HLS."""

from __future__ import annotations

from playlists.formats.entries import heard_ms, label, location
from playlists.items import Day, Item, UrlOf


def write_m3u8(day: Day, url_of: UrlOf) -> bytes:
    """Items without sound are comments."""
    lines = ["#EXTM3U", f"#PLAYLIST:{day.station} {day.date.isoformat()} v{day.version}"]
    for item in day.items:
        lines += _lines(item, location(item, url_of))
    return ("\n".join(lines) + "\n").encode()


def _lines(item: Item, address: str | None) -> list[str]:
    if address is None:
        return [f"# {item.starts_at.isoformat()} {item.kind} {label(item)}"]
    length = -1 if item.stream_url else round(heard_ms(item) / 1000)
    return [f"#EXTINF:{length},{label(item)}", address]
