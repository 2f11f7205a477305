"""Which language a script is in: by the small words that each of the three uses all the time."""

from __future__ import annotations

import re

from audio.words.tables import words

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20_000
# One such word alone is rather a name or a loan ("in", "ka"), save the words below where no other language shows.
_SURE = 2
_LONG = 5
# Indonesian does not write this letter, and a foreign name has it last ("Pelé", "café").
_SUNDANESE_LETTER = re.compile("é(?=.)")

_ENGLISH_FIGURE = re.compile(r"\b(?:\d?1st|\d?2nd|\d?3rd)\b|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.m\.")


def guess_language(text: str) -> str:
    """ "id", "su" or "en". Indonesian when nothing tells: it is what most scripts are written in."""
    found = [word.casefold() for word in _WORD.findall(text[:_ENOUGH])]
    counts = {code: sum(word in words(f"language.{code}") for word in found) for code in ("id", "su", "en")}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= _SURE and counts[best] > counts["id"]:
        return best
    if counts["id"]:
        return "id"
    return "en" if _ENGLISH_FIGURE.search(text, 0, _ENOUGH) else _of_a_short_line(found, counts)


def _of_a_short_line(found: list[str], counts: dict[str, int]) -> str:
    """By one word, where nothing is Indonesian."""
    if not counts["en"] and any(_alone_sundanese(word) for word in found):
        return "su"
    return "en" if not counts["su"] and not words("language.en_alone").isdisjoint(found) else "id"


def _alone_sundanese(word: str) -> bool:
    listed = word == "taun" or (len(word) >= _LONG and word in words("language.su"))
    return listed or bool(_SUNDANESE_LETTER.search(word))
