"""A programme's form: its values from a programme, and what was typed as fields that the rules read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from audio.errors import SiarError
from scheduler.days import iso_day
from scheduler.errors import Invalid
from scheduler.programme_fields import Show, read_show
from web.console.programmes.repeats import DAYS, MOST_WEEKS, Repeat, read_repeat
from web.console.scope import station

PLAIN = ("title", "category", "language", "host", "source", "stream_url", "quota", "quota_period", "deadline_min",
         "replacement", "standby_sound_id")  # fmt: skip
UNDECIDED = {"source": "studio", "replacement": "library", "quota": "", "host": ""}
KINDS = ("once", "daily", "weekdays", "weekly", "monthly", "rule")


def values_of(show: Show) -> dict[str, Any]:
    """What stands in the form for this programme."""
    first = datetime.fromisoformat(show.first_starts)
    repeat = read_repeat(show.recurrence, first.date())
    return {
        **{name: getattr(show, name) for name in PLAIN},
        "day": first.date().isoformat(),
        "time": first.strftime("%H:%M"),
        "minutes": _minutes(show.duration_ms),
        "breaks_inside": show.breaks_inside,
        "repeat": repeat.kind,
        "days": repeat.days or (DAYS[first.weekday()],),
        "every": repeat.every,
        "nth": repeat.nth,
        "nth_day": (repeat.days or (DAYS[first.weekday()],))[0],
        "until": repeat.until.isoformat() if repeat.until else "",
        "rule": repeat.rule or repeat.recurrence,
        "dates": "\n".join(repeat.dates),
    }


def typed_values(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, to be shown again as it was."""
    return {**form.to_dict(), "days": tuple(form.getlist("days")), "breaks_inside": "breaks_inside" in form}


def read_time(form: MultiDict[str, str]) -> Show:
    """As `read_form` while it is typed: only when it airs must be right, the rest may still be missing."""
    rest = {"title": form.get("title", "").strip() or gettext("New programme"), **UNDECIDED}
    return read_form(
        MultiDict([(name, value) for name, value in form.items(multi=True) if name not in rest] + [*rest.items()])
    )


def read_form(form: MultiDict[str, str]) -> Show:
    """The programme that was typed. Raises Invalid with each field that is wrong, by the names of the form."""
    typed = typed_values(form)
    faults: dict[str, SiarError] = {}
    data = {
        **{name: typed.get(name) or None for name in PLAIN},
        "first_starts": f"{typed.get('day', '')}T{typed.get('time', '')}",
        "duration_ms": _milliseconds(str(typed.get("minutes", ""))),
        "breaks_inside": typed["breaks_inside"],
        "recurrence": _recurrence(typed, faults),
    }
    if not data["quota"]:
        data["quota_period"] = None
    try:
        show = read_show(data, station().zone)
    except Invalid as fault:
        raise Invalid(fault.message, fault.mend, fields={**fault.fields, **faults}) from fault
    if faults:
        raise Invalid("The programme cannot be kept as it is.", fields=faults)
    return show


def _recurrence(typed: Mapping[str, Any], faults: dict[str, SiarError]) -> str:
    kind = typed.get("repeat") if typed.get("repeat") in KINDS else "once"
    days = tuple(day for day in DAYS if day in typed["days"])
    if kind == "weekly" and not days:
        faults["days"] = SiarError("No weekday is chosen.", "Choose one or more.")
        return ""
    if kind == "rule" and not str(typed.get("rule", "")).strip():
        faults["recurrence"] = SiarError("No rule is written.", "Write one, or choose another way of repeating.")
        return ""
    until = iso_day(typed.get("until"))
    if typed.get("until") and until is None:
        faults["until"] = SiarError("There is no such day.", "Write it as 2026-12-31.")
    nth_day = str(typed.get("nth_day", ""))
    monthly = (nth_day if nth_day in DAYS else DAYS[0],)
    return Repeat(
        kind=str(kind),
        days=monthly if kind == "monthly" else days,
        every=_number(typed.get("every"), 1, MOST_WEEKS),
        nth=_number(typed.get("nth"), -1, 4) or 1,
        until=until,
        rule=str(typed.get("rule", "")) if kind == "rule" else "",
        dates=tuple(str(typed.get("dates", "")).split()) if kind != "rule" else (),
    ).recurrence


def _number(value: object, least: int, most: int) -> int:
    written = str(value or "")
    return min(most, max(least, int(written))) if re.fullmatch(r"-?\d{1,3}", written, re.ASCII) else 1


def _minutes(duration_ms: int) -> str:
    """To the hundred-thousandth, so that a length in milliseconds comes back as it was."""
    return f"{duration_ms / 60_000:.5f}".rstrip("0").rstrip(".")


def _milliseconds(minutes: str) -> int | str:
    """What cannot be read goes on as it is, to be refused by the rules."""
    written = minutes.strip().replace(",", ".")
    return round(float(written) * 60_000) if re.fullmatch(r"\d{1,5}(\.\d{0,6})?", written, re.ASCII) else minutes
