"""A mix kept on disk between the pass that measures it and the pass that encodes it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

import numpy as np

from audio.disk import writing
from audio.meter import Meter
from audio.pcm import RATE, Pcm, floats

_BLOCK_FRAMES = 441_000


class Spool:
    """Takes blocks shaped (frames, channels), measures them on another core, and gives them back as often as asked."""

    def __init__(self, channels: int) -> None:
        self.channels = channels
        # A mono mix is heard from two loudspeakers.
        self.meter = Meter(RATE, channels, (2.0,) if channels == 1 else None)
        with writing(tempfile.gettempdir()):
            self._file = tempfile.TemporaryFile(prefix="siar-mix-")  # noqa: SIM115 (closed in __exit__)
        self._measuring = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None
        self.frames = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._measuring.shutdown()
        self._file.close()

    def add(self, block: Pcm) -> None:
        """Keep and measure the next block."""
        if self._last:
            self._last.result()
        self._last = self._measuring.submit(self._measure, block)
        with writing(tempfile.gettempdir()):
            self._file.write(block.tobytes())
        self.frames += len(block)

    def _measure(self, block: Pcm) -> None:
        self.meter.feed(floats(block))

    def finished(self) -> Meter:
        """The meter, when all is measured."""
        if self._last:
            self._last.result()
        return self.meter

    def blocks(self) -> Iterator[Pcm]:
        """All that was added, from the start."""
        with writing(tempfile.gettempdir()):
            self._file.seek(0)
        while data := self._file.read(_BLOCK_FRAMES * 2 * self.channels):
            yield np.frombuffer(data, np.int16).reshape(-1, self.channels)
