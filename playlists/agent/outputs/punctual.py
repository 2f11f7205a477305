"""Keeping a live output on time: what it did not get when it was due is left out, so that the rest is not late."""

from __future__ import annotations

import time
from collections.abc import Callable

from playlists.agent.outputs.output import Sink
from playlists.agent.pcm import FRAME
from playlists.agent.timeline import RATE


class Punctual:
    """Hands sound on to `sink`, which sounds it `buffer_s` seconds after it got it, at the pace of `monotonic`.

    After a standstill of more than `buffer_s` the sink has run dry. Everything that follows would be late by what was
    missing, for ever; the same goes for a sound card that is slower than the machine's clock.
    """

    def __init__(self, sink: Sink, buffer_s: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.sink = sink
        self._buffer_s = buffer_s
        self._monotonic = monotonic
        self._begun: float | None = None
        self._due = 0

    def write(self, pcm: bytes) -> None:
        if self._begun is None:
            self._begun = self._monotonic()
        late = self._monotonic() - self._begun - self._due / RATE - self._buffer_s
        missed = min(max(0, round(late * RATE)), len(pcm) // FRAME)
        self._due += len(pcm) // FRAME
        if kept := pcm[missed * FRAME :]:
            self.sink.write(kept)

    def close(self) -> None:
        self.sink.close()
