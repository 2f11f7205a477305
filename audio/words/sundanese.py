"""Sundanese, by the usage of West Java's and Banten's own broadcasts: polite "tabuh" hours, "kaping" dates."""

from __future__ import annotations

from audio.words import numerals
from audio.words.indonesian import LETTERS, WORDS
from audio.words.tables import pairs
from audio.words.tongue import Tongue

_MONTHS = (
    "Januari", "Pébruari", "Maret", "April", "Méi", "Juni", "Juli", "Agustus", "Séptémber", "Oktober", "Nopémber",
    "Désémber",
)  # fmt: skip
_DIGITS = ("nol", "hiji", "dua", "tilu", "opat", "lima", "genep", "tujuh", "dalapan", "salapan")
_OWN = {
    "to": "dugi ka",
    "until": "dugi ka",
    "number": "nomer",
    "or": "atanapi",
    "and": "sareng",
    "percent": "persén",
    "year": "taun",
    "half": "satengah",
    "one_part": "saper",
    "times": "kali",
    "at": "tabuh",
    "degree": "darajat",
    "minute": "menit",
    "second": "detik",
    "one_day": "dinten",
    "one_year": "taun",
    "less": "kirang ti",
    "more": "langkung ti",
    "at_most": "pangseueurna",
    "at_least": "sahenteuna",
    "about": "kirang langkung",
    "around": "sakitar",
    "divided": "dibagi",
    "equals": "sami sareng",
    "each": "masing-masing",
    "day_and_night": "dua puluh opat jam tujuh dinten",
    "zeroes": "nol-nol",
    "and_up": "ka luhur",
}


def hour(hours: int, minutes: int, seconds: int | None) -> str:
    """Minutes follow "langkung"; the half hour is the half of the hour to come ("satengah dalapan")."""
    if minutes == 30 and not seconds and 1 <= hours <= 12:
        return f"satengah {numerals.sundanese(hours % 12 + 1)}"
    head = _OWN["zeroes"] if hours == 0 else numerals.sundanese(hours)
    said = f"{head} langkung {numerals.sundanese(minutes)} menit" if minutes or seconds else head
    return f"{said} {numerals.sundanese(seconds)} detik" if seconds else said


def date(day: int, month: str, year: int | None) -> str:
    """Day, month, year, as in Indonesian; "kaping" is written where it is wanted."""
    return f"{numerals.sundanese(day)} {month}{f' {numerals.sundanese(year)}' if year is not None else ''}"


_UNITS = {**pairs("units.id"), "rb": "rébu"}
_NAMES = pairs("prefixes.id")
SUNDANESE = Tongue(
    code="su",
    cardinal=numerals.sundanese,
    ordinal=numerals.sundanese_ordinal,
    year=numerals.sundanese,
    hour=hour,
    date=date,
    digits=_DIGITS,
    letters=LETTERS,
    months=_MONTHS,
    words={**WORDS, **_OWN},
    units=_UNITS,
    abbreviations=pairs("abbreviations.su"),
    before_names={
        **_NAMES,
        "ds": "Désa",
        "th": "taun",
        "thn": "taun",
        "pkl": "tabuh",
        "pk": "tabuh",
        "jl": "Jalan",
    },
    dotted={**pairs("dotted.id"), "s.d": "dugi ka", "s/d": "dugi ka", "s.d.a": "sami sareng di luhur"},
    acronyms=pairs("acronyms.id"),
)
