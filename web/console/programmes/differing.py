"""What two versions of a programme say differently, in words: for an import, and when two people edit at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString, gettext, lazy_gettext

from scheduler.programme_fields import Show
from web.console.labels import LANGUAGE
from web.console.programmes.when_words import when_in_words
from web.console.programmes.words import PERIOD, REPLACEMENT
from web.console.week.words import CATEGORY, SOURCE
from web.console.wording import duration

FIELD: Mapping[str, LazyString] = {
    "title": lazy_gettext("Name"),
    "category": lazy_gettext("Category"),
    "language": lazy_gettext("Language"),
    "host": lazy_gettext("Host"),
    "first_starts": lazy_gettext("First day and time"),
    "recurrence": lazy_gettext("When"),
    "duration_ms": lazy_gettext("Length"),
    "source": lazy_gettext("Source"),
    "stream_url": lazy_gettext("Address of the stream"),
    "breaks_inside": lazy_gettext("Breaks inside"),
    "quota": lazy_gettext("Quota"),
    "quota_period": lazy_gettext("Quota for"),
    "deadline_min": lazy_gettext("Recording is due"),
    "replacement": lazy_gettext("In its place"),
    "standby_sound_id": lazy_gettext("Stand-in"),
}
NAMED: Mapping[str, Mapping[str, LazyString]] = {
    "category": CATEGORY, "language": LANGUAGE, "source": SOURCE, "replacement": REPLACEMENT, "quota_period": PERIOD,
}  # fmt: skip


@dataclass(frozen=True)
class Differing:
    """One field: what it is called, and what it says in the one and in the other."""

    field: str
    one: str
    other: str


def differing(one: Show, other: Show) -> list[Differing]:
    """Each field in which they differ, in the order of the form."""
    names = (name for name in FIELD if getattr(one, name) != getattr(other, name))
    return [Differing(str(FIELD[name]), _said(one, name), _said(other, name)) for name in names]


def _said(show: Show, name: str) -> str:
    value = getattr(show, name)
    if name == "recurrence":
        return when_in_words(show)
    if name == "first_starts":
        return str(value).replace("T", " ")
    if name == "duration_ms":
        return duration(value)
    if name == "deadline_min":
        return str(gettext("%(length)s before", length=duration(value * 60_000)))
    if isinstance(value, bool):
        return str(gettext("yes") if value else gettext("no"))
    return "–" if value in (None, "") else str(NAMED.get(name, {}).get(value, value))
