"""Written words to spoken words: what the voice says for a script, and why it says so."""

from __future__ import annotations

from audio.words.advice import Advice, advise
from audio.words.entries import BadEntry, Entry, check_entry
from audio.words.language import guess_language
from audio.words.reading import reading_time_ms
from audio.words.speaking import speak
from audio.words.spoken import Note, Span, Spoken

__all__ = [
    "Advice",
    "BadEntry",
    "Entry",
    "Note",
    "Span",
    "Spoken",
    "advise",
    "check_entry",
    "guess_language",
    "reading_time_ms",
    "speak",
]
