"""Elements and filler, once their time is known, as items."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from playlists.building.crossfades import Laid
from playlists.building.elements import Element, identity
from playlists.building.sources import SIGNATURES, Sound, Stream, Studio
from playlists.items import Item

CUT_FADE_MS = 1_000
RESUME_FADE_MS = 500


def item_of(element: Element, starts_at: datetime, duration_ms: int, part: int = 0, played_ms: int = 0) -> Item:
    """`duration_ms` of the element; `part` and `played_ms` tell what went before, when it was interrupted."""
    plain = Item(
        id=identity(element, part),
        starts_at=starts_at,
        duration_ms=duration_ms,
        timing=element.timing if part == 0 else "soft",
        kind=element.kind,
        title=element.title,
        artist=element.artist,
        max_late_ms=element.max_late_ms if part == 0 else None,
        not_after=element.not_after,
        priority=element.priority,
        announcement_id=element.announcement_id,
        transcript=element.transcript,
    )
    return _with_source(plain, element, played_ms)


def filler_item(laid: Laid, id: str, starts_at: datetime) -> Item:
    """A piece of filler. A signature keeps its kind."""
    sound = laid.sound
    plain = Item(
        id=id,
        starts_at=starts_at,
        duration_ms=laid.duration_ms,
        timing="soft",
        kind=sound.kind if sound.kind in SIGNATURES else "filler",
        title=sound.title,
        artist=sound.artist,
        announcement_id=sound.announcement_id,
        tail_ms=laid.tail_ms,
        fade_out_ms=laid.fade_out_ms,
    )
    return _of_sound(plain, sound, sound.cue_in_ms)


def _with_source(item: Item, element: Element, played_ms: int) -> Item:
    source = element.source
    if isinstance(source, Stream):
        return replace(item, stream_url=source.url)
    if isinstance(source, Studio):
        return replace(item, input="studio", transcript=source.transcript or element.transcript)
    if isinstance(source, Sound):
        return _of_sound(_faded(item, source, played_ms), source, source.cue_in_ms + played_ms)
    return item


def _faded(item: Item, sound: Sound, played_ms: int) -> Item:
    """A file that doesn't start at its start, or end at its end, is faded there, or it would click."""
    is_cut = played_ms + item.duration_ms < sound.length_ms
    fade_in = min(RESUME_FADE_MS, item.duration_ms // 4) if played_ms else 0
    return replace(item, fade_in_ms=fade_in, fade_out_ms=min(CUT_FADE_MS, item.duration_ms // 2) if is_cut else 0)


def _of_sound(item: Item, sound: Sound, cue_in_ms: int) -> Item:
    return replace(
        item,
        cue_in_ms=cue_in_ms,
        cue_out_ms=cue_in_ms + item.duration_ms + item.tail_ms,
        loudness_lufs=sound.loudness_lufs,
        media=sound.media,
    )
