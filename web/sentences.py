"""Remarks in a language that is named: for what leaves the station as a message, where no page asks for one."""

from __future__ import annotations

import gettext
from datetime import date, time
from functools import cache
from pathlib import Path

from babel.dates import format_date

from audio.errors import SiarError
from scheduler.placement.remark import Remark

TRANSLATIONS = Path(__file__).parent / "translations"


def sentence(told: Remark, language: str) -> str:
    """The remark in `id`, `su` or `en`; a language that is not there gets the English."""
    words = {name: _word(name, value, language) for name, value in told.values.items()}
    return text_in(language, told.message) % words


def text_in(language: str, text: str) -> str:
    """One source text in that language, its `%(name)s` places still open."""
    return catalogue(language).gettext(text)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The texts of a language, read once."""
    return gettext.translation("messages", TRANSLATIONS, [language], fallback=True)


def fault_sentence(error: SiarError, language: str) -> str:
    """Message and mend of an error in one line."""
    parts = [text_in(language, text) for text in (error.message, error.mend) if text]
    return " ".join(part % error.values if error.values else part for part in parts)


def _word(name: str, value: object, language: str) -> object:
    if isinstance(value, Remark):
        return sentence(value, language)
    if name == "day":
        return _day(str(value), language)
    return _clock(str(value), language) if name == "at" else value


def _day(written: str, language: str) -> str:
    try:
        return format_date(date.fromisoformat(written), "EEEE, d MMMM y", locale=language)
    except ValueError:
        return written


def _clock(written: str, language: str) -> str:
    try:
        return f"{time.fromisoformat(written):%H:%M:%S}".replace(":", ":" if language == "en" else ".")
    except ValueError:
        return written
