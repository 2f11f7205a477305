"""The mixer: what is on air and what still fades beneath it, as one stream of samples."""

from __future__ import annotations

from collections.abc import Callable

from playlists.agent.items import Item
from playlists.agent.pcm import add
from playlists.agent.timeline import samples
from playlists.agent.voice import Bed, Source, Voice

BLOCK = 4410
# Long enough that a cut does not click, short enough that nobody hears a fade.
DECLICK_MS = 30
PREPARED = 3
# What begins over a tail is not kept waiting for it as long as a sound of its own may take.
TAIL_PATIENCE = 1 / 15

OpenSource = Callable[[Item, int], Source]


class Mixer:
    """A Sound (see `sound`) that decodes; `emit` gets the PCM, block by block.

    `patience_s` is how long a source may keep the mixer waiting before it counts as broken.
    """

    audible = True

    def __init__(self, open_source: OpenSource, emit: Callable[[bytes], None], patience_s: float) -> None:
        self._open = open_source
        self._emit = emit
        self._patience_s = patience_s
        self._prepared: dict[tuple[str | None, str, int], Source] = {}
        self._voice = Voice(Bed(), 0)
        self._tails: list[Voice] = []

    def prepare(self, item: Item, join_ms: int) -> None:
        key = _key(item, join_ms)
        if key not in self._prepared:
            self._prepared[key] = self._open(item, join_ms)
            for old in list(self._prepared)[:-PREPARED]:
                self._prepared.pop(old).close()

    def start(self, item: Item, join_ms: int, length: int) -> None:
        source = self._prepared.pop(_key(item, join_ms), None) or self._open(item, join_ms)
        fade_in = samples(DECLICK_MS if join_ms else item.fade_in_ms)
        tail = samples(item.tail_ms)
        self._take_over(Voice(source, length, fade_in=fade_in, fade_out=samples(item.fade_out_ms), tail=tail))

    def fill(self) -> None:
        self._take_over(Voice(Bed(), 1 << 62, fade_in=samples(DECLICK_MS)))

    def shorten(self, length: int) -> None:
        self._voice.shorten(length, samples(DECLICK_MS))

    def render(self, count: int) -> int:
        made = 0
        while made < count:
            block = min(BLOCK, count - made)
            pcm = self._voice.render(block, self._patience_s)
            if pcm:
                self._emit(self._with_tails(pcm))
            made += len(pcm) // 4
            if len(pcm) < block * 4:
                return made
        return made

    def close(self) -> None:
        """End every source."""
        for voice in [self._voice, *self._tails]:
            voice.close()
        for source in self._prepared.values():
            source.close()

    def _take_over(self, voice: Voice) -> None:
        self._voice.cut(samples(DECLICK_MS))
        self._tails.append(self._voice)
        self._voice = voice

    def _with_tails(self, pcm: bytes) -> bytes:
        for tail in list(self._tails):
            sound = tail.render_tail(len(pcm) // 4, self._patience_s * TAIL_PATIENCE)
            if sound:
                pcm = add(pcm, sound)
            else:
                tail.close()
                self._tails.remove(tail)
        return pcm


def _key(item: Item, join_ms: int) -> tuple[str | None, str, int]:
    return item.id, item.media.sha256 if item.media else "", join_ms
