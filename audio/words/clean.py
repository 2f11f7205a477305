"""Script text made plain before it is read: no control signs or lone surrogates, one shape for each letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Their compatible form says something else ("2" for "²", three full stops for "…").
_KEPT = frozenset("²³¹½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞…´¨¸µ")
_PLAIN = {"\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
_GONE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def clean(text: str) -> tuple[str, list[int] | None]:
    """The plain text, and for each of its characters the place in the written text (None: the very same places)."""
    if text.isascii() and text.isprintable():
        return text, None
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text.replace("\r\n", " \n")):
        if _joins(sign, signs):
            continue
        plain = _plain(sign)
        signs.extend(plain)
        places.extend([place] * len(plain))
    return "".join(signs), [*places, len(text)]


def _joins(sign: str, signs: list[str]) -> bool:
    """A combining mark becomes one letter with the letter before it, where there is such a letter."""
    if sign < "\u0300" or not signs or not unicodedata.combining(sign):
        return False
    joined = unicodedata.normalize("NFC", signs[-1] + sign)
    if len(joined) == 1:
        signs[-1] = joined
    return True


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign == "\n" or sign in _KEPT:
        return sign
    if sign in _PLAIN:
        return _PLAIN[sign]
    if unicodedata.category(sign) in _GONE:
        return ""
    if sign.isdecimal():
        return str(unicodedata.digit(sign))
    return "".join(c for c in unicodedata.normalize("NFKC", sign) if unicodedata.category(c) not in _GONE)
