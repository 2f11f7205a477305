"""What traffic does with a flight by itself: its dates and number, priority, exclusions, turns and live reading.

It holds at once, stands on the audit log and can be undone; the script and its approval stay untouched.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.announcements.changes import require_open
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.submission import Flight
from scheduler.announcements.tables import Announcement, Revision
from scheduler.changes import UndoStep, next_version, one_step
from scheduler.clocks import FormatClock
from scheduler.errors import Conflict, Invalid
from scheduler.flight_rules import FlightRule, rule_of
from scheduler.programmes import Programme
from scheduler.recordings import recording_of
from scheduler.renditions import renditions_of
from scheduler.undo import steps, undo_last


@dataclass(frozen=True)
class Rules:
    """What traffic adds to a flight: ids of programmes and clocks it stays out of, of the renditions that take turns
    with the one in use, and whether an announcer reads it live."""

    excluded_programmes: tuple[str, ...] = ()
    excluded_clocks: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    live: bool = False


@dataclass(frozen=True)
class Terms:
    """All of a flight that traffic changes at once: when and how often, and how urgent (1 to 5)."""

    flight: Flight
    priority: int


def terms_of(revision: Revision) -> Terms:
    """The terms that this revision asks for."""
    return Terms(flight_of(revision), revision.priority)


def flight_of(revision: Revision) -> Flight:
    """The flight that this revision asks for."""
    names = ("first_day", "last_day", "spots_per_day", "separation_min", "total")
    return Flight(dayparts=tuple(revision.dayparts), **{name: getattr(revision, name) for name in names})


def change_flight(
    session: Session, actor: Actor, announcement_id: str, read: Flight, wanted: Flight, now: datetime
) -> Revision:
    """Change dates, number, dayparts, separation or quota of what airs (else of the newest revision) at once.

    `read`: the flight as traffic saw it. Raises Forbidden, Conflict when it is another one meanwhile or has ended.
    """
    require_planner(actor)
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    require_open(announcement)
    revision = announcement.on_air or announcement.newest
    if flight_of(revision) != read:
        raise Conflict("Somebody has changed this flight meanwhile.", "Look at it as it is now.")
    with one_step(session, actor.name, "flight_changed", f"announcement {announcement.id}", now):
        for name, value in asdict(wanted).items():
            setattr(revision, name, list(value) if name == "dayparts" else value)
    return revision


def change_terms(
    session: Session, actor: Actor, announcement_id: str, read: Terms, wanted: Terms, now: datetime
) -> Revision:
    """Change the flight and its priority as one step, as `change_flight` does."""
    with one_step(session, actor.name, "flight_changed", f"announcement {announcement_id}", now):
        revision = change_flight(session, actor, announcement_id, read.flight, wanted.flight, now)
        if revision.priority != read.priority:
            raise Conflict("Somebody has changed this flight meanwhile.", "Look at it as it is now.")
        revision.priority = wanted.priority
    return revision


def set_rules(
    session: Session, actor: Actor, announcement_id: str, read_version: int, rules: Rules, now: datetime
) -> FlightRule:
    """Set what traffic adds to the flight. `read_version` 0: nothing was set.

    Raises Forbidden, Conflict, and Invalid for a programme, clock or rendition that is not there.
    """
    require_planner(actor)
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    require_open(announcement)
    _require_known(session, announcement, rules)
    rule = rule_of(session, announcement.id)
    with one_step(session, actor.name, "flight_rules_set", f"announcement {announcement.id}", now):
        next_version(rule, read_version)
        rule.excluded_programmes = list(rules.excluded_programmes)
        rule.excluded_clocks = list(rules.excluded_clocks)
        rule.turns = list(rules.turns)
        rule.live = rules.live
        session.add(rule)
    return rule


def undoable(session: Session, actor: Actor, announcement_id: str) -> UndoStep | None:
    """This person's newest change of the week, if it is one of this flight: what `undo_change` takes back."""
    newest = next(iter(steps(session, actor.name)), None)
    return newest if newest and newest.subject == f"announcement {announcement_id}" else None


def undo_change(session: Session, actor: Actor, announcement_id: str, step_id: str, now: datetime) -> UndoStep:
    """Take back the change of this flight that was shown as this person's newest.

    Raises Forbidden, Conflict when another one is the newest by now or somebody has changed the same since.
    """
    require_planner(actor)
    step = undoable(session, actor, announcement_id)
    if step is None or step.id != step_id:
        raise Conflict("This is no longer your newest change.", "Look at the flight as it is now.")
    return undo_last(session, actor.name, now)


def _airing(announcement: Announcement) -> Revision:
    return announcement.on_air or announcement.newest


def _require_known(session: Session, announcement: Announcement, rules: Rules) -> None:
    if missing := _missing(session, Programme, rules.excluded_programmes):
        raise Invalid("There is no programme %(id)s.", "Choose one of the week.", id=missing)
    if missing := _missing(session, FormatClock, rules.excluded_clocks):
        raise Invalid("There is no clock %(id)s.", "Choose one of the list.", id=missing)
    known = {each.id for each in renditions_of(session, recording_of(session, _airing(announcement)))}
    if set(rules.turns) - known:
        raise Invalid("One of the renditions is of another script.", "Choose among those of this one.")


def _missing(session: Session, table: type[Programme] | type[FormatClock], ids: Collection[str]) -> str | None:
    known = set(session.scalars(select(table.id).where(table.id.in_(ids)))) if ids else set()
    return next(iter(sorted(set(ids) - known)), None)
