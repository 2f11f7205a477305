"""What traffic does with a flight by itself: its dates and number, exclusions, turns, live reading and pins.

It holds at once, stands on the audit log and can be undone; the script and its approval stay untouched.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.announcements.changes import require_open
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.submission import Flight
from scheduler.announcements.tables import Announcement, Revision
from scheduler.changes import next_version, one_step
from scheduler.clocks import FormatClock
from scheduler.database import new_id
from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.flight_rules import FlightRule, Pin, rule_of
from scheduler.programmes import Programme
from scheduler.recordings import recording_of
from scheduler.renditions import renditions_of

PLACES = ("", "first", "last")


@dataclass(frozen=True)
class Rules:
    """What traffic adds to a flight: ids of programmes and clocks it stays out of, of the renditions that take turns
    with the one in use, and whether an announcer reads it live."""

    excluded_programmes: tuple[str, ...] = ()
    excluded_clocks: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    live: bool = False


@dataclass(frozen=True)
class Wish:
    """Where a spot is to stand: `at` on `day` or on a `weekday` (0 is Monday), or before each episode of a programme.
    `place` in its break: `first`, `last` or empty."""

    day: date | None = None
    weekday: int | None = None
    at: time | None = None
    before_programme_id: str | None = None
    place: str = ""


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


def add_pin(session: Session, actor: Actor, announcement_id: str, wish: Wish, now: datetime) -> Pin:
    """Pin a spot to its place. Raises Forbidden, Conflict, Invalid for a wish that names no place."""
    require_planner(actor)
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    require_open(announcement)
    _require_place(session, wish)
    pin = Pin(id=new_id(), announcement_id=announcement.id, **asdict(wish))
    with one_step(session, actor.name, "pin_added", f"announcement {announcement.id}", now):
        session.add(pin)
    return pin


def remove_pin(session: Session, actor: Actor, pin_id: str, now: datetime) -> None:
    """Let the spot be placed freely again. Raises Forbidden, NotFound."""
    require_planner(actor)
    pin = session.get(Pin, pin_id)
    if not pin:
        raise NotFound("There is no such pin.", "See the flight.")
    with one_step(session, actor.name, "pin_removed", f"announcement {pin.announcement_id}", now):
        session.delete(pin)


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


def _require_place(session: Session, wish: Wish) -> None:
    by_clock = wish.at is not None and (wish.day is None) != (wish.weekday is None)
    by_programme = wish.before_programme_id is not None and wish.at is None
    if by_clock == by_programme or wish.place not in PLACES or wish.weekday not in (None, *range(7)):
        raise Invalid("A pin names a time with a day or weekday, or a programme.", "Such as 13.37 on Tuesday.")
    if by_programme and not session.get(Programme, wish.before_programme_id):
        raise Invalid("There is no such programme.", "Choose one of the week.")
