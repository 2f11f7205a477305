"""The waveform of a sound as a few kilobytes for the page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from audio.pcm import Pcm

_GRID = 441
MOST = 1000


class Waveform:
    """Takes sound block by block and keeps the peak of every 10 ms; all blocks of as many channels."""

    def __init__(self) -> None:
        self._peaks: list[npt.NDArray[np.int32]] = []
        self._kept: Pcm | None = None

    def feed(self, block: Pcm) -> None:
        """Take in samples shaped (frames, channels)."""
        if self._kept is not None and len(self._kept):
            block = np.concatenate([self._kept, block])
        whole = len(block) // _GRID * _GRID
        self._peaks.append(_loudest(block[:whole]))
        self._kept = block[whole:]

    def peaks(self) -> list[int]:
        """At most a thousand peaks from 0 to 127, evenly spread over the whole."""
        rest = self._kept
        last = [] if rest is None or not len(rest) else [_loudest(np.resize(rest, (_GRID, rest.shape[1])))]
        found = np.concatenate([np.zeros(0, np.int32), *self._peaks, *last])
        if len(found) > MOST:
            edges = np.linspace(0, len(found), MOST, endpoint=False).astype(int)
            found = np.maximum.reduceat(found, edges)
        return [int(peak) * 127 // 32768 for peak in found]


def _loudest(block: Pcm) -> npt.NDArray[np.int32]:
    grid = block.reshape(-1, _GRID * block.shape[1])
    return np.asarray(np.maximum(grid.max(axis=1).astype(np.int32), -grid.min(axis=1).astype(np.int32)))
