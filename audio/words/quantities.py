"""Figures that no other rule took: ranges, fractions, ratios, scores, ordinals, decades, times-so-many."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.figures import FIGURE, FRACTIONS, figure, fraction, split_figure
from audio.words.measures import ends, number, unit_name
from audio.words.rule import DIGIT, Rule, Scene, nth, rule

_SCORE = re.compile(
    r"(?i)\b(?:skor|menang|kalah|imbang|unggul|kedudukan|score|won|lost|seri|agregat|gol|draw|meunang)\b"
    r"[^.\d]{0,40}(?:\d{1,3}[-–]\d{1,3},?\s(?:(?:dan|lalu|and)\s)?){0,4}$"
)
_VERSION = re.compile(r"(?i)\b(?:versi|version|v|android|windows|ios|python|rilis)\.?\s?$")


def _scored(start: int, scene: Scene) -> bool:
    before = scene.before(start, 60)
    return before.rstrip(", ")[-1:].isalnum() and bool(_SCORE.search(before))


def _words_again(match: re.Match[str], scene: Scene) -> str | None:
    """ "3 (tiga) hari": official letters write the number twice; it is said once."""
    said = figure(match["n"], scene.tongue)
    return said if match["again"].strip().casefold() == said.casefold() else None


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
    return small and match["to"] in ("-", "–") and first.isdecimal() and last.isdecimal() and int(first) > int(last)


def _score(match: re.Match[str], scene: Scene) -> str | None:
    if not _scored(match.start(), scene):
        return None
    first, last = (scene.tongue.cardinal(int(match[n])) for n in ("a", "b"))
    return f"{first} {last}"


def _ratio(match: re.Match[str], scene: Scene) -> str:
    if _scored(match.start(), scene):
        return f"{figure(match['a'], scene.tongue)} {figure(match['b'], scene.tongue)}"
    return f"{figure(match['a'], scene.tongue)} {scene.tongue.words['against']} {figure(match['b'], scene.tongue)}"


_PARTS = frozenset((*range(2, 11), 15, 16, 20, 25, 50, 100))


def _fraction(match: re.Match[str], scene: Scene) -> str | None:
    over, under = int(match["over"]), int(match["under"])
    unit = unit_name(match["unit"], scene) if match["unit"] else ""
    tail = f" {unit or match['unit']}" if match["unit"] else ""
    whole = f"{figure(match['whole'], scene.tongue)} " if match["whole"] else ""
    if not (0 < over < under) or under not in _PARTS or match["over"][0] == "0":
        return None
    if under <= 12 and not whole and not unit:
        scene.note(
            match,
            "fraction_or_date",
            "This is read as a fraction; it could also be a day and a month.",
            "Write the month’s name if a date is meant: “1 Februari”.",
        )
    return whole + fraction(over, under, scene.tongue) + tail


def _fraction_sign(match: re.Match[str], scene: Scene) -> str:
    said = fraction(*FRACTIONS[match["sign"]], scene.tongue)
    return f"{said} {unit_name(match['unit'], scene) or match['unit']}" if match["unit"] else said


def _series(match: re.Match[str], scene: Scene) -> str:
    """ "1-2-3": more than two are no range."""
    return ", ".join(figure(part, scene.tongue) for part in match.group().split("-"))


def _over(match: re.Match[str], scene: Scene) -> str:
    """ "120/80", "2026/2027": two figures and no word that either reading would agree on."""
    if _day_and_month(match, scene):
        return scene.tongue.date(int(match["a"]), scene.tongue.months[int(match["b"]) - 1], None)
    first, last = figure(match["a"], scene.tongue), figure(match["b"], scene.tongue)
    years = len(match["a"]) == len(match["b"]) == 4
    link = " " if years else f" {scene.tongue.words['per']} "
    unit = f" {scene.tongue.units['mmHg']}" if match["unit"] else ""
    to = f" {joined(match['to'], scene)} " if match["to"] else ""
    return f"{first}{link}{last}{unit}{to}"


def _day_and_month(match: re.Match[str], scene: Scene) -> bool:
    """ "30/11", "5/12": nobody counts in twelfths; it is read as a date, and told."""
    day, month = int(match["a"]), int(match["b"])
    if not (1 <= month <= 12 and (12 < day <= 31 or (day > 0 and month > 10))):
        return False
    scene.note(
        match,
        "date_or_figures",
        "This is read as a day and a month; it could also be two figures.",
        "Write the month’s name if a date is meant: “30 November”.",
    )
    return True


def _times(match: re.Match[str], scene: Scene) -> str:
    words = scene.tongue.words
    return f"{figure(match['a'], scene.tongue)} {words['times']} "


def _ordinal(match: re.Match[str], scene: Scene) -> str:
    said = scene.tongue.ordinal(int(match["n"].replace(".", "")))
    return said.capitalize() if match["ke"][0].isupper() and not match["ke"].isupper() else said


def _english_ordinal(match: re.Match[str], scene: Scene) -> str | None:
    if scene.tongue.code != "en":
        return None
    to = f" {joined(match['to'], scene)} " if match["to"] else ""
    return scene.tongue.ordinal(int(match["n"].replace(",", ""))) + to


def _english_year(match: re.Match[str], scene: Scene) -> str | None:
    """English says a year in pairs, where a word before it makes it one."""
    if scene.tongue.code != "en" or not _YEAR_LED.search(scene.before(match.start())):
        return None
    return scene.tongue.year(int(match.group()))


def _decade(match: re.Match[str], scene: Scene) -> str:
    return figure(match["n"], scene.tongue) + "an"


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


_YEAR_LED = re.compile(r"(?i)\b(?:in|since|from|until|by|year|before|after|of)\s$")
_ERAS = {"H": "hijri", "Hijriah": "hijri", "Hijriyah": "hijri", "M": "ad", "Masehi": "ad", "SM": "bc"}
_YEARLY = re.compile(
    r"(?i)(?:tahun|taun|abad|muhar+am|safar|rabiul\s?\w+|jumadil\s?\w+|rajab|sya'?ban|ramadh?an|syawal"
    r"|[dz]+ulqa'?i?'?dah|zulkaidah|[dz]+ul?hij+ah|"
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|idul\s?\w+"
    r"|\b[HM]\s?/|hijriah\s?/)\s*$"
)


def _era(match: re.Match[str], scene: Scene) -> str | None:
    """ "1448 H", "622 M": a year of the Hijri or the common era; "M" only beside a word that makes it a year."""
    era, number = match["era"], int(match["n"])
    if bool(match["to"]) != bool(match["n2"]):
        return None
    likely = 1300 <= number < 1600 if era == "H" else bool(_YEARLY.search(scene.before(match.start())))
    if not likely and len(era) < 3 and era != "SM":
        return None
    said = scene.tongue.year(number)
    if match["n2"]:
        link = " " if "/" in match["to"] else f" {scene.tongue.words['to']} "
        said += link + scene.tongue.year(int(match["n2"]))
    return f"{said} {scene.tongue.words[_ERAS[era]]}{', ' if match['next'] else ''}"


def _and_more(match: re.Match[str], scene: Scene) -> str:
    """ "60+ tahun": sixty years and above; "100+ orang": more than a hundred."""
    words, said = scene.tongue.words, figure(match["n"], scene.tongue)
    if match["what"]:
        return f"{said} {words['year'] if match['what'][0] == 't' else match['what']} {words['and_up']}"
    if re.search(r"(?i)\b(?:usia|umur|yuswa|lansia)\s$", scene.before(match.start())):
        return f"{said} {words['one_year']} {words['and_up']} "
    return f"{words['more']} {said} "


def _all_day(match: re.Match[str], scene: Scene) -> str:
    return scene.tongue.words["day_and_night"]


_NUMBER = (
    r"(?P<n@>"
    + FIGURE
    + r")(?P<f@>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])?(?:\s?(?P<size@>(?i:ribu|rebu|rébu|rb|juta|jt|miliar|milyar|triliun|ratus"
    r"|puluh|thousand|million|billion)\b))?"
)
QUANTITIES: tuple[Rule, ...] = (
    rule(
        "era",
        r"(?P<n>\d{1,4})(?P<to>\s?[-–/]\s?)?(?P<n2>\d{1,4})?\s?(?P<era>H|M|SM|Hijriah|Hijriyah|Masehi)\b"
        r"(?![.'’\-])(?P<next>\s?/\s?(?=\d{4}\s?M))?",
        _era,
        DIGIT,
        needs="HM",
    ),
    rule(
        "and more",
        rf"(?P<n>{FIGURE})\+(?:\s|(?=$|[,.)]))(?P<what>tahun|thn|th|bulan|taun)?",
        _and_more,
        DIGIT,
        needs="+",
    ),
    rule("once", rf"(?P<n>{FIGURE})\s?\((?P<again>[^()\d]{{2,80}})\)", _words_again, DIGIT, needs="("),
    rule("ordinal", r"(?P<ke>(?i:ke|ka))\s?[-–]\s?(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,9})(?!\d|[,./]\d)", _ordinal, "ke ka"),
    rule(
        "ordinal",
        rf"(?P<n>\d{{1,6}}|\d{{1,3}},\d{{3}})(?:st|nd|rd|th)\b(?:(?P<to>{TO})(?=\d))?",
        _english_ordinal,
        DIGIT,
        needs="tdh",
    ),
    rule("minus", r"[-−–](?=\d)", _minus, "- − –"),
    rule("always", r"24/7(?!\d)", _all_day, DIGIT, needs="/"),
    rule("decade", r"(?P<n>\d{1,4}|\d{1,3}\.000)\s?-\s?an\b", _decade, DIGIT, needs="-"),
    rule("times", rf"(?P<a>{FIGURE})\s?[x×X](?:\s?(?=\d)|(?![A-Za-z]))", _times, DIGIT, needs="x×X"),
    rule("times", r"(?<=\d)\s?[x×X](?![A-Za-z])", lambda m, s: f" {s.tongue.words['times']} ", "x × X"),
    rule("times", r"[x×X]\s?(?=\d)", lambda m, s: f"{s.tongue.words['times']} ", "x ×"),
    rule("score", r"(?P<a>\d{1,3})\s?[-–—:]\s?(?P<b>\d{1,3})(?![\d/]|[.,]\d)", _score, DIGIT, needs="-–—:"),
    rule("ratio", rf"(?P<a>{FIGURE})(?:\s:\s|:(?=\d))(?P<b>{FIGURE})(?![:\d])", _ratio, DIGIT, needs=":"),
    rule(
        "fraction",
        r"(?:(?P<whole>\d{1,4})\s)?(?P<over>\d{1,2})/(?P<under>\d{1,3})(?![\d/])(?:\s?(?P<unit>[a-zA-Z]{1,4})\b)?",
        _fraction,
        DIGIT,
        needs="/",
    ),
    rule(
        "fraction",
        r"(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])(?:\s?(?P<unit>[a-zA-Z]{1,4})\b)?",
        _fraction_sign,
        "½ ⅓ ⅔ ¼ ¾ ⅕ ⅖ ⅗ ⅘ ⅙ ⅚ ⅛ ⅜ ⅝ ⅞",
    ),
    rule(
        "over",
        rf"(?P<a>\d{{1,6}})/(?P<b>\d{{1,6}})(?![\d/])(?:\s?(?P<unit>mmHg|mmhg))?(?:(?P<to>{TO})(?=\d{{1,3}}/\d))?",
        _over,
        DIGIT,
        needs="/",
    ),
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
        rf"{nth(_NUMBER, 1)}(?P<to>{TO}){nth(_NUMBER, 2)}(?![\d/:]|[.,]\d|-\d)",
        _range,
        DIGIT,
        needs="-–—−sSduhntSH",
    ),
    rule("year", r"(?:1[1-9]|20)\d\d(?![\d,.]\d|\d)", _english_year, DIGIT),
    rule("decimal", FIGURE, _decimal, DIGIT),
    rule("number", nth(_NUMBER, 1), lambda m, s: number(m, "1", s), DIGIT),
)
