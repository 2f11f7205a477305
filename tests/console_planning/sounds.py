"""Small sound files, made without any program."""

from __future__ import annotations

import io
import wave

import numpy as np

RATE = 44_100


def tone(hertz: float = 440, seconds: float = 1.0) -> bytes:
    """A WAV file."""
    sound = 0.2 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return made.getvalue()
