"""Lists: the bullet is left out, the number is said, and each item ends in a pause."""

from __future__ import annotations

import re

from audio.words.romans import ROMAN, value
from audio.words.rule import DIGIT, Rule, Scene, rule

_OPENS = re.compile(r"[:;]\s+$")
_ITEM_ENDS = re.compile(r"(?:[:;,]|\b(?:dan|and|atau|serta))\s+$")


def _at_line_start(match: re.Match[str], scene: Scene) -> bool:
    return not scene.before(match.start(), 16).strip()


def _inside(match: re.Match[str], scene: Scene) -> bool:
    """ "a) KTP b) KK": a bracket closes that none has opened."""
    written = match.group().rstrip()
    if not written.endswith(")") or "(" in written:
        return False
    before = scene.before(match.start(), 200)
    return before[-1:] == " " and "(" not in before


def _begins(match: re.Match[str], scene: Scene) -> bool:
    """At a line's start, or in a sentence after a colon or a semicolon."""
    return _at_line_start(match, scene) or bool(_OPENS.search(scene.before(match.start(), 8)))


def _bullet(match: re.Match[str], scene: Scene) -> str | None:
    return "" if _at_line_start(match, scene) else None


def _numbered(match: re.Match[str], scene: Scene) -> str | None:
    """At a line's start; or in a sentence, after the sign that ends the item before it."""
    begins = _at_line_start(match, scene) or _inside(match, scene) or _ITEM_ENDS.search(scene.before(match.start(), 8))
    return f", {scene.tongue.cardinal(int(match['n']))}, " if begins else None


def _roman(match: re.Match[str], scene: Scene) -> str | None:
    numeral = match["roman"].upper()
    if not _begins(match, scene) or not re.fullmatch(ROMAN, numeral):
        return None
    return f"{scene.tongue.cardinal(value(numeral))}, "


def _lettered(match: re.Match[str], scene: Scene) -> str | None:
    begins = _begins(match, scene) or _inside(match, scene)
    return f", {scene.tongue.spell(match['letter'])}, " if begins else None


LISTS: tuple[Rule, ...] = (
    rule("bullet", r"(?!>\s?\d)[-*•▪●◦‣·■□➢➤►▶✓✔✅☑–—+>#]{1,6}\s+", _bullet, [*"-*•▪●◦‣·■□➢➤►▶✓✔✅☑–—+>#"]),
    rule("list", r"\(?(?P<n>\d{1,2})(?:[.)]{1,2}\s+(?=\S)|[.)](?=[A-Za-z]))", _numbered, (DIGIT, "("), needs=".)"),
    rule("list", r"(?P<roman>[ivx]{1,4}|[IVX]{1,4})[.)]\s+(?=\S)", _roman, "i ii iii iv v vi vii viii ix x"),
    rule("list", r"\(?(?P<letter>[a-h])[.)]\s+(?=\S)", _lettered, (*"abcdefgh", "(")),
)
