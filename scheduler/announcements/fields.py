"""Reading fields of an untrusted mapping: each read gives a usable value, and what was wrong is kept by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from audio.errors import SiarError
from scheduler.days import iso_day

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
T = TypeVar("T")
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


def clean_text(text: str) -> str:
    """Without what no database, voice or page can bear: control characters, lone surrogates, outer blanks."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen or said (also: only marks of writing direction)."""
    return not re.search(r"\w", text)


class Fields:
    """The fields of one mapping. `faults` maps the name of each field that could not be read to why."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.faults: dict[str, SiarError] = {}

    def text(self, name: str, longest: int, default: str | None = None) -> str:
        """A text of at most `longest` characters; without a default it must say something."""
        value = self.data.get(name)
        if value is None or value == "":
            return self._missing(name, default, "")
        if not isinstance(value, str):
            return self._fault(name, "", "This must be text.")
        value = clean_text(value)
        if len(value) > longest:
            told = {"length": len(value), "longest": longest}
            return self._fault(
                name, "", "This has %(length)s characters; %(longest)s are the most.", "Shorten it.", told
            )
        if default is None and is_blank(value):
            return self._fault(name, "", "This is empty.", "Write what is to be announced.")
        return value

    def line(self, name: str, longest: int, default: str | None = None) -> str:
        """A text in one line, its white space folded."""
        return " ".join(self.text(name, longest, default).split())

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number from `least` to `most`; a form's digits count, a truth value does not."""
        value = self.data.get(name)
        if value is None or value == "":
            return self._missing(name, default, least)
        if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,9}", value.strip(), re.ASCII):
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            told = {"least": least, "most": most}
            return self._fault(name, least, "This must be a whole number from %(least)s to %(most)s.", "", told)
        return value

    def whole_or_none(self, name: str, least: int, most: int) -> int | None:
        """A whole number, or None where none is given."""
        return None if self.data.get(name) in (None, "") else self.whole(name, least, most)

    def day(self, name: str, default: date) -> date:
        """A day as YYYY-MM-DD that exists; `default` only stands in for one that could not be read."""
        value = self.data.get(name)
        if value in (None, ""):
            return self._missing(name, None, default)
        day = iso_day(value)
        if day is None or not EARLIEST <= day <= LATEST:
            told = {"value": str(value)[:40]}
            return self._fault(name, default, "There is no such day: %(value)s.", "Write it as 2026-12-31.", told)
        return day

    def choice(self, name: str, known: tuple[str, ...], default: str | None) -> str | None:
        """One of `known`, or the default where none is given."""
        value = self.data.get(name)
        if value in (None, ""):
            return default
        if value not in known:
            return self._fault(name, default, *_unknown(value, known))
        return str(value)

    def choices(self, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """Some of `known`, at least one, in the order of `known` and each once."""
        value = self.data.get(name)
        if isinstance(value, str):
            value = [part.strip() for part in re.split("[;,]", value) if part.strip()]
        if not value:
            return self._missing(name, None, ())
        strange = [each for each in value if each not in known] if isinstance(value, list | tuple) else [value]
        if strange:
            return self._fault(name, (), *_unknown(strange[0], known))
        return tuple(each for each in known if each in value)

    def flag(self, name: str) -> bool:
        """A truth value; absent is false."""
        value = self.data.get(name)
        if value in (None, "", False, "false", "0"):
            return False
        if value in (True, "true", "1", "on"):
            return True
        return self._fault(name, False, "This must be true or false.")

    def inner(self, name: str) -> Fields:
        """The fields of a mapping inside this one."""
        value = self.data.get(name)
        if not isinstance(value, Mapping):
            return self._fault(name, Fields({}), "This must be an object with its own fields.")
        return Fields(value)

    def _missing(self, name: str, default: T | None, stand_in: T) -> T:
        return default if default is not None else self._fault(name, stand_in, "This is missing.")

    def _fault(
        self, name: str, stand_in: T, message: str, mend: str = "", told: Mapping[str, object] | None = None
    ) -> T:
        self.faults[name] = SiarError(message, mend, **(told or {}))
        return stand_in


def _unknown(value: object, known: tuple[str, ...]) -> tuple[str, str, dict[str, str]]:
    told = {"value": str(value)[:40], "known": ", ".join(known)}
    return "%(value)s is not known here.", "Use: %(known)s.", told
