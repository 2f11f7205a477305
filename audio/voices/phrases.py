"""A script's words in the pieces that a voice says in one go, and the pauses between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_MS = 450
LINE_MS = 600
PARAGRAPH_MS = 900
LONGEST = 600  # characters; a longer one is cut at a comma or a space
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+")
_UNSAYABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


@dataclass(frozen=True)
class Phrase:
    """Words to say in one go, and the silence after them in milliseconds."""

    text: str
    pause_ms: int


def phrases(words: str) -> list[Phrase]:
    """The words by paragraph, line and sentence. Empty when there is nothing to say."""
    found: list[Phrase] = []
    for line in _UNSAYABLE.sub(" ", words.replace("\r", "\n")).split("\n"):
        sentences = [piece for sentence in _SENTENCE_END.split(line) for piece in _short(sentence.strip())]
        if not sentences:
            _lengthen(found, PARAGRAPH_MS)
            continue
        found += [Phrase(sentence, SENTENCE_MS) for sentence in sentences]
        _lengthen(found, LINE_MS)
    return [*found[:-1], Phrase(found[-1].text, 0)] if found else []


def _lengthen(found: list[Phrase], pause_ms: int) -> None:
    if found:
        found[-1] = Phrase(found[-1].text, max(pause_ms, found[-1].pause_ms))


def _short(sentence: str) -> list[str]:
    if not any(letter.isalnum() for letter in sentence):
        return []
    pieces = []
    while len(sentence) > LONGEST:
        cut = max(sentence.rfind(", ", 0, LONGEST), sentence.rfind(" ", 0, LONGEST)) + 1 or LONGEST
        pieces.append(sentence[:cut].strip())
        sentence = sentence[cut:]
    return [*pieces, sentence]
