"""Where an item's sound comes from, and whether it can be had."""

from __future__ import annotations

from playlists.agent.cache import Cache
from playlists.agent.decoder import Decoder
from playlists.agent.items import Item
from playlists.agent.voice import Silence, Source

RECONNECT = ("-reconnect", "1", "-reconnect_streamed", "1", "-reconnect_on_network_error", "1",
             "-reconnect_delay_max", "5", "-rw_timeout", "10000000")  # fmt: skip


def playable(item: Item, cache: Cache) -> bool | None:
    """True ready, False it does not play, None not here yet."""
    if item.media is not None:
        return cache.verdict(item.media)
    return item.silent or (item.stream_url or "").startswith(("http://", "https://"))


def open_source(item: Item, join_ms: int, cache: Cache) -> Source:
    """The sound of an item from `join_ms` after its cue."""
    if item.media is not None:
        return Decoder(f"file:{cache.path(item.media)}", item.cue_in_ms + join_ms)
    if item.stream_url is not None:
        return Decoder(item.stream_url, 0, options=RECONNECT, seekable=False)
    return Silence()
