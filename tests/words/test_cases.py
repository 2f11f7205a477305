"""Every kind of written form, a line of a table each: the file's name says the language and the rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.words import speak

CASES = Path(__file__).with_name("cases")


def _rows() -> list[pytest.param]:
    rows = []
    for table in sorted(CASES.glob("*.tsv")):
        language = table.stem.partition("_")[0]
        for line in table.read_text(encoding="utf-8").splitlines():
            written, spoken = line.split("\t")
            rows.append(pytest.param(language, written, spoken, id=f"{table.stem}: {written[:50]}"))
    return rows


ROWS = _rows()


@pytest.mark.parametrize(("language", "written", "spoken"), ROWS)
def test_it_is_said_as_an_announcer_says_it(language: str, written: str, spoken: str) -> None:
    assert speak(written, language).words == spoken


def test_what_is_said_once_is_said_the_same_when_it_is_read_again() -> None:
    again = [(row.values[0], row.values[2]) for row in ROWS]
    changed = [words for language, words in again if speak(words, language).words != words]
    assert changed == []


def test_no_figure_is_left_to_the_voice() -> None:
    assert [row.values[1] for row in ROWS if any(sign.isdigit() for sign in row.values[2])] == []
