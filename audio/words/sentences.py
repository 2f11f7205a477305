"""Sentences as a listener hears them: in one breath, with few figures, and with someone who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audio.words.advice import Advice
from audio.words.speaking import speak

BREATH_WORDS = 22
SENTENCE_WORDS = 40
_MOST_FIGURES = 4
_MOST_PASSIVES = 3
_CHECKED = 400
_SENTENCE = re.compile(
    r"[^\s.!?\n](?:[^.!?\n]|[.](?=\S)|(?<=\b\w\w)[.](?=\s[^A-Z])|(?<=\b(?:Jl|Kp|Ds|No|dr|Dr|Hj|Ir))[.])*"
)
_FIGURE = re.compile(r"\d[\d.,/:\-–]*")
_PASSIVE = re.compile(
    r"(?i)\bdi(?!nas|ri|a\b|gital|mana|sabil|alog|rektur|samping|lema|ameter|skusi|vers|sko)[a-z]{4,}\b"
)


def advice(text: str, language: str) -> Iterator[Advice]:
    """Advice on each sentence of a script, for the first hundreds of them."""
    for number, sentence in enumerate(_SENTENCE.finditer(text)):
        if number == _CHECKED:
            return
        yield from _breath(sentence, language)
        yield from _density(sentence)
        if language == "id":
            yield from _passives(sentence)


def _breath(sentence: re.Match[str], language: str) -> Iterator[Advice]:
    if len(sentence.group()) < 80:
        return
    spoken = speak(sentence.group(), language).words
    longest = max(len(breath.split()) for breath in re.split(r"[,;:.]", spoken))
    whole = len(spoken.split())
    if longest > BREATH_WORDS or whole > SENTENCE_WORDS:
        yield Advice(
            *sentence.span(),
            "long_sentence",
            "This sentence is too long to say in one breath (%(words)s words as spoken).",
            "Make two sentences of it, or put a comma where the announcer can breathe.",
            {"words": whole},
        )


def _density(sentence: re.Match[str]) -> Iterator[Advice]:
    figures = list(_FIGURE.finditer(sentence.group()))
    if len(figures) > _MOST_FIGURES:
        start = sentence.start()
        yield Advice(
            start + figures[0].start(),
            start + figures[-1].end(),
            "dense_figures",
            "There are %(figures)s figures in one sentence; a listener can't keep them.",
            "Spread them over several sentences, or say where they can be read.",
            {"figures": len(figures)},
        )


def _passives(sentence: re.Match[str]) -> Iterator[Advice]:
    passives = list(_PASSIVE.finditer(sentence.group()))
    if len(passives) >= _MOST_PASSIVES:
        start = sentence.start()
        yield Advice(
            start + passives[0].start(),
            start + passives[-1].end(),
            "passive_chain",
            "Nobody acts in this sentence: %(passives)s passive verbs follow one another.",
            "Name who does it: “Dinas Kesehatan membuka pendaftaran”.",
            {"passives": len(passives)},
        )
