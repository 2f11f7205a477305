"""What stands in the way of airing a recording: silence, clipping, hum, and what to do about each."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from audio.decoding import decoding_stereo
from audio.errors import ForeignAudio
from audio.meter import SILENCE_LUFS, Loudness, Meter
from audio.pcm import RATE, Floats

_STEP = RATE // 100  # 10 ms
_STEP_MS = 10
_QUIET_DB = -36.0  # below the loudest 10 ms; a room's noise lies lower, a word's end higher
_FLOOR = 10 ** (-60 / 20)
_KEPT_MS = 40  # what a cue leaves before and after the sound
LONG_SILENCE_MS = 2500
_CLIPPED, _CLIPPED_RUNS = 0.995, 3
_HUM_HZ, _HUM_SHARE = (50, 60, 100, 120), 0.003
_HUM_FFT = 1 << 16


@dataclass(frozen=True)
class Finding:
    """One thing to put right: its kind (`silence`, `clipping`, `hum`, `quiet`), where in ms, what, and how to mend it.

    English source texts with `%(name)s` places filled from `values`, translated where they are shown.
    """

    kind: str
    at_ms: int
    message: str
    mend: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Inspection:
    """A file's length and loudness, the cues around its sound in milliseconds, and what was found in it."""

    duration_ms: int
    cue_in_ms: int
    cue_out_ms: int
    loudness: Loudness
    findings: tuple[Finding, ...]


def inspect(path: Path, name: str = "") -> Inspection:
    """Listen to any sound. ForeignAudio when it is none, is damaged, or holds only silence."""
    listener, meter = Listener(), Meter(RATE, 2)
    with decoding_stereo(path, name=name) as stream:
        for block in stream.blocks:
            listener.feed(block)
            meter.feed(block)
    return listener.inspection(meter.result(), name or path.name)


class Listener:
    """Takes stereo sound at 44,100 frames a second block by block, and says what it heard."""

    def __init__(self) -> None:
        self._levels: list[npt.NDArray[np.float32]] = []
        self._kept = np.zeros((0, 2), np.float32)
        self._clipped: list[int] = []
        self._spectrum = np.zeros(_HUM_FFT // 2 + 1)
        self._frames = 0

    def feed(self, block: Floats) -> None:
        """Take in samples of shape (frames, 2), full scale 1.0."""
        self._find_clipping(block)
        for start in range(0, len(block) - _HUM_FFT + 1, _HUM_FFT):
            left, right = block[start : start + _HUM_FFT].T
            mono = (left + right) * _hum_window()
            # "forward" is the only norm that numpy reckons in single precision.
            self._spectrum += np.abs(np.fft.rfft(mono, norm="forward")) ** 2
        self._frames += len(block)
        block = np.concatenate([self._kept, block])
        whole = len(block) // _STEP * _STEP
        steps = block[:whole].reshape(-1, _STEP * 2)
        self._levels.append(np.maximum(steps.max(axis=1), -steps.min(axis=1)))
        self._kept = block[whole:]

    def _find_clipping(self, block: Floats) -> None:
        left, right = np.abs(block).T
        over = np.maximum(left, right) >= _CLIPPED
        runs = over[:-2] & over[1:-1] & over[2:]
        starts = np.flatnonzero(runs[1:] & ~runs[:-1])
        self._clipped += [self._frames + int(start) for start in starts[:1000]]

    def inspection(self, loudness: Loudness, name: str) -> Inspection:
        """What all of it comes to, with what a meter said of it. ForeignAudio when there was nothing to hear."""
        levels = np.concatenate([np.zeros(0, np.float32), *self._levels])
        if loudness.integrated_lufs <= SILENCE_LUFS or not len(levels):
            raise ForeignAudio("%(file)s holds only silence.", "Check the microphone and record it again.", file=name)
        heard = np.flatnonzero(levels > max(_FLOOR, float(levels.max()) * 10 ** (_QUIET_DB / 20)))
        first, last = int(heard[0]) * _STEP_MS, int(heard[-1] + 1) * _STEP_MS
        cue_in, cue_out = max(0, first - _KEPT_MS), min(loudness.duration_ms, last + _KEPT_MS)
        findings = (*_silences(heard), *self._clippings(), *self._hum(), *_quiet(loudness))
        return Inspection(loudness.duration_ms, cue_in, cue_out, loudness, findings)

    def _clippings(self) -> list[Finding]:
        if len(self._clipped) < _CLIPPED_RUNS:
            return []
        places = ("places", len(self._clipped))
        at_ms = self._clipped[0] * 1000 // RATE
        message = "The recording is overdriven in %(places)s places: it will crackle."
        return [Finding("clipping", at_ms, message, "Turn the microphone down and record it again.", (places,))]

    def _hum(self) -> list[Finding]:
        total = float(self._spectrum[_bin(30) :].sum())
        if not total:
            return []
        for hz in _HUM_HZ:
            around = self._spectrum[_bin(hz - 15) : _bin(hz + 15)]
            line = float(self._spectrum[_bin(hz) - 2 : _bin(hz) + 3].sum())
            stands_out = line > 20 * 5 * float(np.median(around))
            if stands_out and line > _HUM_SHARE * total:
                mend = "Move the microphone and its cable away from power supplies."
                return [Finding("hum", 0, "There is a mains hum at %(hz)s Hz in it.", mend, (("hz", hz),))]
        return []


def _silences(heard: npt.NDArray[np.intp]) -> list[Finding]:
    gaps = np.diff(heard) * _STEP_MS
    return [
        Finding(
            "silence",
            int(heard[place]) * _STEP_MS,
            "There is a silence of %(seconds)s seconds inside.",
            "Cut it out, or record it again.",
            (("seconds", round(int(gaps[place]) / 1000, 1)),),
        )
        for place in np.flatnonzero(gaps > LONG_SILENCE_MS)[:20]
    ]


def _quiet(loudness: Loudness) -> list[Finding]:
    if loudness.integrated_lufs > -40:
        return []
    lufs = ("lufs", round(loudness.integrated_lufs, 1))
    mend = "Speak closer to the microphone: noise will rise with the voice."
    return [Finding("quiet", 0, "The recording is very quiet (%(lufs)s LUFS).", mend, (lufs,))]


@functools.cache
def _hum_window() -> Floats:
    return np.hanning(_HUM_FFT).astype(np.float32)


def _bin(hz: float) -> int:
    return round(hz * _HUM_FFT / RATE)
