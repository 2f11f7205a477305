"""Signs that are not words: those that are a pause stay or become one, all others are left out."""

from __future__ import annotations

import re

from audio.words.measures import one_of, raised, unit_name
from audio.words.rule import LETTERS, Rule, Scene, rule
from audio.words.tables import words


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
        spelled = any(
            len(letters) == 2 and letters.isupper() and letters[1] not in "'’"
            for letters in (scene.before(match.start(), 2), scene.text[match.end() : match.end() + 2])
        )
        return "-" if match.group() == "-" and not spelled else " "
    return ", " if before.isspace() or len(match.group()) > 1 or match.group() != "-" else " "


def _slash(match: re.Match[str], scene: Scene) -> str:
    """Between two words a stroke offers a choice."""
    before, after = scene.before(match.start()), scene.text[match.end() : match.end() + 2]
    if not (before.strip()[-1:].isalnum() and after.strip()[:1].isalnum()) or _UNIT_NAME.search(before + "/" + after):
        return " "
    return f" {scene.tongue.words['slash' if _FIGURES.search(before) and after.strip()[0].isdigit() else 'or']} "


def _for_each(match: re.Match[str], scene: Scene) -> str | None:
    """ "Rp50.000/orang", "3 kali/hari": after a count a stroke means for each."""
    before, what = scene.before(match.start()), match["what"]
    known = what.lower() in words("denominators") or unit_name(what, scene)
    if not (_PRICE.search(before) or (_COUNT.search(before) and known)):
        return None
    name = raised("meter", what[1], scene) if what[1:] in _POWERS else unit_name(what, scene) or what
    return f" {scene.tongue.words['per']} {one_of(name, scene)}"


def _for_amount(match: re.Match[str], scene: Scene) -> str | None:
    """ "250 mg/5 ml", "Rp900.000/3 bln": so much in so much, so much for so many."""
    measured = re.search(r"\d\s?([a-zA-Z]{1,4})$", scene.before(match.start()))
    counts = measured and measured[1] != "KK" and unit_name(measured[1], scene)
    priced = _PRICE.search(scene.before(match.start())) and re.match(r"\d{1,3}\s[a-z]", scene.text[match.end() :][:5])
    return f" {scene.tongue.words['per']} " if counts or priced else None


def _for_currency(match: re.Match[str], scene: Scene) -> str | None:
    """ "Rp16.250/US$": what one of another currency costs."""
    return f" {scene.tongue.words['per']} " if _PRICE.search(scene.before(match.start())) else None


# "R-1/900 VA": a code and its figure are no choice, as two long numbers are.
_FIGURES = re.compile(r"(?:^|\D)\d{1,2}\s?$")
_POWERS = ("2", "3", "²", "³")
_COUNT = re.compile(r"(?:^|[\s(±@])\d[\d.,x×–\-]*(?:\s?(?:[a-z]{1,12}|%|°C)){0,2}(?:/[a-z]{1,12}){0,2}\s?$")
# "Kodim 0603/Lebak", "Kodam III/Siliwangi", "BB/TB", "TNI/Polri", "Hari/tanggal", "Sabtu/12": both are one.
_UNIT_NAME = re.compile(
    r"(?:\d|\b[IVX]{1,5})/[A-Z][A-Za-z]$|\b(?:BB|TB|PB|IMT)/(?:TB|PB|U\W?)$|\bTNI/P[Oo]$|(?i:\b(?:hari|tgl|tanggal|jam)/(?:tg|ta|ha|pu|pk|wa)$)"
    r"|\b(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Ahad)/\s?\d"
)
_PRICE = re.compile(r"(?:Rp|IDR|\$)\.?\s?\d[\d.,\-–—]*(?:\s?[a-z]{1,8}(?:-an)?)?(?:/[A-Za-z]{1,12}){0,2}\s?$")
_BEFORE_FIGURE = {
    "±": "about", "~": "around", "≈": "around", "<": "less", ">": "more", "≤": "at_most", "≥": "at_least",
    "Ø": "diameter",
}  # fmt: skip
_BETWEEN = {"×": "times", "÷": "divided", "=": "equals", "+": "plus"}


def _before_figure(match: re.Match[str], scene: Scene) -> str:
    key = {"+/-": "about", "<=": "at_most", ">=": "at_least"}.get(match.group(1))
    said = scene.tongue.words[key or _BEFORE_FIGURE[match.group(1)]]
    return "" if scene.before(match.start()).rstrip().endswith(said) else said + " "


def _between(match: re.Match[str], scene: Scene) -> str:
    return f" {scene.tongue.words[_BETWEEN[match.group().strip()]]} "


PUNCTUATION: tuple[Rule, ...] = (
    rule("markup", r"</?[A-Za-z!][^<>\n]{0,400}>", _nothing, "<"),
    rule("entity", r"&(?:nbsp|quot|apos|lt|gt|#\d{1,6});", _blank, "&"),
    rule("and", r"&(?:amp;)?", lambda m, scene: f" {scene.tongue.words['and']} ", "&"),
    rule("sign", r"(\+/-|<=|>=|[±~≈<>≤≥Ø])\s?(?=(?:Rp\.?\s?)?\d)", _before_figure, "± + ~ ≈ < > ≤ ≥ ø"),
    rule("sign", r"[×÷=+](?=\s?[\dA-Za-z(])", _between, "× ÷ = +"),
    rule("pause", r"\.{2,}|…", _pause, ". …"),
    rule("pause", r"[()\[\]{}|•▪●◦‣·■□➢➤►▶✓✔→⇒;]", _pause, [*"()[]{}|•▪●◦‣·■□➢➤►▶✓✔→⇒"]),
    rule("until", r"[-–—]\s?(?=selesai\b)", lambda m, scene: f" {scene.tongue.words['to']} ", "- – —"),
    rule("dash", r"[-‐‑‒–—―−]+", _dash, "- ‐ ‑ ‒ – — ― −"),
    rule("slash", r"(?i:dan/atau|and/or)\b", lambda m, scene: m.group().replace("/", " "), "dan and"),
    rule("slash", r"HIV/AIDS\b", lambda m, scene: f"{scene.tongue.spell('hiv')} aids", "hiv"),
    rule("slash", r"\s?/\s?(?=(?:US\$|S\$|[$€£¥]|(?:USD|SGD|EUR|SAR|MYR)\b))", _for_currency, "/"),
    rule("slash", rf"\s?/\s?(?P<what>m[23²³]|{LETTERS}{{1,14}})(?!\w)", _for_each, "/"),
    rule("slash", r"/(?=\d)", _for_amount, "/"),
    rule("slash", r"\s?[/\\]+\s?", _slash, "/ \\"),
)
