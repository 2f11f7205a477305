"""Pauses made even: of signs that stand together the strongest is kept, and none stands where nothing was said."""

from __future__ import annotations

import re

_KEPT = ".,;:!?"
_BLANKS = re.compile(r"\s+")
_PAUSES = re.compile(r"\s*[.,;:!?][\s.,;:!?]*")


def tidy(words: str) -> str:
    """One line of words with single blanks, and no pause before the first word or beside another pause."""
    even = _PAUSES.sub(_strongest, _BLANKS.sub(" ", words))
    return even.lstrip(" ,.;:!?").rstrip(" ,;")


def _strongest(pauses: re.Match[str]) -> str:
    # A full stop before a comma is an abbreviation's, and no sentence ends there.
    signs = pauses.group().replace(".,", ",")
    for strength in ("?!", ".", ":;"):
        found = [sign for sign in signs if sign in strength]
        if found:
            return found[0] + " "
    return ", "


def leftover(sign: str) -> str:
    """What a sign that no rule took becomes: itself when it is a pause, a letter or a blank; else nothing.

    Private-use signs are never a script's own; they stand for the lexicon's phonemes.
    """
    return sign if sign in _KEPT or sign.isalnum() or sign.isspace() or "\ue000" <= sign <= "\uf8ff" else ""
