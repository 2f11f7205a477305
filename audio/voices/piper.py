"""Piper: a neural voice from a file in the station's folder, offline."""

from __future__ import annotations

import functools
import threading
from pathlib import Path
from typing import Any

import numpy as np

from audio.errors import VoiceFailed
from audio.pcm import Pcm

SETTINGS = "piper"
# Its phonemes come from a library that keeps one voice for the whole process.
_turn = threading.Lock()


def speak(text: str, file: Path) -> tuple[Pcm, int]:
    """One phrase as mono samples and their rate. VoiceFailed when the file is no voice."""
    with _turn:
        voice = _loaded(file, file.stat().st_mtime_ns)
        try:
            pieces = [chunk.audio_int16_array for chunk in voice.synthesize(text)]
        except Exception as error:  # a model of something else loads, and fails at its first word
            raise _no_voice(file, error) from error
    return (np.concatenate(pieces) if pieces else np.zeros(0, np.int16)), int(voice.config.sample_rate)


@functools.lru_cache(maxsize=2)
def _loaded(file: Path, _changed: int) -> Any:
    from piper import PiperVoice

    try:
        return PiperVoice.load(file)
    except Exception as error:  # the runtime's errors share no base of their own
        raise _no_voice(file, error) from error


def _no_voice(file: Path, error: Exception) -> VoiceFailed:
    said = f"no {error}" if isinstance(error, KeyError) else str(error)  # a KeyError says only the key
    return VoiceFailed(
        "%(file)s is no Piper voice that can be used: %(reason)s.",
        "Fetch the .onnx file and its .onnx.json again.",
        file=file.name,
        reason=said.splitlines()[0][:120] if said else type(error).__name__,
    )
