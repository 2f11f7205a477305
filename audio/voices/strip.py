"""The channel strip of the voice: phase, tone and level, as an announcer's microphone has it before the desk.

A synthesised voice has peaks some 20 dB above its loudness, since all its harmonics start together. Turning their
phases apart and holding the loudest vowels gently (2:1) leaves the limiter of the mix next to nothing to do.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from audio.pcm import RATE, Pcm, resampled, rounded

_Spectrum = npt.NDArray[np.complexfloating]
_FFT, _TAIL = 4096, 1024
_HEADROOM = 0.8
_GRID, _LOOK = 220, 3  # the level is looked at every 5 ms, and 15 ms ahead
_OVER_DB, _RATIO = 9.0, 2.0
_FLOOR = 0.001
_LEVEL = 0.1


def tone(voice: Pcm, rate: int) -> Pcm:
    """One phrase at any rate, turned and equalised, at 44,100 frames a second and 2 dB lower."""
    if RATE % rate:
        voice, rate = resampled(voice, rate), RATE
    times = RATE // rate
    padded = np.concatenate([np.zeros(_TAIL, np.float32), voice.astype(np.float32), np.zeros(_TAIL, np.float32)])
    out = np.empty((len(padded) - _TAIL) * times, np.float32)
    response = _response(rate)
    for start in range(0, len(padded) - _TAIL, _FFT - _TAIL):
        # "forward" is the only norm that numpy reckons in single precision.
        spectrum = np.fft.rfft(padded[start : start + _FFT], _FFT, norm="forward") * response
        piece = np.fft.irfft(spectrum, _FFT * times)[_TAIL * times :]
        end = min(len(out), start * times + len(piece))
        out[start * times : end] = piece[: end - start * times]
    out *= np.float32(_HEADROOM * times * _FFT)
    return rounded(out)


def level(phrases: Iterable[Pcm]) -> float:
    """The mean level of what is heard in the phrases, linear, full scale 1.0."""
    total, frames = 0.0, 0
    for phrase in phrases:
        heard = phrase[np.abs(phrase) > _FLOOR * 32768].astype(np.float32)
        total, frames = total + float(np.einsum("i,i", heard, heard)), frames + len(heard)
    return float(np.sqrt(total / frames)) / 32768 if frames else _FLOOR


def hold(phrase: Pcm, mean_level: float) -> Pcm:
    """The phrase at -20 dB, with what rises more than 9 dB above the mean level held, two decibels to one."""
    steps = np.pad(phrase, (0, -len(phrase) % _GRID)).astype(np.float32).reshape(-1, _GRID)
    loudest = np.maximum(steps.max(axis=1), -steps.min(axis=1)) / 32768
    ahead = np.lib.stride_tricks.sliding_window_view(np.pad(loudest, _LOOK), 2 * _LOOK + 1).max(axis=1)
    threshold = mean_level * 10 ** (_OVER_DB / 20)
    gains = _LEVEL / mean_level * np.minimum(1.0, (np.maximum(ahead, 1e-6) / threshold) ** (1 / _RATIO - 1))
    window = np.hanning(2 * _LOOK + 3)[1:-1]
    smooth = np.convolve(np.pad(gains, _LOOK, mode="edge"), window / window.sum(), "valid").astype(np.float32)
    towards = np.append(smooth[1:], smooth[-1:]) - smooth
    steps *= smooth[:, None] + towards[:, None] * (np.arange(_GRID, dtype=np.float32) / _GRID)
    return rounded(steps.reshape(-1)[: len(phrase)])


@functools.cache
def _response(rate: int) -> npt.NDArray[np.complex64]:
    s = 1j * np.fft.rfftfreq(_FFT, 1 / rate)
    response = _highpass(s, 70) * _bell(s, 180, 2.0, 0.8) * _bell(s, 400, -1.5, 1.0) * _bell(s, 3200, 2.0, 0.8)
    turned = response * _allpass(s, 300, 0.7) ** 4
    turned[-1] = 0  # the topmost bin can't be carried to a higher rate
    return np.asarray(turned, np.complex64)


def _highpass(s: _Spectrum, hz: float) -> _Spectrum:
    x = s / hz
    return np.asarray(x**2 / (x**2 + 1.414 * x + 1))


def _bell(s: _Spectrum, hz: float, db: float, q: float) -> _Spectrum:
    x, a = s / hz, 10 ** (db / 40)
    return np.asarray((x**2 + x * a / q + 1) / (x**2 + x / (a * q) + 1))


def _allpass(s: _Spectrum, hz: float, q: float) -> _Spectrum:
    x = s / hz
    return np.asarray((1 - x / q + x**2) / (1 + x / q + x**2))
