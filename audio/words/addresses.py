"""Addresses: RT and RW, house numbers and blocks, kilometres along a road."""

from __future__ import annotations

import re

from audio.words.acronyms import said_letters
from audio.words.dates import TO, joined
from audio.words.measures import one_of
from audio.words.phones import is_called
from audio.words.rule import Rule, Scene, nth, rule
from audio.words.tables import words


def bare(digits: str, scene: Scene) -> str:
    """A number without its leading zeros, as house numbers are said."""
    return scene.tongue.cardinal(int(digits))


def _neighbourhood(match: re.Match[str], scene: Scene) -> str:
    said = f"{scene.tongue.spell('rt')} {bare(match['rt'], scene)}"
    if match["rt2"]:
        said += f" {joined(match['to'], scene)} {bare(match['rt2'], scene)}"
    return f"{said} {scene.tongue.spell('rw')} {bare(match['rw'], scene)}" if match["rw"] else said


def _both(match: re.Match[str], scene: Scene) -> str:
    if match["rt"]:
        return _neighbourhood(match, scene)
    return f"{scene.tongue.spell('rt')} {scene.tongue.spell('rw')}"


def _listed(match: re.Match[str], scene: Scene) -> str:
    """ "RT 01, 02 dan 03": the zeros fill each number of the list."""
    numbers = re.sub(r"\d+", lambda number: bare(number.group(), scene), match["list"])
    return f"{scene.tongue.spell(match['word'])} {numbers.replace('&', scene.tongue.words['and'])}"


def _ward(match: re.Match[str], scene: Scene) -> str:
    return f"{scene.tongue.spell('rw')} {bare(match['rw'], scene)}"


def house(digits: str, letters: str | None, scene: Scene) -> str:
    """ "5A": the number, then the letter by itself."""
    said = bare(digits, scene)
    return f"{said} {scene.tongue.spell(letters)}" if letters else said


def _number(match: re.Match[str], scene: Scene) -> str | None:
    if not (match["letter"] or match["to"] or match["over"]) and is_called(
        match["n"], match.start(), match.end(), scene
    ):
        return None
    said = f"{scene.tongue.words['number']} {house(match['n'], match['letter'], scene)}"
    if match["to"]:
        said += f" {joined(match['to'], scene)} {house(match['n2'], match['letter2'], scene)}"
    return f"{said} {scene.tongue.words['slash']} {bare(match['over'], scene)}" if match["over"] else said


def _block(match: re.Match[str], scene: Scene) -> str | None:
    if match["letter"] and not match["n"] and re.fullmatch(r"[IVX]+", match["letter"]):
        return None
    word = "Kavling" if match["word"] == "Kav." else match["word"]
    said = word.lower() if match["n"] and not match["letter"] else word
    if match["letter"]:
        said += " " + scene.tongue.spell(match["letter"])
    if match["n"]:
        said += " " + house(match["n"], match["tail"], scene)
    return f"{said} {scene.tongue.words['slash']} {bare(match['over'], scene)}" if match["over"] else said


def _kilometre(match: re.Match[str], scene: Scene) -> str:
    said = f"{one_of(scene.tongue.units['km'], scene)} {_post(match, '1', scene)}"
    return f"{said} {joined(match['to'], scene)} {_post(match, '2', scene)}" if match["to"] else said


def _post(match: re.Match[str], which: str, scene: Scene) -> str:
    """ "12+500", "7,5": a place along the road."""
    said = scene.tongue.cardinal(int(match["n" + which]))
    if match["m" + which]:
        said += f" {scene.tongue.words['plus']} {scene.tongue.cardinal(int(match['m' + which]))}"
    elif match["dec" + which]:
        said += f" {scene.tongue.words['comma']} {scene.tongue.spell(match['dec' + which])}"
    return said


def _place_number(match: re.Match[str], scene: Scene) -> str:
    """Numbered places and things drop the zeros that only fill a form."""
    word = said_letters(match["word"], scene)
    return f"{word} {house(match['n'], match['letter'], scene)}"


_NO = r"(?:(?i:nomor|nomer|no|nmr|nr)\b\.?|№|#)"
_POST = r"(?P<n@>\d{1,4})(?:\s?\+\s?(?P<m@>\d{1,3})|[.,](?P<dec@>\d{1,2}))?"
_NUMBERED = tuple(sorted(words("numbered")))
ADDRESSES: tuple[Rule, ...] = (
    rule(
        "address",
        r"(?P<word>(?i:rt|rw))\.?\s?(?P<list>0?\d{1,2}(?:,\s?0\d{1,2}){0,9},?\s?(?:,|dan|&|serta|and|sareng|jeung)\s?0\d{1,2})"
        r"(?![\d/])",
        _listed,
        "rt rw",
    ),
    rule(
        "address",
        r"(?i:rt)\.?\s?/\s?(?i:rw)(?:\.?\s?(?::\s?)?(?P<rt>\d{1,3})(?P<to>)(?P<rt2>)\s?/\s?(?P<rw>\d{1,3})(?!\d))?",
        _both,
        "rt",
    ),
    rule(
        "address",
        rf"(?i:rt)\.?\s?(?P<rt>\d{{1,3}})(?:(?P<to>{TO})(?P<rt2>\d{{1,3}}))?(?:[\s,/]{{0,3}}(?i:rw)\.?\s?"
        rf"|\s?/\s?)(?P<rw>\d{{1,3}})(?!\d)",
        _neighbourhood,
        "rt",
    ),
    rule(
        "address",
        rf"(?i:rt)\.?\s?(?P<rt>\d{{1,3}})(?:(?P<to>{TO})(?P<rt2>\d{{1,3}}))?(?!\d)(?P<rw>)",
        _neighbourhood,
        "rt",
    ),
    rule("address", r"(?i:rw)\.?\s?(?P<rw>\d{1,3})(?!\d)", _ward, "rw"),
    rule(
        "number",
        rf"{_NO}\s?:?\s?(?P<n>\d{{1,4}})(?:[-\s]?(?P<letter>[A-Ha-h])(?![\w.]))?(?:(?P<to>{TO})"
        rf"(?P<n2>\d{{1,4}})(?P<letter2>[A-Ha-h]\b)?|/(?P<over>\d{{1,3}})(?![-/]))?(?!\w|/\w|[.,-]\d|-[A-Z]{{2}})",
        _number,
        "no nomor nomer nmr nr #",
    ),
    rule(
        "address",
        r"(?P<word>(?i:blok|kavling|kav\.|ruko|unit|tower|gedung|terminal|gate|pintu|lantai|zona|peron"
        r"|jalur))\s(?P<letter>[A-Z]{1,2})(?:[-.\s]?(?P<n>\d{1,3})(?P<tail>[A-Za-z])?)?(?:/(?P<over>\d{1,3}))?"
        r"(?![\w]|[.,]\d)",
        _block,
        "blok kavling kav ruko unit tower gedung terminal gate pintu lantai zona peron jalur",
    ),
    rule(
        "address",
        rf"(?:KM|Km|km)\.?\s?{nth(_POST, 1)}"
        rf"(?:(?P<to>\s?[-–—]\s?|{TO}(?=\d{{1,4}}\+)){nth(_POST, 2)})?(?![\w/]|[.,:]\d)",
        _kilometre,
        "km",
    ),
    rule(
        "address",
        rf"(?P<word>(?i:{'|'.join(_NUMBERED)}))\s(?P<n>0\d{{1,2}})(?P<letter>[A-Za-z])?(?![\w/]|[.,:-]\d)",
        _place_number,
        _NUMBERED,
    ),
)
