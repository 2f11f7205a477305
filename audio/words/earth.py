"""Places and shocks of the earth: coordinates, the winds, the strength of an earthquake."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.figures import figure
from audio.words.measures import ENDS, ends
from audio.words.rule import DIGIT, Rule, Scene, rule

_WINDS = {
    "bd": "BD", "bl": "BL", "tl": "TL", "tg": "TG", "baratdaya": "BD", "baratlaut": "BL", "timurlaut": "TL",
}  # fmt: skip


_ON_MAPS = {"S": "LS", "N": "LU", "E": "BT", "W": "BB"}


def _angle(match: re.Match[str], scene: Scene) -> str:
    words = scene.tongue.words
    said = f"{figure(match['deg'], scene.tongue)} {words['degree']}"
    for name, key in (("min", "minute"), ("sec", "second")):
        if match[name]:
            said += f" {figure(match[name], scene.tongue)} {words[key]}"
    return said + _side(match["side"], scene)


def _side(written: str | None, scene: Scene) -> str:
    return " " + scene.tongue.words[_ON_MAPS.get(written, written)] if written else ""


def _coordinate(match: re.Match[str], scene: Scene) -> str:
    return f"{ends(match, scene)}{_side(match['side'], scene)}"


def _scale(match: re.Match[str], scene: Scene) -> str:
    return f"{ends(match, scene)} {scene.tongue.words['SR']}"


def _magnitude(match: re.Match[str], scene: Scene) -> str:
    said = f"{scene.tongue.words['magnitude']} {figure(match['n'], scene.tongue)}"
    return f"{said} {joined(match['to'], scene)} {figure(match['n2'], scene.tongue)}" if match["to"] else said


EARTH: tuple[Rule, ...] = (
    rule(
        "direction",
        r"(?<=[Kk][Mm]\s)(?:BD|BL|TL|TG)\b|(?i:barat|timur)(?i:daya|laut)\b",
        lambda m, s: s.tongue.words[_WINDS[m.group().lower()]],
        _WINDS,
    ),
    rule(
        "coordinate",
        r"(?P<deg>\d{1,3}(?:[.,]\d{1,8})?)\s?[°º]\s?(?:(?P<min>\d{1,2}(?:[.,]\d{1,6})?)\s?['’′]\s?)?"
        r"(?:(?P<sec>\d{1,2}(?:[.,]\d{1,6})?)\s?(?:[\"”″]|''|’’|′′)\s?)?(?P<side>LS|LU|BT|BB|[NSEW])?(?![A-Za-z])",
        _angle,
        DIGIT,
    ),
    rule("coordinate", rf"{ENDS}\s?(?P<side>LS|LU|BT|BB)\b", _coordinate, DIGIT, needs="SUTB"),
    rule("magnitude", rf"{ENDS}\s?(?:SR|Skala Richter|skala richter)\b", _scale, DIGIT, needs="Ss"),
    rule(
        "magnitude",
        r"(?:M|Mag|mag|Mw|ML|MAG)[\s.:=]{0,2}(?P<n>\d(?:[.,]\d{1,2})?)"
        rf"(?:(?P<to>{TO})(?P<n2>\d(?:[.,]\d{{1,2}})?))?(?![\d\w]|[.,]\d)(?:\s?SR\b)?",
        _magnitude,
        "m mag mw ml",
    ),
)
