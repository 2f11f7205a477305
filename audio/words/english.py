"""English, as announced in Indonesia: day before month, the twenty-four-hour clock, rupiah."""

from __future__ import annotations

from audio.words import numerals
from audio.words.tables import pairs
from audio.words.tongue import Tongue

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS = {
    "to": "to",
    "until": "until",
    "comma": "point",
    "point": "dot",
    "minus": "minus",
    "plus": "plus",
    "percent": "percent",
    "permille": "per mille",
    "per": "per",
    "or": "or",
    "and": "and",
    "number": "number",
    "year": "of",
    "half": "half",
    "times": "times",
    "against": "to",
    "at": "at",
    "slash": "slash",
    "dash": "dash",
    "underscore": "underscore",
    "at_sign": "at",
    "hashtag": "hashtag",
    "degree": "degrees",
    "minute": "minutes",
    "second": "seconds",
    "cents": "cents",
    "magnitude": "magnitude",
    "diameter": "diameter",
    "equals": "equals",
    "less": "less than",
    "more": "more than",
    "at_most": "at most",
    "at_least": "at least",
    "about": "about",
    "around": "around",
    "divided": "divided by",
    "star": "star",
    "hash": "hash",
    "each": "each",
    "extension": "extension",
    "day_and_night": "twenty-four seven",
    "squared": "square",
    "one_hour": "hour",
    "one_second": "second",
    "one_day": "day",
    "one_year": "years",
    "cubed": "cubic",
    "zeroes": "zero",
    "hijri": "Hijri",
    "ad": "A D",
    "bc": "B C",
    "and_up": "and over",
    "LS": "south",
    "LU": "north",
    "BT": "east",
    "BB": "west",
    "BD": "south-west",
    "BL": "north-west",
    "TL": "north-east",
    "TG": "south-east",
    "SR": "on the Richter scale",
    "question_mark": "question mark",
    "colon": "colon",
    "tilde": "tilde",
}


def hour(hours: int, minutes: int, seconds: int | None) -> str:
    """17:33 "seventeen thirty-three", 08:00 "eight o'clock" by the clock's first half, "seventeen hundred" after it."""
    head = numerals.english(hours)
    if not minutes and not seconds:
        return f"{head} o'clock" if 1 <= hours <= 12 else f"{head} hundred"
    tail = f"oh {numerals.english(minutes)}" if minutes < 10 else numerals.english(minutes)
    return f"{head} {tail}{f' and {numerals.english(seconds)} seconds' if seconds else ''}"


def date(day: int, month: str, year: int | None) -> str:
    """ "the second of December twenty twenty-six"; without a month only the day's ordinal."""
    said = f"the {numerals.english_ordinal(day)}" + (f" of {month}" if month else "")
    return f"{said} {numerals.english_year(year)}" if year is not None else said


ENGLISH = Tongue(
    code="en",
    cardinal=numerals.english,
    ordinal=numerals.english_ordinal,
    year=numerals.english_year,
    hour=hour,
    date=date,
    digits=_DIGITS,
    letters={letter.lower(): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    months=_MONTHS,
    words=_WORDS,
    units=pairs("units.en"),
    thousands=",",
    abbreviations=pairs("abbreviations.en"),
    before_names=pairs("prefixes.en"),
    dotted=pairs("dotted.en"),
    acronyms=pairs("acronyms.en"),
)
