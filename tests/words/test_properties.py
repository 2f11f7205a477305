"""What holds for any script at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.words import advise, guess_language, reading_time_ms, speak
from tests.words.test_cases import ROWS

WRITTEN = [row.values[1] for row in ROWS]
SIGNS = st.sampled_from(
    [*"0123456789.,:;/-–()[]<>#@*&%°'\"½²³±=+|\\_~ \n\t", "\u200f", "\ud800", "\x00", "🎉", "é", "٣", "Ⅷ"]
)
PIECES = st.one_of(SIGNS, st.sampled_from([word for line in WRITTEN for word in line.split()]))
SCRIPTS = st.one_of(
    st.text(),
    st.text(st.characters(codec=None, categories=None)),
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(st.sampled_from(WRITTEN), max_size=4).map(" ".join),
)
LANGUAGES = st.sampled_from(["id", "su", "en", None])


@settings(max_examples=300, deadline=None)
@given(SCRIPTS, LANGUAGES)
def test_any_text_has_words_without_figures(script: str, language: str | None) -> None:
    words = speak(script, language).words
    assert not any("0" <= sign <= "9" for sign in words)
    words.encode()


@settings(max_examples=300, deadline=None)
@given(SCRIPTS, LANGUAGES)
def test_words_are_said_as_they_stand(script: str, language: str | None) -> None:
    spoken = speak(script, language)
    assert speak(spoken.words, spoken.language).words == spoken.words


@settings(max_examples=300, deadline=None)
@given(SCRIPTS, LANGUAGES)
def test_spans_stand_in_order_within_the_text(script: str, language: str | None) -> None:
    end = 0
    for span in speak(script, language).spans:
        assert end <= span.start < span.end <= len(script)
        end = span.end


@settings(max_examples=150, deadline=None)
@given(SCRIPTS)
def test_notes_and_advice_stand_within_the_text(script: str) -> None:
    for told in (*speak(script).notes, *advise(script)):
        assert 0 <= told.start <= told.end <= len(script)


@settings(max_examples=100, deadline=None)
@given(SCRIPTS)
def test_a_line_stays_a_line(script: str) -> None:
    written = script.replace("\r\n", "\n")
    breaks = sum(written.count(sign) for sign in "\n\r\x0b\x0c\x85\u2028\u2029")
    assert speak(script).words.count("\n") == breaks


@settings(max_examples=100, deadline=None)
@given(SCRIPTS)
def test_a_language_is_always_guessed(script: str) -> None:
    assert guess_language(script) in ("id", "su", "en")
    assert reading_time_ms(speak(script)) >= 0


HUNDRED_THOUSAND = {
    "one digit": "1" * 100_000,
    "digits apart": "1 " * 50_000,
    "a range without end": "1-" * 50_000,
    "strokes": "1/" * 50_000,
    "abbreviations": "a." * 50_000,
    "letters and digits": "A1" * 50_000,
    "brackets": "(" * 100_000,
    "markup that never closes": "<a" * 50_000,
    "addresses": "http://" * 14_000,
    "numerals": "Tahap I, " * 11_000,
    "days of a month": "7, " * 30_000 + "Maret",
    "lines": "1\n" * 50_000,
    "only emoji": "🎉" * 100_000,
    "a day of announcements": "Hubungi 0812-3456-7890, Senin 07/12/2026 pukul 08.00–12.00 WIB di Kec. Cipanas. "
    * 1_200,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", HUNDRED_THOUSAND)
def test_a_hundred_thousand_signs_come_to_an_end(kind: str) -> None:
    """A rule that takes quadratic time on any of these does not come to an end within the time limit."""
    assert isinstance(speak(HUNDRED_THOUSAND[kind], "id").words, str)
