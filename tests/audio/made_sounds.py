"""Sounds that the tests make themselves."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from audio.ffmpeg import ffmpeg_path

RATE = 44_100
MakeSound = Callable[..., Path]


def sine(hz: float, seconds: float, dbfs: float, rate: int = RATE) -> np.ndarray:
    """One channel of a sine."""
    return 10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)


def write_wave(path: Path, samples: np.ndarray, rate: int = RATE) -> Path:
    """Samples of shape (frames,) or (frames, channels) as a 16 bit WAV."""
    samples = samples if samples.ndim == 2 else samples[:, None]
    with wave.open(str(path), "wb") as file:
        file.setparams((samples.shape[1], 2, rate, 0, "NONE", ""))
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def ffmpeg(*arguments: str | Path) -> None:
    """Run ffmpeg as another program would."""
    subprocess.run([ffmpeg_path(), "-v", "error", "-y", *map(str, arguments)], check=True, capture_output=True)
