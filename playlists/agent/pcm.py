"""Arithmetic on 44.1 kHz stereo signed 16-bit PCM, without numpy: the agent is small."""

from __future__ import annotations

import math
import sys
from array import array
from dataclasses import dataclass
from functools import cache
from operator import mul

FRAME = 4
_BIG_ENDIAN = sys.byteorder == "big"


def silence(count: int) -> bytes:
    """`count` samples of nothing."""
    return bytes(count * FRAME)


def ramp(pcm: bytes, first: float, last: float) -> bytes:
    """The sound with a gain that goes in a straight line from `first` to `last` (1.0 is unchanged)."""
    values = _values(pcm)
    step = (last - first) / max(1, len(values) // 2)
    for index in range(0, len(values), 2):
        gain = first + step * (index // 2)
        values[index] = int(values[index] * gain)
        values[index + 1] = int(values[index + 1] * gain)
    return _bytes(values)


def add(one: bytes, other: bytes) -> bytes:
    """Both at once, held within the largest value; `other` may be shorter."""
    values = _values(one)
    for index, value in enumerate(_values(other)):
        total = values[index] + value
        values[index] = 32767 if total > 32767 else -32768 if total < -32768 else total
    return _bytes(values)


def loudest(pcm: bytes) -> int:
    """The largest value, of 32767; 0 of nothing."""
    values = _values(pcm)
    return max(max(values), -min(values)) if values else 0


@dataclass(frozen=True, slots=True)
class Loudness:
    """`peak` is the largest value, `energy` the sum of the squares of all values."""

    peak: int
    energy: int


def loudness(pcm: bytes | memoryview) -> Loudness:
    """How loud some sound is."""
    values = _values(pcm)
    return Loudness(max(max(values), -min(values)), sum(map(mul, values, values))) if values else Loudness(0, 0)


@cache
def bed() -> bytes:
    """Four seconds of a quiet chord that repeats without a seam: the last resort."""
    length = 4 * 44_100
    # Whole numbers of turns in four seconds: A2, E3, A3, C sharp 4, each swelling once at its own time.
    voices = ((440, 1), (659, 2), (880, 1), (1109, 3))
    table = [math.sin(2 * math.pi * step / 4096) for step in range(4096)]
    values = array("h", bytes(length * FRAME))
    for index in range(length):
        total = 0.0
        for turns, swell in voices:
            swelling = 0.6 + 0.4 * table[index * swell * 4096 // length % 4096]
            total += table[index * turns * 4096 // length % 4096] * swelling
        values[2 * index] = values[2 * index + 1] = int(total * 650)
    return _bytes(values)


def _values(pcm: bytes | memoryview) -> array[int]:
    values = array("h")
    values.frombytes(pcm)
    if _BIG_ENDIAN:
        values.byteswap()
    return values


def _bytes(values: array[int]) -> bytes:
    if _BIG_ENDIAN:
        values.byteswap()
    return values.tobytes()
