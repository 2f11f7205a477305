"""One linear gain to the target loudness, and a true-peak limiter of at most 3 dB."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audio.meter import Energies, integrated
from audio.pcm import Floats, Pcm, rounded
from audio.truepeak import GRID, Peaks

LIMIT_DB = 3.0
TURNS, NEAR_LU = 12, 0.03  # what the limiter takes is made up for again and again, until so little is missing
_LOOK = 6  # grid steps before and after a peak in which the limiter moves: 9 ms


@dataclass(frozen=True)
class Master:
    """The gain of the whole, linear, and what the limiter takes off at each GRID frames (None: nothing).

    `held` says that the limiter's 3 dB did not suffice for the target; `lufs` and `dbtp` are what will come of it.
    """

    gain: float
    curve: Floats | None
    held: bool
    lufs: float
    dbtp: float

    def applied(self, samples: Pcm, first_frame: int) -> Pcm:
        """Samples shaped (frames, channels) that begin at a frame of the whole, at their final level."""
        if self.curve is None:
            return rounded(samples * np.float32(self.gain))
        return rounded(samples * self._gains(first_frame, len(samples))[:, None])

    def _gains(self, first: int, frames: int) -> Floats:
        assert self.curve is not None
        a, b = max(0, first // GRID - 1), (first + frames) // GRID + 2
        near = self.curve[a:b]
        if near.min() >= 1.0:
            return np.full(frames, self.gain, np.float32)
        middles = (np.arange(a, a + len(near)) + 0.5) * GRID
        return np.asarray(np.interp(np.arange(first, first + frames), middles, near * self.gain), np.float32)


def master(energies: Energies, peaks: Peaks, rate: int, target_lufs: float, ceiling_dbtp: float) -> Master:
    """The gain and limiter that bring sound of these 100 ms energies and GRID peaks to the target.

    Where more than 3 dB would have to be limited, the gain is as high as 3 dB allow.
    """
    highest = float(peaks.max()) if len(peaks) else 0.0
    ceiling = 10 ** (ceiling_dbtp / 20)
    most = ceiling * 10 ** (LIMIT_DB / 20) / highest if highest else 1.0
    wanted = min(most, 10 ** ((target_lufs - integrated(energies)) / 20))
    gain, curve = wanted, _curve(peaks * wanted, ceiling)
    for _ in range(TURNS):
        if curve is None or gain >= most:
            break
        lost = target_lufs - integrated(_after(energies, peaks, curve, rate) * gain * gain)
        if abs(lost) < NEAR_LU:
            break
        gain = min(most, gain * 10 ** (lost / 20))
        curve = _curve(peaks * gain, ceiling)
    left = energies if curve is None else _after(energies, peaks, curve, rate)
    loudest = highest * gain if curve is None else float((peaks * curve).max()) * gain
    return Master(gain, curve, gain >= most, integrated(left * gain * gain), 20 * float(np.log10(max(loudest, 1e-10))))


def _curve(peaks: Peaks, ceiling: float) -> Floats | None:
    if not len(peaks) or peaks.max() <= ceiling:
        return None
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    # One step more than the smoothing reaches, since the gain between two middles is drawn straight.
    held = np.lib.stride_tricks.sliding_window_view(np.pad(needed, _LOOK + 1, constant_values=1.0), 2 * _LOOK + 3).min(
        axis=1
    )
    window = np.hanning(2 * _LOOK + 3)[1:-1]
    smooth = np.convolve(np.pad(held, _LOOK, constant_values=1.0), window / window.sum(), "valid")
    return np.asarray(smooth, np.float32)


def _after(energies: Energies, peaks: Peaks, curve: Floats, rate: int) -> Energies:
    """The energies with what the limiter takes, judged by the peaks that it holds."""
    bins = np.minimum((np.arange(len(peaks)) * GRID + GRID // 2) * 10 // rate, len(energies) - 1)
    power = peaks.astype(np.float64) ** 2
    before = np.bincount(bins, power, len(energies))
    kept = np.bincount(bins, power * curve.astype(np.float64) ** 2, len(energies))
    return energies * np.divide(kept, before, out=np.ones_like(before), where=before > 0)
