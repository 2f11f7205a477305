"""Signs that are not words: those that are a pause stay or become one, all others are left out."""

from __future__ import annotations

import re

from audio.words.rule import Rule, Scene, rule

_KEPT = ".,;:!?"


def _pause(match: re.Match[str], scene: Scene) -> str:
    return ", "


def _blank(match: re.Match[str], scene: Scene) -> str:
    return " "


def _nothing(match: re.Match[str], scene: Scene) -> str:
    return ""


def _dash(match: re.Match[str], scene: Scene) -> str:
    """A hyphen inside a word stays; a dash between words is a pause."""
    before = scene.text[match.start() - 1 : match.start()]
    after = scene.text[match.end() : match.end() + 1]
    if len(match.group()) == 1 and before.isalpha() and after.isalpha():
        return "-" if match.group() == "-" else " "
    return ", " if before.isspace() or len(match.group()) > 1 or match.group() != "-" else " "


def _slash(match: re.Match[str], scene: Scene) -> str:
    """Between two words a stroke offers a choice."""
    before = scene.text[: match.start()].rstrip()[-1:] if match.start() < 3 else scene.text[match.start() - 1]
    after = scene.text[match.end() : match.end() + 1]
    return f" {scene.tongue.words['or']} " if before.isalnum() and after.isalnum() else " "


def _joined(match: re.Match[str], scene: Scene) -> str:
    return " " + {"&": scene.tongue.words["and"]}[match.group().strip()] + " "


_BEFORE_FIGURE = {
    "±": "about", "~": "around", "≈": "around", "<": "less", ">": "more", "≤": "at_most", "≥": "at_least",
}  # fmt: skip
_BETWEEN = {"×": "times", "÷": "divided", "=": "equals", "+": "plus"}


def _before_figure(match: re.Match[str], scene: Scene) -> str:
    key = {"+/-": "about", "<=": "at_most", ">=": "at_least"}.get(match.group(1))
    return scene.tongue.words[key or _BEFORE_FIGURE[match.group(1)]] + " "


def _between(match: re.Match[str], scene: Scene) -> str:
    return f" {scene.tongue.words[_BETWEEN[match.group().strip()]]} "


PUNCTUATION: tuple[Rule, ...] = (
    rule("markup", r"</?[A-Za-z!][^<>\n]{0,400}>", _nothing, "<"),
    rule("entity", r"&(?:nbsp|quot|apos|lt|gt|#\d{1,6});", _blank, "&"),
    rule("and", r"&(?:amp;)?", lambda m, scene: f" {scene.tongue.words['and']} ", "&"),
    rule("sign", r"(\+/-|<=|>=|[±~≈<>≤≥])\s?(?=(?:Rp\.?\s?)?\d)", _before_figure, "± + ~ ≈ < > ≤ ≥"),
    rule("sign", r"[×÷=+](?=\s?[\dA-Za-z(])", _between, "× ÷ = +"),
    rule("pause", r"\.{2,}|…", _pause, ". …"),
    rule("pause", r"[()\[\]{}|•▪●◦‣·■□➢➤►▶✓✔→⇒;]", _pause, [*"()[]{}|•▪●◦‣·■□➢➤►▶✓✔→⇒"]),
    rule("dash", r"[-‐‑‒–—―−]+", _dash, "- ‐ ‑ ‒ – — ― −"),
    rule("slash", r"[/\\]+", _slash, "/ \\"),
)  # fmt: skip


def leftover(sign: str) -> str:
    """What a sign that no rule took becomes: itself when it is a pause, a letter or a blank; else nothing."""
    return sign if sign in _KEPT or sign.isalnum() or sign.isspace() else ""
