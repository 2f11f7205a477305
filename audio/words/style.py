"""Wording: jargon that has a plainer word, and capitals that shout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from audio.words.acronyms import pronounceable
from audio.words.advice import Advice
from audio.words.tables import pairs, words

_SHOUTED = re.compile(r"\b[A-Z]{3,}(?:[\s,\-]+[A-Z]{2,}){1,40}\b")


@lru_cache(maxsize=1)
def _jargon() -> re.Pattern[str]:
    terms = sorted(pairs("jargon.id"), key=len, reverse=True)
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, terms))})\b")


def jargon(text: str) -> Iterator[Advice]:
    """Words of the office for which listeners have a plainer one."""
    for found in _jargon().finditer(text):
        yield Advice(
            *found.span(),
            "jargon",
            "“%(word)s” is a word of the office.",
            "“%(plain)s” is plainer.",
            {"word": found.group(), "plain": pairs("jargon.id")[found.group().lower()]},
        )


def shouting(text: str) -> Iterator[Advice]:
    """Runs of words in capitals that are no acronyms."""
    acronyms = words("spelled.id") | words("read.id")
    for run in _SHOUTED.finditer(text):
        shouted = [word for word in re.findall(r"[A-Z]+", run.group()) if word not in acronyms and pronounceable(word)]
        if len(shouted) >= 2:
            yield Advice(
                *run.span(),
                "all_capitals",
                "Words in capitals are not heard louder.",
                "Write them in small letters, and give the sentence the weight.",
            )
