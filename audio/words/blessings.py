"""Words of religion in short: greetings, blessings after a name, and who handed a saying down."""

from __future__ import annotations

import re

from audio.words.abbreviations import line_stop
from audio.words.rule import DIGIT, Rule, Scene, rule

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


_BOOK = re.compile(
    r"\b(?:Kejadian|Keluaran|Imamat|Bilangan|Ulangan|Yosua|Mazmur|Amsal|Yesaya|Yeremia|Yehezkiel|Daniel|Matius|Markus"
    r"|Lukas|Yohanes|Rasul|Roma|Korintus|Galatia|Efesus|Filipi|Kolose|Timotius|Ibrani|Yakobus|Petrus|Wahyu|Psalms?"
    r"|Genesis|Exodus|Proverbs|Isaiah|Jeremiah|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians"
    r"|Philippians|Hebrews|James|Peter|Revelation)\s$"
)


def _verse(match: re.Match[str], scene: Scene) -> str | None:
    """ "Yohanes 3:16": the chapter and the verse."""
    book = _BOOK.search(scene.before(match.start()))
    if not book:
        return None
    chapter, verse = ("chapter", "verse") if scene.tongue.code == "en" else ("pasal", "ayat")
    first, *last = (scene.tongue.cardinal(int(n)) for n in (match["a"], match["b"]) if n)
    lead = "" if book.group().startswith(("Mazmur", "Psalm")) else chapter + " "
    to = f" {scene.tongue.words['to']} {last[0]}" if last else ""
    return f"{lead}{scene.tongue.cardinal(int(match['chapter']))} {verse} {first}{to}"


BLESSINGS: tuple[Rule, ...] = (
    rule(
        "verse",
        r"(?P<chapter>\d{1,3}):\s?(?P<a>[1-9]\d{0,2})(?:[-–](?P<b>\d{1,3}))?(?![\d:]|\sWI)",
        _verse,
        DIGIT,
        needs=":",
    ),
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
