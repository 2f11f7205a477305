"""Figures with a stroke between them: fractions, pressures, school years, a day and its month."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.figures import FRACTIONS, figure, fraction
from audio.words.measures import unit_name
from audio.words.rule import DIGIT, Rule, Scene, rule

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


def _over(match: re.Match[str], scene: Scene) -> str:
    """ "120/80", "2026/2027": two figures and no word that either reading would agree on."""
    if _day_and_month(match, scene):
        return scene.tongue.date(int(match["a"]), scene.tongue.months[int(match["b"]) - 1], None)
    first, last = figure(match["a"], scene.tongue), figure(match["b"], scene.tongue)
    years = len(match["a"]) == len(match["b"]) == 4
    if years:
        first, last = (scene.tongue.year(int(match[n])) for n in "ab")
    follows = len(match["a"]) == 4 and len(match["b"]) == 2 and (int(match["a"]) + 1) % 100 == int(match["b"])
    halves = match["a"] == match["b"] == "50"
    link = " " if years or follows or halves else f" {scene.tongue.words['per']} "
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


def _all_day(match: re.Match[str], scene: Scene) -> str:
    return scene.tongue.words["day_and_night"]


STROKES: tuple[Rule, ...] = (
    rule("always", r"24/7(?!\d)", _all_day, DIGIT, needs="/"),
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
)
