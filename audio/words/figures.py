"""A written figure: thousands, decimals, leading zeros and fractions as each language writes them."""

from __future__ import annotations

import re

from audio.words.numerals import LARGEST
from audio.words.tongue import Tongue

# Bounded everywhere, so that a script of nothing but digits stays linear.
FIGURE = (
    r"(?:\d{1,3}(?:\.\d{3}){1,6}(?!\d)(?:,\d{1,12})?|\d{1,3}(?:,\d{3}){2,6}(?!\d)(?:\.\d{1,12})?|\d{1,3}(?:,\d{3}){1,6}\.\d{1,2}(?!\d)|\d{1,18}"
    r"(?:[.,]\d{1,12})?)"
)
FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip

_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+$")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+$")


def figure(written: str, tongue: Tongue) -> str:
    """The words of a figure as written: "1.250,5", "007", "3.5"."""
    whole, decimals = split_figure(written, tongue)
    said = whole_words(whole, tongue)
    return f"{said} {tongue.words['comma']} {tongue.spell(decimals)}" if decimals else said


def whole_words(digits: str, tongue: Tongue) -> str:
    """A whole number; digit by digit when it has leading zeros or is past all counting."""
    if (len(digits) > 1 and digits[0] == "0") or int(digits) >= LARGEST:
        return tongue.spell(digits)
    return tongue.cardinal(int(digits))


def split_figure(written: str, tongue: Tongue) -> tuple[str, str]:
    """(whole digits, decimal digits) of a written figure."""
    comma, dot = written.count(","), written.count(".")
    if comma and dot:
        last = max(written.rfind(","), written.rfind("."))
        return _digits(written[:last]), written[last + 1 :]
    if _grouped(written, tongue):
        return _digits(written), ""
    whole, _, decimals = written.replace(",", ".").partition(".")
    return whole, decimals


def _grouped(written: str, tongue: Tongue) -> bool:
    own, other = (_DOT_GROUPS, _COMMA_GROUPS) if tongue.thousands == "." else (_COMMA_GROUPS, _DOT_GROUPS)
    sign = "," if tongue.thousands == "." else "."
    return bool(own.match(written)) or (written.count(sign) > 1 and bool(other.match(written)))


def _digits(written: str) -> str:
    return written.replace(".", "").replace(",", "")


def fraction(over: int, under: int, tongue: Tongue) -> str:
    """A fraction in words: "setengah", "tiga perempat"."""
    if tongue.code == "en":
        return _english_fraction(over, under, tongue)
    if (over, under) == (1, 2):
        return tongue.words["half"]
    one = tongue.words["one_part"]
    if under == 4 and tongue.code == "su":
        return "saparapat" if over == 1 else f"{tongue.cardinal(over)} parapat"
    head = one if over == 1 else f"{tongue.cardinal(over)} {tongue.words['part']}"
    return head + tongue.cardinal(under)


def _english_fraction(over: int, under: int, tongue: Tongue) -> str:
    name = {2: "half", 4: "quarter"}.get(under) or tongue.ordinal(under)
    if over == 1:
        return f"a {name}" if under in (2, 4) else f"one {name}"
    return f"{tongue.cardinal(over)} {'halves' if under == 2 else name + 's'}"
