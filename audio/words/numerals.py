"""Number words: Indonesian and English through num2words, with its slips mended; Sundanese by rule."""

from __future__ import annotations

from functools import lru_cache

LARGEST = 10**15

_SUNDANESE = ["nol", "hiji", "dua", "tilu", "opat", "lima", "genep", "tujuh", "dalapan", "salapan"]
_SUNDANESE_POWERS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "rébu"))


@lru_cache(maxsize=4096)
def indonesian(number: int) -> str:
    """Cardinal in Indonesian; num2words says "satu juta satu ribu" where usage has "satu juta seribu"."""
    from num2words.lang_ID import Num2Word_ID

    words: str = Num2Word_ID().to_cardinal(number)
    return (
        words.replace("iliun satu ribu", "iliun seribu")
        .replace("iliar satu ribu", "iliar seribu")
        .replace("juta satu ribu", "juta seribu")
    )


def indonesian_ordinal(number: int) -> str:
    """Ordinal in Indonesian: the first is "pertama", all others take "ke"."""
    return "pertama" if number == 1 else "ke" + indonesian(number)


@lru_cache(maxsize=4096)
def sundanese(number: int) -> str:
    """Cardinal in Sundanese: "sa" stands for one before puluh, belas, ratus, rébu and juta."""
    for size, name in _SUNDANESE_POWERS:
        if number >= size:
            many, rest = divmod(number, size)
            head = f"sa{name}" if many == 1 and size <= 10**6 else f"{sundanese(many)} {name}"
            return f"{head} {sundanese(rest)}" if rest else head
    return _sundanese_hundreds(number)


def _sundanese_hundreds(number: int) -> str:
    if number >= 100:
        many, rest = divmod(number, 100)
        head = "saratus" if many == 1 else f"{_SUNDANESE[many]} ratus"
        return f"{head} {_sundanese_hundreds(rest)}" if rest else head
    if number >= 20 or number == 10:
        many, rest = divmod(number, 10)
        head = "sapuluh" if many == 1 else f"{_SUNDANESE[many]} puluh"
        return f"{head} {_SUNDANESE[rest]}" if rest else head
    if number > 10:
        return "sabelas" if number == 11 else f"{_SUNDANESE[number - 10]} belas"
    return _SUNDANESE[number]


def sundanese_ordinal(number: int) -> str:
    """Ordinal in Sundanese: "kahiji", "kadua"."""
    return "ka" + sundanese(number)


@lru_cache(maxsize=4096)
def english(number: int) -> str:
    """Cardinal in English, without the commas that would be heard as pauses."""
    from num2words import num2words

    return str(num2words(number, lang="en")).replace(",", "")


@lru_cache(maxsize=512)
def english_ordinal(number: int) -> str:
    """Ordinal in English: "twenty-first"."""
    from num2words import num2words

    return str(num2words(number, lang="en", to="ordinal")).replace(",", "")


@lru_cache(maxsize=512)
def english_year(number: int) -> str:
    """A year as English says it: "nineteen forty-five", "two thousand and two"."""
    from num2words import num2words

    return str(num2words(number, lang="en", to="year")).replace(",", "")
