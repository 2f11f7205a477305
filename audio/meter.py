"""Loudness by EBU R128 and ITU-R BS.1770, fed block by block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audio.kweighting import Window
from audio.truepeak import TruePeak

Energies = npt.NDArray[np.float64]
SILENCE_LUFS = -70.0
_OFFSET = -0.691
_SURROUND = {5: (1, 1, 1, 1.41, 1.41), 6: (1, 1, 1, 0, 1.41, 1.41)}


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness in LUFS, true peak in dBTP, loudness range in LU, duration in milliseconds."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float
    duration_ms: int


class Gauge:
    """Takes sound block by block and keeps one energy for each 100 ms.

    `weights` is each channel's share in the sum; by default the standard's. (2.0,) measures a mono signal that
    will be heard from two loudspeakers. Needs a rate that is a multiple of 10.
    """

    def __init__(self, rate: int, channels: int, weights: tuple[float, ...] | None = None) -> None:
        self.rate, self.frames = rate, 0
        self._weights = weights or _SURROUND.get(channels, (1,) * channels)
        self._window = Window.of(rate)
        self._kept = np.zeros((channels, self._window.before), np.float32)
        self._bins = [np.zeros(0)]

    def feed(self, block: npt.NDArray[np.float32]) -> None:
        """Take in samples of shape (frames, channels), full scale 1.0."""
        padded = np.concatenate([self._kept, block.T], axis=1)
        bins = self._energies(padded)
        self._bins.append(bins)
        self.frames += len(block)
        self._kept = padded[:, len(bins) * self._window.step :].copy()

    def _energies(self, padded: npt.NDArray[np.float32]) -> Energies:
        found = np.zeros(self._window.count(padded.shape[1]))
        for channel, weight in zip(padded, self._weights, strict=True):
            if weight:
                found += weight * self._window.energies(channel)
        return found

    def energies(self) -> Energies:
        """The mean weighted power of each whole 100 ms; of all that there is when it is shorter."""
        step, after = self._window.step, self._window.before
        bins = np.concatenate([*self._bins, self._energies(np.pad(self._kept, ((0, 0), (0, after))))])
        if len(bins) == 0 and self.frames:
            return self._energies(np.pad(self._kept, ((0, 0), (0, step)))) * step / self.frames
        return bins


class Meter(Gauge):
    """A gauge that keeps the true peaks too."""

    def __init__(self, rate: int, channels: int, weights: tuple[float, ...] | None = None) -> None:
        super().__init__(rate, channels, weights)
        self.peaks = TruePeak(channels)

    def feed(self, block: npt.NDArray[np.float32]) -> None:
        """Take in samples of shape (frames, channels), full scale 1.0."""
        super().feed(block)
        self.peaks.feed(block)

    def result(self) -> Loudness:
        """What the standard says of all that was fed."""
        energies = self.energies()
        duration_ms = round(self.frames * 1000 / self.rate)
        return Loudness(integrated(energies), self.peaks.dbtp(), loudness_range(energies), duration_ms)


def lufs(energy: float) -> float:
    """A weighted power as LUFS, no lower than the standard's absolute gate."""
    return max(SILENCE_LUFS, _OFFSET + 10 * float(np.log10(energy))) if energy > 0 else SILENCE_LUFS


def integrated(energies: Energies) -> float:
    """Gated loudness in LUFS of 100 ms energies: blocks of 400 ms, gates at -70 LUFS and 10 LU below the rest."""
    blocks = _windows(energies, 4)
    loud = _above(blocks, SILENCE_LUFS)
    if len(loud) == 0:
        return SILENCE_LUFS
    return lufs(float(_above(loud, lufs(float(loud.mean())) - 10).mean()))


def loudness_range(energies: Energies) -> float:
    """Loudness range in LU by EBU Tech 3342: windows of 3 s, gates at -70 LUFS and 20 LU below the rest."""
    loud = _above(_windows(energies, 30), SILENCE_LUFS)
    if len(loud) < 2:
        return 0.0
    kept = _above(loud, lufs(float(loud.mean())) - 20)
    low, high = np.percentile(10 * np.log10(kept), (10, 95))
    return float(high - low)


def _windows(energies: Energies, size: int) -> Energies:
    size = max(1, min(size, len(energies)))
    sums = np.concatenate([[0.0], np.cumsum(energies)])
    return np.asarray((sums[size:] - sums[:-size]) / size)


def _above(energies: Energies, gate_lufs: float) -> Energies:
    return energies[energies > 10 ** ((gate_lufs - _OFFSET) / 10)]
