"""Figures that count years and places in a row: ordinals, decades, years of an era."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.figures import figure
from audio.words.rule import DIGIT, Rule, Scene, rule

_YEAR_LED = re.compile(
    r"(?i)\b(?:in|since|from|between|until|by|year|before|after|of)\s$|\bmid[- ]$"
    r"|\b(?:19|20)\d\d(?:\s(?:to|and|or|until)\s|[-–/])$"
)
_ERAS = {"H": "hijri", "Hijriah": "hijri", "Hijriyah": "hijri", "M": "ad", "Masehi": "ad", "SM": "bc"}
_YEARLY = re.compile(
    r"(?i)(?:tahun|taun|abad|muhar+am|safar|rabiul\s?\w+|jumadil\s?\w+|rajab|sya'?ban|ramadh?an|syawal"
    r"|[dz]+ulqa'?i?'?dah|zulkaidah|[dz]+ul?hij+ah|"
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|idul\s?\w+"
    r"|\b[HM]\s?/|hijriah\s?/)\s*$"
)


def _ordinal(match: re.Match[str], scene: Scene) -> str | None:
    if match["ke"].lower() == "ka" and scene.tongue.code != "su":
        return None
    said = scene.tongue.ordinal(int(match["n"].replace(".", "")))
    return said.capitalize() if match["ke"][0].isupper() and not match["ke"].isupper() else said


_IN_A_ROW = re.compile(
    r"(?i)\b(?:hut|dirgahayu|hari jadi|milad|ulang tahun|anak|hari|minggu|pekan|juara|peringkat|urutan|periode|kali"
    r"|dosis|pertemuan|putaran|seri|laga|haul)(?:\s[A-Z][A-Za-z]{1,14}\.?){0,3}\s$"
)


def _apart(match: re.Match[str], scene: Scene) -> str | None:
    """ "HUT RI ke 81": an ordinal without its hyphen, after what is counted in a row."""
    if scene.tongue.code == "en" or not _IN_A_ROW.search(scene.before(match.start())):
        return None
    return scene.tongue.ordinal(int(match["n"]))


def _english_ordinal(match: re.Match[str], scene: Scene) -> str | None:
    if scene.tongue.code != "en":
        return None
    to = f" {joined(match['to'], scene)} " if match["to"] else ""
    return scene.tongue.ordinal(int(match["n"].replace(",", ""))) + to


_EVENT = re.compile(
    r"\b(?!(?:Room|Box|Flight|No|Bus|Route|Gate|Unit|Road|Street|Train|Windows|Hymn|Lot|House|Number|About|Over|Some"
    r"|Only|Nearly|Almost|The|All|Code|Bring|Need|Call|Dial|Text)\s)(?:[A-Z][a-z]+|Q[1-4])\s$"
)


def _english_year(match: re.Match[str], scene: Scene) -> str | None:
    """English says a year in pairs, where a word before it makes it one, or an event's name ("World Cup 2026")."""
    if scene.tongue.code != "en":
        return None
    before = scene.before(match.start())
    named = _EVENT.search(before) and not re.match(r"\s[a-z]", scene.text[match.end() : match.end() + 2])
    if not (_YEAR_LED.search(before) or (named and 1900 <= int(match.group()) < 2100)):
        return None
    return scene.tongue.year(int(match.group()))


def _decade(match: re.Match[str], scene: Scene) -> str:
    return figure(match["n"], scene.tongue) + "an"


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


ORDINALS: tuple[Rule, ...] = (
    rule(
        "era",
        r"(?P<n>\d{1,4})(?P<to>\s?[-–/]\s?)?(?P<n2>\d{1,4})?\s?(?P<era>H|M|SM|Hijriah|Hijriyah|Masehi)\b"
        r"(?![.'’\-])(?P<next>\s?/\s?(?=\d{4}\s?M))?",
        _era,
        DIGIT,
        needs="HM",
    ),
    rule("ordinal", r"(?P<ke>(?i:ke|ka))\s?[-–]\s?(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,9})(?!\d|[,./]\d)", _ordinal, "ke ka"),
    rule("ordinal", r"(?i:ke)\s(?P<n>\d{1,3})(?!\w|[-–.,:/]\d|%)", _apart, "ke"),
    rule(
        "ordinal",
        rf"(?P<n>\d{{1,6}}|\d{{1,3}},\d{{3}})(?:st|nd|rd|th)\b(?:(?P<to>{TO})(?=\d))?",
        _english_ordinal,
        DIGIT,
        needs="tdh",
    ),
    rule("decade", r"(?P<n>\d{1,4}|\d{1,3}\.000)(?:\s?-\s?)?an\b", _decade, DIGIT, needs="a"),
    rule("year", r"(?:1[1-9]|20)\d\d(?![\d,./]\d|\d)", _english_year, DIGIT),
)
