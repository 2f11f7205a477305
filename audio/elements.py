"""The station's own sounds in a mix: an intro, an outro, a bed, each brought to the voice's loudness."""

from __future__ import annotations

import warnings
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio.decoding import check_size, decoding_stereo
from audio.errors import ForeignAudio
from audio.meter import SILENCE_LUFS, Gauge, integrated
from audio.pcm import RATE, Floats, floats

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

VOICE_LUFS = -19.5  # what the channel strip gives
LONGEST_MS = 180_000
_PEAK = 0.89


@dataclass(frozen=True)
class Element:
    """A sound at 44,100 frames a second, one or two channels, as loud as the voice."""

    sound: AudioSegment


def element(path: Path | None) -> Element | None:
    """Read a sound, at most its first three minutes. ForeignAudio when it is none or holds only silence."""
    if path is None:
        return None
    check_size(path, path.name)
    samples = _plain_wave(path)
    if samples is None:
        samples = _decoded(path)
    return Element(_segment(samples, path.name))


def _plain_wave(path: Path) -> Floats | None:
    """Spares a start of ffmpeg for what is laid out as we need it."""
    try:
        with wave.open(str(path), "rb") as file:
            if file.getframerate() != RATE or file.getsampwidth() != 2 or file.getnchannels() > 2:
                return None
            data = file.readframes(LONGEST_MS * RATE // 1000)
            return floats(np.frombuffer(data, np.int16)).reshape(-1, file.getnchannels())
    except (wave.Error, EOFError, ValueError):
        return None


def _decoded(path: Path) -> Floats:
    blocks, frames = [], 0
    with decoding_stereo(path) as stream:
        for block in stream.blocks:
            blocks.append(block)
            frames += len(block)
            if frames >= LONGEST_MS * RATE // 1000:
                break
    return np.concatenate(blocks)[: LONGEST_MS * RATE // 1000]


def _segment(samples: Floats, name: str) -> AudioSegment:
    channels = samples.shape[1]
    gauge = Gauge(RATE, channels, (2.0,) if channels == 1 else None)
    gauge.feed(samples)
    loudness = integrated(gauge.energies())
    if loudness <= SILENCE_LUFS:
        raise ForeignAudio("%(file)s holds only silence.", "Choose another sound.", file=name)
    gain = 10 ** ((VOICE_LUFS - loudness) / 20)
    gain = min(gain, _PEAK / max(float(np.abs(samples).max()), 1e-6))
    data = (samples * (gain * 32767)).astype(np.int16).tobytes()
    return AudioSegment(data, sample_width=2, frame_rate=RATE, channels=channels)
