"""Where an item's sound comes from, and whether it can be had."""

from __future__ import annotations

from playlists.agent.cache import Cache
from playlists.agent.decoder import Decoder
from playlists.agent.inputs.kinds import Input
from playlists.agent.items import Item
from playlists.agent.pcm import FRAME, loudest
from playlists.agent.timeline import RATE
from playlists.agent.voice import Silence, Source

RECONNECT = ("-reconnect", "1", "-reconnect_streamed", "1", "-reconnect_on_network_error", "1",
             "-reconnect_delay_max", "5", "-rw_timeout", "10000000")  # fmt: skip
SILENT_S = 10
# Of 32767: below this is a line with nobody on it.
HUSH = 60


class Watched:
    """A live source that counts as ended when nothing has been heard of it for ten seconds."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._unheard = 0

    def read(self, count: int, patience_s: float) -> bytes:
        sound = self._source.read(count, patience_s)
        self._unheard = 0 if loudest(sound) > HUSH else self._unheard + len(sound) // FRAME
        return b"" if self._unheard > SILENT_S * RATE else sound

    def close(self) -> None:
        self._source.close()


def playable(item: Item, cache: Cache, studio: Input) -> bool | None:
    """True ready, False it does not play, None not here yet. `studio` is the machine's live input."""
    if item.media is not None:
        return cache.verdict(item.media)
    if item.input is not None:
        return studio.ready if item.input == "studio" else False
    return item.silent or (item.stream_url or "").startswith(("http://", "https://"))


def open_source(item: Item, join_ms: int, cache: Cache, studio: Input) -> Source:
    """The sound of an item from `join_ms` after its cue."""
    if item.media is not None:
        return Decoder(f"file:{cache.path(item.media)}", item.cue_in_ms + join_ms)
    if item.stream_url is not None:
        return Watched(Decoder(item.stream_url, 0, options=RECONNECT, seekable=False))
    if item.input is not None:
        return Watched(studio.open())
    return Silence()
