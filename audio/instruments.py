"""Notes of a small Sundanese ensemble, made by synthesis: plucked strings, bronze keys, bamboo, flute, gong."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from audio.pcm import RATE, Floats

Random = np.random.Generator
Shares = npt.NDArray[np.floating]
Instrument = Callable[[float, Random], Floats]
_ATTACK = RATE // 250  # 4 ms, so that a struck note does not click


def kacapi(hz: float, random: Random) -> Floats:
    """A plucked string, 1.6 s: twelve partials, the higher the shorter."""
    partials = np.arange(1, 13)
    return _struck(
        hz * partials * np.sqrt(1 + 0.0004 * partials**2), 1 / partials**1.1, 0.5 / partials**0.7, 1.6, random
    )


def saron(hz: float, random: Random) -> Floats:
    """A bronze key, 1.8 s."""
    return _struck(
        hz * np.array([1, 2.0, 2.76, 5.4]), np.array([1, 0.3, 0.35, 0.15]), np.array([0.6, 0.3, 0.2, 0.08]), 1.8, random
    )


def bonang(hz: float, random: Random) -> Floats:
    """A small kettle gong, 1.4 s."""
    return _struck(
        hz * np.array([1, 1.52, 2.3, 3.4]), np.array([1, 0.5, 0.25, 0.1]), np.array([0.4, 0.25, 0.15, 0.1]), 1.4, random
    )


def gong(hz: float, random: Random) -> Floats:
    """The large gong, 6 s, with the beating of its two lowest partials."""
    return _struck(
        hz * np.array([1, 1.012, 1.5, 2.02, 2.9, 4.1]),
        np.array([1, 0.8, 0.4, 0.5, 0.2, 0.15]),
        np.array([2.2, 2.0, 1.2, 1.0, 0.5, 0.3]),
        6.0,
        random,
    )


def bedug(hz: float, random: Random) -> Floats:
    """A stroke on the large drum of a mosque, 1.5 s: a skin whose pitch sinks, and the wood of the stick."""
    time = _time(1.5)
    skin = np.sin(2 * np.pi * hz * (time + 0.03 * (1 - np.exp(-time / 0.03)))) * np.exp(-time / 0.35)
    wood = 0.3 * random.standard_normal(len(time)) * np.exp(-time / 0.006)
    return _eased(skin + wood)


def angklung(hz: float, random: Random) -> Floats:
    """Shaken bamboo, 1.2 s: two tubes an octave apart, ten strokes a second."""
    time = _time(1.2)
    strokes = 0.55 + 0.45 * np.sin(2 * np.pi * (10 + random.uniform(-0.5, 0.5)) * time)
    tubes = np.sin(2 * np.pi * hz * time) + 0.6 * np.sin(4 * np.pi * hz * time)
    return _eased(tubes * strokes * np.exp(-time / 0.7))


def suling(hz: float, random: Random) -> Floats:
    """A bamboo flute, 1.5 s, with vibrato and breath."""
    time = _time(1.5)
    phase = 2 * np.pi * hz * time + 0.25 * np.sin(2 * np.pi * 5.2 * time) * np.minimum(1, time / 0.5)
    breath = 0.03 * random.standard_normal(len(time))
    swell = np.minimum(1, time / 0.06) * np.minimum(1, (1.5 - time) / 0.3)
    return _eased((np.sin(phase) + 0.2 * np.sin(2 * phase) + 0.08 * np.sin(3 * phase) + breath) * swell)


def pad(hz: float, seconds: float, random: Random) -> Floats:
    """A soft sustained fifth that swells and sinks, built from a loop of four seconds."""
    time, frames = _time(4.0), int(seconds * RATE)
    tones = (hz, 1.0), (hz * 1.5, 0.6), (hz * 2, 0.4), (hz * 2 + 0.5, 0.4)
    loop = sum(share * np.sin(2 * np.pi * np.round(tone * 4) / 4 * time) for tone, share in tones)
    steps = np.arange(frames // 441 + 1)
    swell = 0.75 + 0.25 * np.sin(2 * np.pi * random.uniform(0.0007, 0.0013) * steps + random.uniform(0, 6))
    return np.asarray(np.resize(loop, frames) * np.repeat(swell, 441)[:frames], np.float32)


def _struck(hz: Shares, shares: Shares, decays: Shares, seconds: float, random: Random) -> Floats:
    time = _time(seconds)
    audible = hz < 0.45 * RATE
    phases = random.uniform(0, 2 * np.pi, len(hz))
    sound = np.zeros_like(time)
    for tone, share, decay, phase in zip(hz[audible], shares[audible], decays[audible], phases[audible], strict=True):
        sound += (
            np.float32(share)
            * np.exp(-time / np.float32(decay))
            * np.sin(np.float32(2 * np.pi * tone) * time + np.float32(phase))
        )
    return _eased(sound)


def _time(seconds: float) -> Floats:
    return np.arange(int(seconds * RATE), dtype=np.float32) / np.float32(RATE)


def _eased(sound: Floats) -> Floats:
    eased = np.asarray(sound, np.float32)
    eased[:_ATTACK] *= np.linspace(0, 1, _ATTACK, dtype=np.float32)
    eased[-RATE // 20 :] *= np.linspace(1, 0, RATE // 20, dtype=np.float32)
    return np.asarray(eased / np.abs(eased).max())
