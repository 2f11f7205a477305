"""gTTS: Google's voices for Indonesian, Sundanese, Javanese and English, where there is a network.

gTTS writes the requests. They are sent from here, since gTTS itself does not check whom it is talking to.
"""

from __future__ import annotations

import base64
import binascii
import re
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from audio.errors import VoiceFailed
from audio.ffmpeg import SAFE_INPUT, running
from audio.pcm import RATE, Pcm

SETTINGS = "gtts"
CONNECT_SECONDS, SILENT_SECONDS, PHRASE_SECONDS = 5, 10, 30
TRIES = 3
LARGEST_ANSWER = 8_000_000
_SOUND = re.compile(rb'jQ1olc","\[\\"(.*?)\\"')
_MEND = "Check the network, or choose an offline voice."


def speak(text: str, language: str, pause: Callable[[float], None] = time.sleep) -> Pcm:
    """One phrase as mono samples at 44,100 a second. VoiceFailed when the network does not give it in three tries."""
    for tried in range(1, TRIES + 1):
        try:
            return _decoded(b"".join(_answers(text, language, time.monotonic() + PHRASE_SECONDS)))
        except VoiceFailed:
            if tried == TRIES:
                raise
            pause(0.5 * tried)
    raise AssertionError("unreachable")


def _answers(text: str, language: str, deadline: float) -> Iterator[bytes]:
    import requests
    from gtts import gTTS

    speaker = gTTS(text, lang=language, lang_check=False)
    with requests.Session() as session:
        for request in speaker._prepare_requests():
            try:
                yield _sound(_answer(session, request, deadline))
            except (requests.RequestException, OSError) as error:
                raise VoiceFailed("gTTS can't be reached: %(reason)s.", _MEND, reason=_short(error)) from error


def _answer(session: Any, request: Any, deadline: float) -> bytes:
    response = session.send(
        request, stream=True, timeout=(CONNECT_SECONDS, SILENT_SECONDS), proxies=urllib.request.getproxies()
    )
    if response.status_code != 200:
        raise VoiceFailed("gTTS refused (HTTP %(status)s).", _MEND, status=response.status_code)
    data = bytearray()
    for chunk in response.iter_content(512):
        data += chunk
        if time.monotonic() > deadline or len(data) > LARGEST_ANSWER:
            raise VoiceFailed("gTTS took too long.", _MEND)
    return bytes(data)


def _sound(answer: bytes) -> bytes:
    found = _SOUND.search(answer)
    try:
        if found:
            return base64.b64decode(found[1], validate=True)
    except binascii.Error:
        found = None
    raise VoiceFailed("gTTS answered without sound.", _MEND)


def _decoded(sound: bytes) -> Pcm:
    arguments = [*SAFE_INPUT, "-f", "mp3", "-i", "pipe:0", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "pipe:1"]
    with running(arguments, seconds=30, stdin=subprocess.PIPE) as process:
        samples, _ = process.communicate(sound)
    if process.returncode != 0 or not samples:
        raise VoiceFailed("gTTS sent a sound that can't be read.", _MEND)
    return np.frombuffer(samples, np.int16)


def _short(error: Exception) -> str:
    return type(error).__name__
