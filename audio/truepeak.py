"""True peaks by ITU-R BS.1770: the signal between its samples, at four times the rate."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

GRID = 64  # frames that share one peak: 1.5 ms at 44.1 kHz
_TAPS = 16  # on each side of the place between two samples
_NEAR = 0.55  # what is 5 dB below the loudest sample can't hold the true peak

Peaks = npt.NDArray[np.float32]


class TruePeak:
    """Takes sound block by block and keeps the true peak of every GRID frames, linear, full scale 1.0."""

    def __init__(self, channels: int) -> None:
        self._kept = np.zeros((0, channels), np.float32)
        self._loudest = 0.0
        self._peaks: list[Peaks] = []
        self._before = np.zeros((_TAPS, channels), np.float32)

    def feed(self, block: npt.NDArray[np.float32]) -> None:
        """Take in samples of shape (frames, channels)."""
        if not len(block):
            return
        block = np.concatenate([self._kept, block])
        whole = max(0, (len(block) - _TAPS) // GRID * GRID)
        if whole:
            self._take(block[: whole + _TAPS])
            self._before = np.concatenate([self._before, block[:whole]])[-_TAPS:]
        self._kept = block[whole:]

    def _take(self, block: npt.NDArray[np.float32]) -> None:
        found: Peaks | None = None
        for channel, before in zip(block.T, self._before.T, strict=True):
            peaks = self._of(np.concatenate([before, channel]))
            found = peaks if found is None else np.maximum(found, peaks)
        if found is not None:
            self._peaks.append(found)

    def _of(self, padded: npt.NDArray[np.float32]) -> Peaks:
        grid = padded[_TAPS:-_TAPS].reshape(-1, GRID)
        peaks = np.maximum(grid.max(axis=1), -grid.min(axis=1))
        self._loudest = max(self._loudest, float(peaks.max()))
        near = np.flatnonzero(peaks > max(_NEAR * self._loudest, 1e-6))
        if len(near):
            windows = np.lib.stride_tricks.sliding_window_view(padded, GRID + 2 * _TAPS)[near * GRID]
            # Not `@`: the threads that it would start fight the encoder for the cores.
            between = np.abs(np.einsum("ij,jk->ik", windows, _interpolation())).max(axis=1)
            peaks[near] = np.maximum(peaks[near], between)
        return np.asarray(peaks)

    def peaks(self) -> Peaks:
        """The peak of each GRID frames so far; the last one may be of fewer frames."""
        rest = len(self._kept)
        if not rest:
            return np.concatenate(self._peaks) if self._peaks else np.zeros(0, np.float32)
        closing = TruePeak(self._kept.shape[1])
        closing._loudest, closing._before = self._loudest, self._before
        closing.feed(np.pad(self._kept, ((0, -rest % GRID + _TAPS), (0, 0))))
        return np.concatenate([*self._peaks, *closing._peaks])

    def dbtp(self) -> float:
        """The highest true peak in dBTP; -200 of digital silence."""
        peaks = self.peaks()
        highest = float(peaks.max()) if len(peaks) else 0.0
        return 20 * float(np.log10(max(highest, 1e-10)))


@functools.cache
def _interpolation() -> npt.NDArray[np.float32]:
    """Three points between each two of GRID samples, out of GRID + 2 * _TAPS samples, as one matrix."""
    matrix = np.zeros((GRID + 2 * _TAPS, 3 * GRID))
    offsets = np.arange(1 - _TAPS, _TAPS + 1)
    for phase, fraction in enumerate((0.25, 0.5, 0.75)):
        distance = offsets - fraction
        taps = (
            np.sinc(distance) * np.kaiser(2001, 6.0)[np.round((distance / _TAPS + 1) * 1000).astype(int).clip(0, 2000)]
        )
        for frame in range(GRID):
            at = frame + _TAPS + offsets
            inside = at < GRID + 2 * _TAPS
            matrix[at[inside], phase * GRID + frame] = taps[inside]
    return matrix.astype(np.float32)
