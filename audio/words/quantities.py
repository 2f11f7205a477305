"""Figures that no other rule took: ranges, ratios, scores, versions, times-so-many."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.figures import FIGURE, figure, split_figure
from audio.words.measures import ends, number
from audio.words.rule import DIGIT, Rule, Scene, nth, rule

_SCORED_WORD = (
    r"(?i)\b(?:skor|menang|kalah|imbang|unggul|kedudukan|score|won|lost|seri|agregat|gol|draw|meunang|vs|versus"
    r"|lawan|kontra)\b"
)
_SCORE_WORD = re.compile(_SCORED_WORD)
_SCORE = re.compile(rf"{_SCORED_WORD}[^.\d]{{0,40}}(?:\d{{1,3}}[-–]\d{{1,3}}[^.\d]{{1,24}}){{0,4}}$")
_VERSION = re.compile(r"(?i)\b(?:versi|version|v|android|windows|ios|python|rilis)\.?\s?$")


def _scored(start: int, scene: Scene) -> bool:
    if not scene.has(_SCORE_WORD):
        return False
    before = scene.before(start, 60)
    return before.rstrip(", ")[-1:].isalnum() and bool(_SCORE.search(before))


def _words_again(match: re.Match[str], scene: Scene) -> str | None:
    """ "3 (tiga) hari": official letters write the number twice; it is said once."""
    said = figure(match["n"], scene.tongue)
    return said if match["again"].strip().casefold() == said.casefold() else None


def _figure_again(match: re.Match[str], scene: Scene) -> str | None:
    """ "lima (5) orang", "dua kali (2x)": the figure behind the words is not said again."""
    said = scene.tongue.cardinal(int(match["n"])) + (f" {scene.tongue.words['times']}" if match["x"] else "")
    return "" if scene.before(match.start()).rstrip().casefold().endswith(said) else None


def _range(match: re.Match[str], scene: Scene) -> str | None:
    if match["to"].strip() in "-–—−" and _scored(match.start(), scene):
        return None
    if scene.tongue.code == "en" and all(re.fullmatch(r"(?:19|20)\d\d", match[n]) for n in ("n1", "n2")):
        first, last = (scene.tongue.year(int(match[n])) for n in ("n1", "n2"))
        return f"{first} {joined(match['to'], scene)} {last}"
    if _descending(match):
        return f"{figure(match['n1'], scene.tongue)} {figure(match['n2'], scene.tongue)}"
    return ends(match, scene)


def _descending(match: re.Match[str]) -> bool:
    """ "3-0": nobody counts down in a range; it is a score."""
    first, last = match["n1"], match["n2"]
    small = len(first) < 3 and len(last) < 3 and not (match["size1"] or match["size2"])
    return small and match["to"] in ("-", "–") and first.isdecimal() and last.isdecimal() and int(first) >= int(last)


def _score(match: re.Match[str], scene: Scene) -> str | None:
    if not _scored(match.start(), scene):
        return None
    first, last = (scene.tongue.cardinal(int(match[n])) for n in ("a", "b"))
    return f"{first} {last}"


def _ratio(match: re.Match[str], scene: Scene) -> str:
    if _scored(match.start(), scene):
        return f"{figure(match['a'], scene.tongue)} {figure(match['b'], scene.tongue)}"
    return f"{figure(match['a'], scene.tongue)} {scene.tongue.words['against']} {figure(match['b'], scene.tongue)}"


def _ratios(match: re.Match[str], scene: Scene) -> str:
    """ "2:3:1": each part against the next."""
    return f" {scene.tongue.words['against']} ".join(figure(part, scene.tongue) for part in match.group().split(":"))


def _series(match: re.Match[str], scene: Scene) -> str:
    """ "1-2-3": more than two are no range."""
    return ", ".join(figure(part, scene.tongue) for part in match.group().split("-"))


def _times(match: re.Match[str], scene: Scene) -> str:
    words = scene.tongue.words
    return f"{figure(match['a'], scene.tongue)} {words['times']} "


def _dotted(match: re.Match[str], scene: Scene) -> str:
    """ "1.2.3": a version or a heading, point by point."""
    parts = match.group().split(".")
    return f" {scene.tongue.words['point']} ".join(figure(part, scene.tongue) for part in parts)


def _decimal(match: re.Match[str], scene: Scene) -> str | None:
    """A decimal with the other language's sign: read as a decimal, and told."""
    whole, decimals = split_figure(match.group(), scene.tongue)
    if scene.tongue.thousands == "," or not decimals or "," in match.group():
        return None
    if _VERSION.search(scene.before(match.start())):
        return f"{figure(whole, scene.tongue)} {scene.tongue.words['point']} {figure(decimals, scene.tongue)}"
    scene.note(
        match,
        "decimal_or_time",
        "This is read as a decimal number; it could also be a time of day.",
        "Write a comma for a decimal, “5,6”, or “pukul 5.06” for a time.",
    )
    return figure(match.group(), scene.tongue)


