"""Words of religion in short: greetings, blessings after a name, and who handed a saying down."""

from __future__ import annotations

import re

from audio.words.abbreviations import line_stop
from audio.words.rule import Rule, Scene, rule

_BLESSINGS = {
    "saw": "Shallallahu alaihi wasallam",
    "swt": "Subhanahu wa Taala",
    "as": "Alaihissalam",
    "ra": "radhiyallahu anhu",
}
_BLESSED = re.compile(
    r"\b(?:Nabi|Rasul|Rasulullah|Muhammad|Allah|Khalifah|Sahabat|Siti|Imam|Umar|Ali|Usman|Utsman|Abu Bakar|Ibrahim"
    r"|Musa|Isa)"
    r"(?:\s[A-Z][a-z’']+){0,3},?\s$"
)


def _blessing(match: re.Match[str], scene: Scene) -> str | None:
    """ "Nabi Muhammad saw.": in small letters only after whom it blesses."""
    if not _BLESSED.search(scene.before(match.start())):
        return None
    return _BLESSINGS[match["word"]] + line_stop(match, scene)


def _greeting(match: re.Match[str], scene: Scene) -> str:
    """ "Ass. wr. wb.": the greeting, or with "Wass." the farewell, and the wish behind it."""
    peace = {"a": "Assalamualaikum", "w": "Wassalamualaikum"}[match["peace"][0].lower()] if match["peace"] else ""
    return f"{peace} warahmatullahi wabarakatuh{line_stop(match, scene)}".lstrip()


BLESSINGS: tuple[Rule, ...] = (
    rule(
        "greeting",
        r"(?i:(?P<peace>w?ass)\b\.?\s)?(?i:wr\b\.?\s?wb\b)\.?",
        _greeting,
        "ass wass wr",
    ),
    rule("abbreviation", r"r\.\s?a\.(?!\w)", lambda m, s: _BLESSINGS["ra"] + line_stop(m, s), "r"),
    rule("abbreviation", r"(?P<word>saw|swt|as|ra)\.(?!\w)", _blessing, "saw swt as ra"),
    rule("abbreviation", r"HR\.?(?=\s?[A-Z][a-z])", lambda m, s: "Hadis riwayat", "hr"),
)
