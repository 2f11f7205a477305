"""Filler that stands in is looked for in the media store before it is counted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audio.media import MediaStore
from playlists.building.sources import Sound
from playlists.items import Item

Items = tuple[Item, ...]


def laid_from_store(
    lay: Callable[[Sequence[Sound]], Items], filler: Sequence[Sound], before: Sequence[Item], media: MediaStore | None
) -> Items:
    """What `lay` makes of the filler; once more without the sounds that it took and the store has lost.

    What was there `before` is not looked for, and nothing is without a store to ask.
    """
    while True:
        items = lay(filler)
        lost = _lost(items, {item.id for item in before}, media)
        if not lost:
            return items
        filler = [sound for sound in filler if sound.sha256 not in lost]


def _lost(items: Items, before: set[str], media: MediaStore | None) -> set[str]:
    if media is None:
        return set()
    new = {item.media.sha256: item.media for item in items if item.media and item.id not in before}
    return {sha256 for sha256, file in new.items() if not media.exists(sha256, file.ext)}
