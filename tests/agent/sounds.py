"""Sound that a test can recognise sample by sample."""

from __future__ import annotations

import io
import random
import wave
from array import array
from functools import cache

RATE = 44_100


@cache
def noise(seconds: float, seed: int) -> bytes:
    """A WAV of noise that is never nothing, other for every seed."""
    chance = random.Random(seed)
    block = array("h", (chance.choice((-1, 1)) * chance.randint(500, 9000) for _ in range(4096)))
    count = round(seconds * RATE) * 2
    values = (block * (count // len(block) + 1))[:count]
    return wav(values.tobytes())


def wav(pcm: bytes) -> bytes:
    """44.1 kHz stereo 16-bit PCM as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm)
    return out.getvalue()


def pcm(sound: bytes) -> bytes:
    """The samples of a WAV file."""
    with wave.open(io.BytesIO(sound)) as file:
        return file.readframes(file.getnframes())
