"""Samples as the rooms pass them on: 16 bit, 44,100 frames a second, one or two channels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 44_100
Pcm = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float32]
_FULL = np.float32(1 / 32768)


def floats(samples: Pcm) -> Floats:
    """The same samples with full scale at 1.0."""
    return np.asarray(samples.astype(np.float32) * _FULL, np.float32)


def integers(samples: Floats) -> Pcm:
    """The same samples as 16 bit, what is over full scale clipped."""
    return rounded(samples * np.float32(32768))


def rounded(samples: Floats) -> Pcm:
    """Samples that are in steps of 16 bit already, rounded and clipped in place."""
    np.rint(samples, out=samples)
    np.clip(samples, -32768, 32767, out=samples)
    return samples.astype(np.int16)


def resampled(samples: Pcm, rate: int) -> Pcm:
    """One channel of a phrase, carried from another rate to 44,100 frames a second."""
    if not len(samples):
        return samples
    spectrum = np.fft.rfft(samples.astype(np.float32))
    frames = len(samples) * RATE // rate
    return rounded(np.asarray(np.fft.irfft(spectrum, frames) * (frames / len(samples)), np.float32))
