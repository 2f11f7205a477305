"""Liquidsoap requests, one a line: `annotate:` with cues, fades, ids and hard times, and then the address."""

from __future__ import annotations

from playlists.formats.entries import location, plain, seconds
from playlists.items import Day, Item, UrlOf


def write_liquidsoap(day: Day, url_of: UrlOf) -> bytes:
    """Items without sound are left out: a request must have an address."""
    found = ((item, location(item, url_of)) for item in day.items)
    return "".join(f"{_annotated(item, address)}\n" for item, address in found if address).encode()


def _annotated(item: Item, address: str) -> str:
    fields = ",".join(f'{name}="{_escaped(value)}"' for name, value in _fields(item).items() if value)
    return f"annotate:{fields}:{address}"


def _fields(item: Item) -> dict[str, str]:
    names = {
        "title": plain(item.title),
        "artist": plain(item.artist),
        "siar_id": item.id,
        "siar_kind": item.kind,
        "siar_timing": item.timing,
        "siar_starts_at": item.starts_at.isoformat(timespec="milliseconds"),
        "siar_not_after": item.not_after.isoformat() if item.not_after else "",
        "siar_max_late": "" if item.max_late_ms is None else seconds(item.max_late_ms),
    }
    return names | (_cues(item) if item.media else {})


def _cues(item: Item) -> dict[str, str]:
    """A tail is a crossfade: it starts so much before the cue out, and fades meanwhile."""
    return {
        "liq_cue_in": seconds(item.cue_in_ms),
        "liq_cue_out": seconds(item.cue_out_ms),
        "liq_fade_in": seconds(item.fade_in_ms),
        "liq_fade_out": seconds(max(item.fade_out_ms, item.tail_ms)),
        "liq_cross_duration": seconds(item.tail_ms),
    }


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
