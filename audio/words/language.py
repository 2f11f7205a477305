"""Which language a script is in: by the small words that each of the three uses all the time."""

from __future__ import annotations

import re

from audio.words.tables import words

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20_000
# One such word alone is rather a name or a loan ("in", "ka"), save a long one of Sundanese where nothing is Indonesian.
_SURE = 2
_LONG = 5


def guess_language(text: str) -> str:
    """ "id", "su" or "en". Indonesian when nothing tells: it is what most scripts are written in."""
    found = [word.casefold() for word in _WORD.findall(text[:_ENOUGH])]
    counts = {code: sum(word in words(f"language.{code}") for word in found) for code in ("id", "su", "en")}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= _SURE and counts[best] > counts["id"]:
        return best
    alone = any(len(word) >= _LONG and word in words("language.su") for word in found)
    return "su" if alone and not counts["id"] and not counts["en"] else "id"
