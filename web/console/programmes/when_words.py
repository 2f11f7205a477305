"""When a programme airs, in words: Sen–Jum 06.00–08.50."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from babel.dates import format_date
from flask_babel import LazyString, get_locale, gettext, lazy_gettext, ngettext

from scheduler.programme_fields import Show
from scheduler.programmes import Programme
from web.console.programmes.repeats import DAYS, Repeat, read_repeat
from web.console.programmes.words import wall_time, weekday_names

NTH: Mapping[int, LazyString] = {
    1: lazy_gettext("first"),
    2: lazy_gettext("second"),
    3: lazy_gettext("third"),
    4: lazy_gettext("fourth"),
    -1: lazy_gettext("last"),
}


def when_in_words(show: Programme | Show) -> str:
    """Days and times together; a rule that has no words is told as such."""
    first = datetime.fromisoformat(show.first_starts)
    ends = first + timedelta(milliseconds=show.duration_ms)
    repeat = read_repeat(show.recurrence, first.date())
    told = f"{_days(repeat, first.date())} {wall_time(first)}–{wall_time(ends)}"
    if repeat.until:
        told = gettext("%(when)s until %(day)s", when=told, day=_date(repeat.until))
    return str(told)


def runs_of(days: Sequence[str]) -> str:
    """Sen–Jum for five in a row, Sen, Kam for two apart."""
    names, numbers = weekday_names(), sorted(DAYS.index(day) for day in days)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{names[run[0]]}–{names[run[-1]]}" if len(run) > 2 else ", ".join(names[each] for each in run) for run in runs
    )


def _days(repeat: Repeat, first: date) -> str:
    if repeat.kind == "once":
        return _date(first)
    if repeat.kind == "daily":
        return str(gettext("Every day"))
    if repeat.kind == "weekdays":
        return runs_of(DAYS[:5])
    if repeat.kind == "weekly":
        days = runs_of(repeat.days)
        told = ngettext("%(days)s, every week", "%(days)s, every %(num)d weeks", repeat.every, days=days)
        return str(told) if repeat.every > 1 else days
    if repeat.kind == "monthly":
        name = weekday_names("wide")[DAYS.index(repeat.days[0])]
        return str(gettext("%(nth)s %(weekday)s of the month", nth=NTH[repeat.nth], weekday=name))
    return str(gettext("by a rule of its own"))


def _date(day: date) -> str:
    return str(format_date(day, "d MMM y", locale=get_locale()))
