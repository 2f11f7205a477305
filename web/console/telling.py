"""Remarks of other rooms in the reader's language: their sentence, and the names and words that fill it."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from flask_babel import gettext, lazy_gettext
from flask_security import current_user

from scheduler.placement.remark import Remark
from web.console.error_pages import translated
from web.console.labels import COMMAND, DAYPART, OUTCOME, STATUS
from web.console.machine_words import machine_words
from web.console.names import name_of
from web.console.scope import me, station
from web.console.wording import clock_time, short_day

# They end with what fills them, so that nobody would take them for sentences.
ALSO_TOLD = (
    lazy_gettext("%(who)s asked for changes to revision %(revision)s: %(note)s"),
    lazy_gettext("%(who)s put it on hold: %(note)s"),
    lazy_gettext("%(who)s withdrew it: %(note)s"),
    lazy_gettext("The recording of revision %(revision)s failed: %(detail)s"),
    lazy_gettext("On %(day)s %(missing)s spots found no place: %(reason)s"),
    lazy_gettext("Planned for %(at)s: %(outcome)s. %(reason)s"),
    lazy_gettext("%(title)s: %(outcome)s. %(reason)s"),
    lazy_gettext("Without a plan, %(title)s: %(outcome)s. %(why)s"),
    lazy_gettext("The machine says: %(detail)s"),
    lazy_gettext("%(title)s could not be recorded: %(detail)s"),
    lazy_gettext("Over: %(trouble)s"),
)


def install_telling(app: Flask) -> None:
    """Give the templates `said`."""
    app.jinja_env.globals["said"] = said


def said(remark: Remark | None) -> str:
    """The remark in the reader's language; nothing for none."""
    if remark is None:
        return ""
    return translated(remark.message, {name: _word(name, value) for name, value in remark.values.items()})


def _word(name: str, value: object) -> object:
    if isinstance(value, Remark):
        return said(value)
    if name in ("at", "day"):
        return _when(str(value))
    if name == "other" and not _is_staff():
        return gettext("another announcement")  # what other agencies have announced is nobody else's business
    if name in ("daypart", "dayparts"):
        return ", ".join(str(DAYPART.get(each, each)) for each in str(value).split(", "))
    if name == "who":
        return name_of(str(value))
    if name == "outcome":
        return OUTCOME.get(str(value), value)
    if name == "detail":
        return machine_words(str(value))
    if name == "command":
        return COMMAND.get(str(value), value)
    return STATUS.get(str(value), value) if name == "status" else value


def _is_staff() -> bool:
    return bool(current_user and current_user.is_authenticated and me().is_staff)


def _when(written: str) -> str:
    """A day or moment as people write it; what is neither (a time of day) stays as it is."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return written
    if len(written) == len("2026-12-31"):
        return short_day(found.date())
    moment = found if found.tzinfo else found.replace(tzinfo=station().zone)
    return f"{short_day(moment)} {clock_time(moment)}"
