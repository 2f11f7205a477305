"""Liquidsoap: one `annotate:` address a line, with what its operators read from a track's metadata."""

from __future__ import annotations

from playlists.formats.entries import Entry, entries
from playlists.items import Day, Item, UrlOf


def write_liq(day: Day, url_of: UrlOf) -> bytes:
    """Times of day in ISO 8601, all else in seconds; `hard_time` is there only where the start is hard."""
    return "".join(f"{_line(entry)}\n" for entry in entries(day, url_of)).encode()


def _line(entry: Entry) -> str:
    if entry.location is None:
        return f"# {entry.note}"
    metadata = ",".join(f'{key}="{_escaped(value)}"' for key, value in _metadata(entry).items() if value)
    return f"annotate:{metadata}:{entry.location}"


def _metadata(entry: Entry) -> dict[str, str]:
    item = entry.item
    starts_at = item.starts_at.isoformat(timespec="milliseconds")
    names = {
        "item_id": item.id,
        "kind": item.kind,
        "starts_at": starts_at,
        "hard_time": starts_at if item.timing == "hard" else "",
        "max_late": "" if item.max_late_ms is None else _seconds(item.max_late_ms),
        "not_after": item.not_after.isoformat() if item.not_after else "",
        "title": entry.title,
        "artist": entry.artist,
    }
    return names | _fades(item) | (_cues(item) if item.media else {})


def _fades(item: Item) -> dict[str, str]:
    """The tail beneath the next item fades too."""
    return {
        "liq_fade_in": _seconds(item.fade_in_ms),
        "liq_fade_out": _seconds(max(item.fade_out_ms, item.tail_ms)),
        "liq_cross_duration": _seconds(item.tail_ms),
    }


def _cues(item: Item) -> dict[str, str]:
    return {"liq_cue_in": _seconds(item.cue_in_ms), "liq_cue_out": _seconds(item.cue_out_ms)}


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"


def _escaped(value: str) -> str:
    """`#{` would be computed as a piece of script, and has no escape that Liquidsoap leaves alone."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("#{", "# {")
