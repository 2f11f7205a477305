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
    return np.asarray(np.rint(np.clip(samples * 32768, -32768, 32767)), np.int16)
