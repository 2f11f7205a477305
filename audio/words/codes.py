"""Codes of letters and digits: "G20", "F-1.01", number plates, blood groups, days to a feast; and very long numbers."""

from __future__ import annotations

import re
import string

from audio.words.accounts import NAMED, digits_said
from audio.words.acronyms import said_letters
from audio.words.figures import figure
from audio.words.rule import DIGIT, WORD, Rule, Scene, rule


def _long(match: re.Match[str], scene: Scene) -> str:
    return digits_said(match.group(), scene)


def _form(match: re.Match[str], scene: Scene) -> str:
    """ "F-1.01": the number of a form, point by point."""
    letters, *numbers = re.findall(r"[A-Z]+|\d+", match.group())
    point = f" {scene.tongue.words['point']} "
    return f"{said_letters(letters, scene)} {point.join(figure(number, scene.tongue) for number in numbers)}"


def _plate(match: re.Match[str], scene: Scene) -> str:
    return " ".join(scene.tongue.spell(match[part]) for part in ("area", "n", "tail"))


def _letters_and_digits(match: re.Match[str], scene: Scene) -> str | None:
    """ "G20", "B-52", "PBB-P2": letters by name or as the word they are, then the number."""
    pieces = re.findall(r"[A-Za-z]+|\d+(?:[.,]\d+)?", match.group())
    named = NAMED.search(scene.before(match.start(), 64))
    said = []
    for piece in pieces:
        if piece[0].isdecimal():
            said.append(
                scene.tongue.spell(piece)
                if named or (len(piece) > 3 and len(pieces) > 2)
                else figure(piece, scene.tongue)
            )
        else:
            said.append(said_letters(piece, scene))
    return " ".join(said)


def _digits_and_letters(match: re.Match[str], scene: Scene) -> str:
    return f"{figure(match['n'], scene.tongue)} {scene.tongue.spell(match['letters'])}"


_FLOWN = re.compile(r"(?i)\b(?:flight|penerbangan|pesawat|garuda|air|citilink|airasia|sriwijaya)\s$")


def _flight(match: re.Match[str], scene: Scene) -> str | None:
    """ "flight GA 412": letters and figures one by one, as they are called out."""
    if not _FLOWN.search(scene.before(match.start())):
        return None
    return f"{scene.tongue.spell(match['line'])} {scene.tongue.spell(match['n'])}"


def _countdown(match: re.Match[str], scene: Scene) -> str:
    words = scene.tongue.words
    sign = words["plus" if match["sign"] == "+" else "minus"]
    return f"{scene.tongue.spell(match['letter'])} {sign} {scene.tongue.cardinal(int(match['n']))}"


def _blood(match: re.Match[str], scene: Scene) -> str | None:
    if not re.search(
        r"(?i)\b(?:(?:darah|gol|golongan|blood|getih)\b|gol\.)[^.;!?]{0,40}$", scene.before(match.start())
    ):
        return None
    return f"{scene.tongue.spell(match['group'])} {scene.tongue.words['plus' if match['sign'] == '+' else 'minus']}"


CODES: tuple[Rule, ...] = (
    rule("blood group", r"(?P<group>AB|A|B|O)(?P<sign>[+\-])(?!\w)", _blood, "a b ab o", needs="+-"),
    rule("code", r"(?P<line>[A-Z]{2})[\s-]?(?P<n>\d{2,4})(?![\w.,])", _flight, WORD, needs="0123456789"),
    rule("countdown", r"(?P<letter>H)\s?(?P<sign>[-–−+])\s?(?P<n>\d{1,3})(?![\d.,/]\d|\d)", _countdown, "h"),
    rule("code", r"(?!PM)[A-Z]{1,3}[-.]?\d{1,4}(?:\.\d{1,8}){1,3}(?![\w])", _form, WORD, needs="0123456789"),
    rule(
        "plate", r"(?P<area>[A-Z]{1,2})\s(?P<n>\d{1,4})\s(?P<tail>[A-Z]{1,3})\b(?!\.)", _plate, WORD, needs="0123456789"
    ),
    rule(
        "account",
        r"\d{10,40}(?![.,]\d)|\d{3,6}-\d{2,4}-\d{3,8}(?:-\d{1,6}){0,4}|"
        r"0\d{1,3}(?:-\d{1,8}){2,5}(?!\d)|\d{8} \d{6} \d \d{3}(?!\d)"
        r"|\d{1,2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}",
        _long,
        DIGIT,
    ),
    rule(
        "code",
        r"(?:[A-Z]{1,6}|[A-Z][a-z]{2,9})(?:-?\d{1,6}(?:-?[A-Z]{1,3}\d{0,3}(?![a-z]))?|-[A-Z]{1,3}\d{1,3})"
        r"(?:[.,]\d{1,2})?(?!\w|[.,]\d)",
        _letters_and_digits,
        WORD,
        needs="0123456789",
    ),
    rule(
        "code",
        r"(?P<n>\d{1,4})(?P<letters>[A-WYZ]{1,3})(?![\w])",
        _digits_and_letters,
        DIGIT,
        needs=string.ascii_uppercase,
    ),
)
