"""Liquidsoap: one `annotate:` address a line, with what its operators read from a track's metadata."""

from __future__ import annotations

from playlists.formats.entries import Entry, entries
from playlists.items import Day, Item, UrlOf


def write_liq(day: Day, url_of: UrlOf) -> bytes:
    """Cues, fades and the crossfade in seconds; `hard_time` is there only where the start is hard."""
    return "".join(f"{_line(entry)}\n" for entry in entries(day, url_of)).encode()


def _line(entry: Entry) -> str:
    if entry.location is None:
        return f"# {entry.note}"
    metadata = ",".join(f'{key}="{_escaped(value)}"' for key, value in _metadata(entry).items())
    return f"annotate:{metadata}:{entry.location}"


def _metadata(entry: Entry) -> dict[str, str]:
    item = entry.item
    starts_at = item.starts_at.isoformat(timespec="milliseconds")
    return {
        "item_id": item.id,
        "kind": item.kind,
        "starts_at": starts_at,
        **({"hard_time": starts_at} if item.timing == "hard" else {}),
        "title": entry.title,
        **({"artist": entry.artist} if entry.artist else {}),
        **(_cues(item) if item.media else {}),
        "liq_fade_in": _seconds(item.fade_in_ms),
        "liq_fade_out": _seconds(item.fade_out_ms),
    }


def _cues(item: Item) -> dict[str, str]:
    return {
        "liq_cue_in": _seconds(item.cue_in_ms),
        "liq_cue_out": _seconds(item.cue_out_ms),
        "liq_cross_duration": _seconds(item.tail_ms),
    }


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