def _minus(match: re.Match[str], scene: Scene) -> str | None:
    before = scene.before(match.start())
    return scene.tongue.words["minus"] + " " if not before or before[-1] in " (:=<>±" else None


def _and_more(match: re.Match[str], scene: Scene) -> str:
    """ "60+ tahun": sixty years and above; "100+ orang": more than a hundred."""
    words, said = scene.tongue.words, figure(match["n"], scene.tongue)
    if match["what"]:
        return f"{said} {words['year'] if match['what'][0] == 't' else match['what']} {words['and_up']}"
    if re.search(r"(?i)\b(?:usia|umur|yuswa|lansia|age|ages|aged)\s$", scene.before(match.start())):
        return (
            f"{said} {words['and_up']} "
            if scene.tongue.code == "en"
            else f"{said} {words['one_year']} {words['and_up']} "
        )
    return f"{words['more']} {said} "


def _decade(match: re.Match[str], scene: Scene) -> str | None:
    """ "the 1990s": the nineteen nineties; "the 80s": the eighties."""
    written = match.group()[:-1]
    if len(written) < 4 and scene.tongue.code != "en":
        return None
    year = scene.tongue.year(int(written)) if len(written) == 4 else scene.tongue.cardinal(int(written))
    return f"{year[:-1]}ies" if year.endswith("y") else f"{year}s"


_NUMBER = (
    r"(?P<n@>"
    + FIGURE
    + r")(?P<f@>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])?(?:\s?(?P<size@>(?i:ribu|rebu|rébu|rb|juta|jt|miliar|milyar|triliun|ratus"
    r"|puluh|thousand|million|billion)\b))?"
)
QUANTITIES: tuple[Rule, ...] = (
    rule("decade", r"(?:(?:1[5-9]|20)\d|[2-9])0s(?!\w)", _decade, DIGIT, needs="s"),
    rule(
        "and more",
        rf"(?P<n>{FIGURE})\+(?:\s|(?=$|[,.)]))(?P<what>tahun|thn|th|bulan|taun)?",
        _and_more,
        DIGIT,
        needs="+",
    ),
    rule("once", r"\((?P<n>\d{1,6})(?P<x>\s?[x×])?\)", _figure_again, "("),
    rule("once", rf"(?P<n>{FIGURE})\s?\((?P<again>[^()\d]{{2,80}})\)", _words_again, DIGIT, needs="("),
    rule("once", r"(?i:minus)\s(?=[-−–]\d)", lambda m, s: "", "minus"),
    rule("minus", r"[-−–](?=\d)", _minus, "- − –"),
    rule("times", rf"(?P<a>{FIGURE})\s?[x×X](?:\s?(?=\d)|(?![A-Za-z]))", _times, DIGIT, needs="x×X"),
    rule("times", r"(?:(?<=\d)|(?<=\d\s))[x×X](?![A-Za-z])", lambda m, s: f" {s.tongue.words['times']} ", "x × X"),
    rule("times", r"(?:[x×]\s?|X\s)(?=\d)", lambda m, s: f"{s.tongue.words['times']} ", "x ×"),
    rule("score", r"(?P<a>\d{1,3})\s?[-–—:]\s?(?P<b>\d{1,3})(?![\d/]|[.,]\d)", _score, DIGIT, needs="-–—:"),
    rule("ratio", r"\d{1,6}(?::\d{1,6}){2,6}(?![\d:])", _ratios, DIGIT, needs=":"),
    rule("ratio", rf"(?P<a>{FIGURE})(?:\s:\s|:(?=\d))(?P<b>{FIGURE})(?![:\d])", _ratio, DIGIT, needs=":"),
    rule(
        "version",
        r"\d{1,4}(?:\.\d{1,4}){2,5}(?![\d,])",
        lambda m, s: None if re.fullmatch(r"\d{1,3}(\.\d{3})+", m.group()) else _dotted(m, s),
        DIGIT,
        needs=".",
    ),
    rule("series", r"\d{1,3}(?:-\d{1,3}){2,6}(?![\d\-])", _series, DIGIT, needs="-"),
    rule(
        "range",
        rf"{nth(_NUMBER, 1)}(?P<to>{TO}){nth(_NUMBER, 2)}(?![\d:]|/[\d ]|[.,]\d|-\d)",
        _range,
        DIGIT,
        needs="-–—−sSduhntSH",
    ),
    rule("decimal", FIGURE, _decimal, DIGIT),
    rule("number", nth(_NUMBER, 1), lambda m, s: number(m, "1", s), DIGIT),
)
