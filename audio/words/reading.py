"""How long a text takes to read aloud."""

from __future__ import annotations

import re

from audio.words.spoken import Spoken

ANNOUNCER_WORDS_PER_MINUTE = 130
_WORD = re.compile(r"[^\s.,;:!?]+")
_PAUSES_MS = {",": 200, ";": 300, ":": 300, ".": 450, "!": 450, "?": 450, "\n": 700}


def reading_time_ms(spoken: Spoken, words_per_minute: float = ANNOUNCER_WORDS_PER_MINUTE) -> int:
    """Milliseconds to read the words at a pace (words spoken per minute of speech, pauses apart)."""
    speech = len(_WORD.findall(spoken.words)) * 60_000 / words_per_minute
    pauses = sum(length * spoken.words.strip().count(sign) for sign, length in _PAUSES_MS.items())
    return round(speech + pauses)
