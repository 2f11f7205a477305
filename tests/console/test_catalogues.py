"""Every text for people speaks Indonesian, Sundanese and English."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from web.console.catalogues import LANGUAGES, TRANSLATIONS, sentences_of, texts_in_code, untranslated

PLACE = re.compile(r"%\(\w+\)[.\d]*[sdf]")


def catalogue(language):
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def texts_of(text):
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing(language):
    known = {message.id for message in catalogue(language)}
    missing = [message.id for message in texts_in_code() if message.id and message.id not in known]
    assert not missing, "run: python -m web.console.catalogues"
    assert untranslated(catalogue(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_that_are_filled(language):
    for message in catalogue(language):
        allowed = [sorted(PLACE.findall(text)) for text in texts_of(message.id)]
        for translation in texts_of(message.string) if message.id else ():
            assert sorted(PLACE.findall(translation)) in allowed, translation


def test_what_errors_say_is_found_and_docstrings_are_not():
    source = '"""A module that has a docstring."""\nraise Invalid("The day is past.", "Choose " "another.")\nlog("x y")'
    assert [sentence for _, sentence in sentences_of(source)] == ["The day is past.", "Choose another."]
