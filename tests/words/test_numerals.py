"""Number words, held against their own meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.words.numerals import indonesian, indonesian_ordinal, sundanese

_UNITS = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_SUNDANESE = {
    "nol": 0,
    "hiji": 1,
    "dua": 2,
    "tilu": 3,
    "opat": 4,
    "lima": 5,
    "genep": 6,
    "tujuh": 7,
    "dalapan": 8,
    "salapan": 9,
}
_POWERS = {"ribu": 10**3, "rébu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def _value(words: str, units: dict[str, int]) -> int:
    """The number that the words stand for."""
    total = hundreds = digit = 0
    one = "sa" if "hiji" in units else "se"
    for word in words.split():
        if word.startswith(one) and word[2:] in ("puluh", "belas", "ratus", *_POWERS):
            digit, word = 1, word[2:]
        if word in units:
            digit = units[word]
        elif word == "belas":
            hundreds, digit = hundreds + 10 + digit, 0
        elif word in ("puluh", "ratus"):
            hundreds, digit = hundreds + digit * (10 if word == "puluh" else 100), 0
        else:
            total, hundreds, digit = total + (hundreds + digit) * _POWERS[word], 0, 0
    return total + hundreds + digit


@given(st.integers(0, 10**15 - 1))
def test_indonesian_numbers_mean_what_they_say(number: int) -> None:
    assert _value(indonesian(number), _UNITS) == number


@given(st.integers(0, 10**15 - 1))
def test_sundanese_numbers_mean_what_they_say(number: int) -> None:
    assert _value(sundanese(number), _SUNDANESE) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (10, "sepuluh"),
        (11, "sebelas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (21_000, "dua puluh satu ribu"),
        (1_001_000, "satu juta seribu"),
        (2_000_001_000, "dua miliar seribu"),
        (1_000_000_000_000, "satu triliun"),
    ],
)
def test_one_before_a_power_is_said_se(number: int, words: str) -> None:
    assert indonesian(number) == words


def test_the_first_is_pertama() -> None:
    assert [indonesian_ordinal(n) for n in (1, 2, 81)] == ["pertama", "kedua", "kedelapan puluh satu"]
