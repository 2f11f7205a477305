"""The words of the week: categories, sources, and what a step did that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext, lazy_gettext
from sqlalchemy.orm import Session

from scheduler.announcements.tables import Announcement
from scheduler.changes import UndoStep
from scheduler.programmes import Episode, Programme

CATEGORY: Mapping[str, LazyString] = {
    "news": lazy_gettext("News and information"),
    "education": lazy_gettext("Education"),
    "culture": lazy_gettext("Culture"),
    "entertainment": lazy_gettext("Entertainment"),
    "public_service": lazy_gettext("Public service"),
    "religion": lazy_gettext("Religion"),
}
SOURCE: Mapping[str, LazyString] = {
    "file": lazy_gettext("Recorded file"),
    "studio": lazy_gettext("Live from the studio"),
    "relay": lazy_gettext("Relay"),
    "library": lazy_gettext("From the library"),
}
STEP: Mapping[str, LazyString] = {
    "episode_moved": lazy_gettext("Move “%(title)s”"),
    "episode_changed": lazy_gettext("Rename “%(title)s”"),
    "episode_cancelled": lazy_gettext("Leave out “%(title)s”"),
    "episode_restored": lazy_gettext("Bring back “%(title)s”"),
    "episode_copied": lazy_gettext("Copy “%(title)s”"),
    "episode_delivered": lazy_gettext("Recording of “%(title)s”"),
    "programme_added": lazy_gettext("Add “%(title)s”"),
    "programme_changed": lazy_gettext("Change “%(title)s”"),
    "programme_retired": lazy_gettext("End “%(title)s”"),
    "flight_changed": lazy_gettext("Flight of “%(title)s”"),
    "flight_rules_set": lazy_gettext("Rules of “%(title)s”"),
    "pin_added": lazy_gettext("Pin a spot of “%(title)s”"),
    "pin_removed": lazy_gettext("Let a pinned spot of “%(title)s” go"),
    "agency_limit_set": lazy_gettext("Spots of one agency in a break"),
    "week_placed": lazy_gettext("Place the spots anew"),
    "flights_mended": lazy_gettext("Help what found no place"),
}


_LENGTH = lazy_gettext("Length of “%(title)s”")


def category_name(category: str) -> str:
    """The category in the reader's language; one of the station's own as it is."""
    return str(CATEGORY.get(category, category))


def source_name(source: str) -> str:
    """The source in the reader's language."""
    return str(SOURCE.get(source, source))


def step_name(session: Session, step: UndoStep) -> str:
    """What the step did, and to what: “Move ‘Lebak Pagi’”."""
    known = _LENGTH if _only_its_length(step) else STEP.get(step.act)
    if known is None:
        return str(gettext("Your newest change"))
    return str(known) % {"title": _title(session, step.subject)}


def _only_its_length(step: UndoStep) -> bool:
    """An episode drawn longer or shorter by its lower edge starts when it did."""
    both = [(one["before"], one["after"]) for one in step.rows if one["table"] == "episode"]
    return step.act == "episode_moved" and all(
        before and after and before["starts_at"] == after["starts_at"] for before, after in both
    )


def _title(session: Session, subject: str) -> str:
    kind, _, key = subject.partition(" ")
    if kind == "episode" and (episode := session.get(Episode, key)):
        return episode.name
    if kind == "programme" and (programme := session.get(Programme, key)):
        return programme.title
    if kind == "announcement" and (announcement := session.get(Announcement, key)):
        return announcement.newest.title
    return "–"
