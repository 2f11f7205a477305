"""Which language a script is in: by the small words that each of the three uses all the time."""

from __future__ import annotations

import re

from audio.words.tables import words

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20_000
# One such word alone is rather a name or a loan ("in", "ka").
_SURE = 2


def guess_language(text: str) -> str:
    """ "id", "su" or "en". Indonesian when nothing tells: it is what most scripts are written in."""
    found = [word.casefold() for word in _WORD.findall(text[:_ENOUGH])]
    counts = {code: sum(word in words(f"language.{code}") for word in found) for code in ("id", "su", "en")}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= _SURE and counts[best] > counts["id"] else "id"
