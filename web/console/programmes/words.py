"""The words that the planning pages use for categories, sources, replacements, prayers and elements of an hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Literal

from babel.dates import get_day_names
from flask_babel import LazyString, get_locale, lazy_gettext

from web.console.programmes.repeats import DAYS
from web.console.scope import station
from web.console.week.words import CATEGORY, SOURCE
from web.console.wording import short_time

Words = Mapping[str, LazyString]
Width = Literal["abbreviated", "wide"]

REPLACEMENT: Words = {
    "library": lazy_gettext("music from the library"),
    "repeat": lazy_gettext("the newest earlier episode again"),
    "standby": lazy_gettext("a stand-in from the library"),
}
PERIOD: Words = {"week": lazy_gettext("a week"), "month": lazy_gettext("a month")}
SOUND: Words = {
    "music": lazy_gettext("music"),
    "jingle": lazy_gettext("jingle"),
    "station_id": lazy_gettext("station ID"),
    "bed": lazy_gettext("bed"),
    "programme": lazy_gettext("programme"),
    "adzan": lazy_gettext("adzan"),
    "anthem": lazy_gettext("anthem"),
}
FEATURE: Words = {
    "station_id": lazy_gettext("station ID"),
    "jingle": lazy_gettext("jingle"),
    "break": lazy_gettext("break"),
    "feature": lazy_gettext("feature"),
}
TIMING: Words = {"soft": lazy_gettext("soft"), "hard": lazy_gettext("hard")}


def weekday_names(width: Width = "abbreviated") -> list[str]:
    """From Monday to Sunday, `abbreviated` or `wide`, in the reader's language."""
    names = get_day_names(width, locale=get_locale())
    return [str(names[number]) for number in range(7)]


def weekday_choices(width: Width = "abbreviated") -> list[tuple[str, str]]:
    """Each weekday as recurrence rules call it, with its name."""
    return list(zip(DAYS, weekday_names(width), strict=True))


def wall_time(at: time | datetime) -> str:
    """06.00, of a time on the station's wall."""
    wall = at if isinstance(at, datetime) else datetime.combine(date(2026, 1, 1), at)
    return short_time(wall.replace(tzinfo=station().zone))


WORDS = {
    "category_names": CATEGORY,
    "source_names": SOURCE,
    "replacement_names": REPLACEMENT,
    "period_names": PERIOD,
    "sound_names": SOUND,
    "feature_names": FEATURE,
    "timing_names": TIMING,
    "weekday_names": weekday_names,
    "weekday_choices": weekday_choices,
}
