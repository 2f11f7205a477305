"""One sound in the mix: its source, its fades, how long it still is."""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from playlists.agent.pcm import FRAME, bed, ramp, silence
from playlists.agent.timeline import RATE

# A source may be this much shorter than its item says: a rounding of its format, not a fault.
SHORT_BY = RATE // 20


class Source(Protocol):
    """Where a voice's sound comes from."""

    def read(self, count: int, patience_s: float) -> bytes:
        """Up to `count` samples; fewer when there are no more, or none came for `patience_s` seconds."""

    def close(self) -> None:
        """Nothing more is wanted."""


class Bed:
    """The last resort, over and over."""

    def __init__(self) -> None:
        self._at = 0

    def read(self, count: int, patience_s: float) -> bytes:
        loop = bed()
        start = self._at % len(loop)
        self._at += count * FRAME
        turns = (start + count * FRAME) // len(loop) + 1
        return (loop * turns)[start : start + count * FRAME]

    def close(self) -> None:
        """Nothing to close."""


class Silence:
    """A planned silence."""

    def read(self, count: int, patience_s: float) -> bytes:
        return silence(count)

    def close(self) -> None:
        """Nothing to close."""


class Voice:
    """A source with a gain over time. All counts are samples: `length` is what it plays, `tail` what fades after it."""

    def __init__(self, source: Source, length: int, *, fade_in: int = 0, fade_out: int = 0, tail: int = 0) -> None:
        self._source = source
        self._fade_in = min(fade_in, length)
        self._fade_out = min(fade_out, length)
        self._at = 0
        self._length = length
        self._tail = tail

    @property
    def left(self) -> int:
        """Until its end, without the tail."""
        return max(0, self._length - self._at)

    def shorten(self, left: int, fade: int) -> None:
        """It ends in `left` samples, the last `fade` of them fading, and has no tail."""
        if left < self.left:
            self._length = self._at + left
            self._fade_out = min(fade, left)
            self._tail = 0

    def cut(self, fade: int) -> None:
        """It ends here, and its next `fade` samples fade beneath what follows."""
        if self.left:
            self._length = self._at
            self._fade_out = 0
            self._tail = fade

    def render(self, count: int, patience_s: float) -> bytes:
        """`count` samples; fewer when the source is missing more than a rounding."""
        pcm = self._source.read(count, patience_s)
        missing = count - len(pcm) // FRAME
        shaped = self._shape(pcm)
        if missing and self.left - len(pcm) // FRAME > SHORT_BY:
            self._at += len(pcm) // FRAME
            return shaped
        self._at += count
        return shaped + silence(missing)

    def render_tail(self, count: int, patience_s: float) -> bytes:
        """Up to `count` samples of what fades beneath the next; none when it is over."""
        past = self._at - self._length
        count = min(count, self._tail - past)
        pcm = self._source.read(count, patience_s) if count > 0 else b""
        if not pcm:
            return b""
        self._at += count
        return ramp(pcm, 1 - past / self._tail, 1 - (past + len(pcm) // FRAME) / self._tail)

    def close(self) -> None:
        self._source.close()

    def _shape(self, pcm: bytes) -> bytes:
        """The gain, in straight pieces between its bends."""
        end = self._at + len(pcm) // FRAME
        inner = {edge for edge in (self._fade_in, self._length - self._fade_out) if self._at < edge < end}
        bends = [self._at, *sorted(inner), end]
        pieces = []
        for here, there in pairwise(bends):
            piece = pcm[(here - self._at) * FRAME : (there - self._at) * FRAME]
            first, last = self._gain(here), self._gain(there)
            pieces.append(piece if first == last == 1.0 else ramp(piece, first, last))
        return b"".join(pieces)

    def _gain(self, at: int) -> float:
        rising = at / self._fade_in if at < self._fade_in else 1.0
        falling = (self._length - at) / self._fade_out if at > self._length - self._fade_out else 1.0
        return rising * max(0.0, falling)
