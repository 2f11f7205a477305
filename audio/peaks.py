"""The waveform of a sound as a few kilobytes for the page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_GRID = 441
MOST = 1000


class Waveform:
    """Takes sound block by block and keeps the peak of every 10 ms."""

    def __init__(self) -> None:
        self._peaks: list[npt.NDArray[np.int32]] = []
        self._kept = np.zeros(0, np.int32)

    def feed(self, block: npt.NDArray[np.int16]) -> None:
        """Take in samples shaped (frames, channels)."""
        loudest = np.concatenate([self._kept, np.abs(block.astype(np.int32)).max(axis=1)])
        whole = len(loudest) // _GRID * _GRID
        self._peaks.append(loudest[:whole].reshape(-1, _GRID).max(axis=1))
        self._kept = loudest[whole:]

    def peaks(self) -> list[int]:
        """At most a thousand peaks from 0 to 127, evenly spread over the whole."""
        last = self._kept.max(keepdims=True) if len(self._kept) else self._kept
        found = np.concatenate([*self._peaks, last])
        if len(found) > MOST:
            edges = np.linspace(0, len(found), MOST, endpoint=False).astype(int)
            found = np.maximum.reduceat(found, edges)
        return [int(peak) * 127 // 32768 for peak in found]
