"""Lists: the bullet is left out, the number is said, and each item ends in a pause."""

from __future__ import annotations

import re

from audio.words.rule import DIGIT, Rule, Scene, rule


def _at_line_start(match: re.Match[str], scene: Scene) -> bool:
    return not scene.before(match.start(), 16).strip()


def _bullet(match: re.Match[str], scene: Scene) -> str | None:
    return "" if _at_line_start(match, scene) else None


def _numbered(match: re.Match[str], scene: Scene) -> str | None:
    return f"{scene.tongue.cardinal(int(match['n']))}, " if _at_line_start(match, scene) else None


def _lettered(match: re.Match[str], scene: Scene) -> str | None:
    return f"{scene.tongue.spell(match['letter'])}, " if _at_line_start(match, scene) else None


LISTS: tuple[Rule, ...] = (
    rule("bullet", r"[-*•▪●◦‣·■□➢➤►▶✓✔✅☑–—+>#]{1,6}\s+", _bullet, [*"-*•▪●◦‣·■□➢➤►▶✓✔✅☑–—+>#"]),
    rule("list", r"\(?(?P<n>\d{1,2})[.)]\s+(?=\S)", _numbered, (DIGIT, "(")),
    rule("list", r"\(?(?P<letter>[a-h])[.)]\s+(?=\S)", _lettered, (*"abcdefgh", "(")),
)
