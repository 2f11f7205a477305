"""The newest change that the signed-in person can take back, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import LazyString, lazy_gettext

from scheduler.changes import UndoStep
from scheduler.clocks import FormatClock
from scheduler.library import LibrarySound
from scheduler.undo import steps
from web.console.scope import actor, db, now
from web.console.week.words import step_name

OFFERED_FOR = timedelta(hours=12)
STEP: Mapping[str, LazyString] = {
    "clock_added": lazy_gettext("Add the clock “%(title)s”"),
    "clock_changed": lazy_gettext("Change the clock “%(title)s”"),
    "clock_removed": lazy_gettext("Remove a clock"),
    "hours_assigned": lazy_gettext("Give hours another clock"),
    "clock_exception_added": lazy_gettext("Add an exception to the clocks"),
    "clock_exception_removed": lazy_gettext("Remove an exception to the clocks"),
    "sound_changed": lazy_gettext("Change the sound “%(title)s”"),
    "sound_retired": lazy_gettext("Retire the sound “%(title)s”"),
    "sound_brought_back": lazy_gettext("Bring the sound “%(title)s” back"),
    "air_settings_changed": lazy_gettext("Change what airs whatever else is planned"),
    "station_changed": lazy_gettext("Change the station"),
    "calendar_imported": lazy_gettext("Import a calendar"),
}


def last_step() -> UndoStep | None:
    """The step, or None where there is none of the last hours."""
    newest = next(iter(steps(db(), actor().name)), None)
    return newest if newest and newest.at > now() - OFFERED_FOR else None


def name_of_step(step: UndoStep) -> str:
    """What the step did, and to what, in the reader's language."""
    return str(STEP[step.act]) % {"title": _title(step.subject)} if step.act in STEP else step_name(db(), step)


def _title(subject: str) -> str:
    kind, _, key = subject.partition(" ")
    if kind == "clock" and (clock := db().get(FormatClock, key)):
        return clock.name
    if kind == "sound" and (sound := db().get(LibrarySound, key)):
        return sound.title
    return "–"
