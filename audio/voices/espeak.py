"""espeak-ng, the voice that needs nothing but this machine."""

from __future__ import annotations

import ctypes
import functools
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from audio.errors import VoiceFailed

RATE = 22_050
# An announcer's pace and a calm, low voice; the library's own default is 175 words a minute.
_WORDS_A_MINUTE, _VOLUME, _PITCH, _PITCH_RANGE = 150, 85, 45, 55
_SYNCHRONOUS, _BUFFER_MS, _DONT_EXIT = 2, 1000, 0x8000
_RATE, _VOLUME_SET, _PITCH_SET, _RANGE_SET = 1, 2, 3, 4
_UTF8 = 1
_VARIANT = "m3"
SETTINGS = f"{_WORDS_A_MINUTE},{_VOLUME},{_PITCH},{_PITCH_RANGE},{_VARIANT}"

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
# The library keeps one voice and one stream for the whole process.
_turn = threading.Lock()


def speak(text: str, language: str) -> npt.NDArray[np.int16]:
    """One phrase as mono samples at RATE. VoiceFailed when the library or its voice for `language` is missing."""
    with _turn:
        library, said = _loaded()
        said.clear()
        if library.espeak_SetVoiceByName(f"{language}+{_VARIANT}".encode()) != 0:
            raise VoiceFailed("espeak-ng has no voice for %(language)s.", "Choose another voice.", language=language)
        for setting, value in _settings():
            library.espeak_SetParameter(setting, value, 0)
        data = text.replace("\0", " ").encode("utf-8", "replace")
        library.espeak_Synth(data, len(data) + 1, 0, 0, 0, _UTF8, None, None)
        return np.frombuffer(b"".join(said), np.int16)


def _settings() -> tuple[tuple[int, int], ...]:
    return (_RATE, _WORDS_A_MINUTE), (_VOLUME_SET, _VOLUME), (_PITCH_SET, _PITCH), (_RANGE_SET, _PITCH_RANGE)


@functools.cache
def _loaded() -> tuple[Any, list[bytes]]:
    """The library, and the list into which it puts what it says."""
    try:
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        folder = espeakng_loader.get_data_path()
    except (ImportError, OSError, RuntimeError) as error:
        raise VoiceFailed(
            "espeak-ng is not installed: %(reason)s.", "pip install espeakng-loader", reason=error
        ) from error
    if library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, folder.encode(), _DONT_EXIT) != RATE:
        raise VoiceFailed("espeak-ng could not start.", "Install espeakng-loader again.")
    said: list[bytes] = []
    library.espeak_SetSynthCallback(_keeper(said))
    return library, said


_kept: list[Any] = []  # a callback must outlive its registration


def _keeper(said: list[bytes]) -> Callable[..., int]:
    def keep(samples: Any, frames: int, _events: Any) -> int:
        if samples and frames > 0:
            said.append(ctypes.string_at(samples, 2 * frames))
        return 0

    callback = _Callback(keep)
    _kept.append(callback)
    return callback
