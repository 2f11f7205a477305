"""Pinning a spot to its place, and letting it go: by traffic, at once, on the audit log, and to be undone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.announcements.changes import require_open
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import Announcement
from scheduler.changes import one_step
from scheduler.database import new_id
from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.flight_rules import Pin
from scheduler.programmes import Programme

PLACES = ("", "first", "last")


@dataclass(frozen=True)
class Wish:
    """Where a spot is to stand: `at` on `day` or on a `weekday` (0 is Monday), or before each episode of a programme.
    `place` in its break: `first`, `last` or empty."""

    day: date | None = None
    weekday: int | None = None
    at: time | None = None
    before_programme_id: str | None = None
    place: str = ""


def add_pin(session: Session, actor: Actor, announcement_id: str, wish: Wish, now: datetime) -> Pin:
    """Pin a spot to its place. Raises Forbidden, Conflict, Invalid for a wish that names no place."""
    require_planner(actor)
    announcement = find_announcement(session, actor, announcement_id, lock=True)
    require_open(announcement)
    _require_place(session, wish)
    _require_use(session, announcement, wish)
    pin = Pin(id=new_id(), announcement_id=announcement.id, **asdict(wish))
    with one_step(session, actor.name, "pin_added", f"announcement {announcement.id}", now):
        session.add(pin)
    return pin


def _require_use(session: Session, announcement: Announcement, wish: Wish) -> None:
    """A pin that can hold no spot, or stands there already, would only mislead."""
    flight = announcement.newest
    if wish.day and not flight.first_day <= wish.day <= flight.last_day:
        raise Invalid("This flight does not air on that day.", "Choose a day of its own, or change the flight.")
    same = select(Pin).filter_by(announcement_id=announcement.id, **asdict(wish))
    if session.scalar(same.limit(1)):
        raise Conflict("A spot of it is pinned there already.", "See its pins.")


def remove_pin(session: Session, actor: Actor, pin_id: str, now: datetime) -> None:
    """Let the spot be placed freely again. Raises Forbidden, NotFound."""
    require_planner(actor)
    pin = session.get(Pin, pin_id)
    if not pin:
        raise NotFound("There is no such pin.", "See the flight.")
    with one_step(session, actor.name, "pin_removed", f"announcement {pin.announcement_id}", now):
        session.delete(pin)


def _require_place(session: Session, wish: Wish) -> None:
    by_clock = wish.at is not None and (wish.day is None) != (wish.weekday is None)
    by_programme = wish.before_programme_id is not None and wish.at is None
    if by_clock == by_programme or wish.place not in PLACES or wish.weekday not in (None, *range(7)):
        raise Invalid("A pin names a time with a day or weekday, or a programme.", "Such as 13.37 on Tuesday.")
    if by_programme and not session.get(Programme, wish.before_programme_id):
        raise Invalid("There is no such programme.", "Choose one of the week.")
