"""Editing programmes: a change re-expands what is still to come, and keeps what was altered alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.changes import next_version, one_step
from scheduler.database import new_id
from scheduler.errors import Conflict, Invalid
from scheduler.expanding import expand_anew
from scheduler.library import LibrarySound
from scheduler.programme_fields import Show
from scheduler.programmes import Episode, Programme, find_programme


def add_programme(session: Session, actor: Actor, show: Show, now: datetime, uid: str | None = None) -> Programme:
    """A new programme with its episodes of the next 35 days. `uid` is its name in calendars, made when not given.

    Raises Forbidden for those who do not plan, Conflict for a `uid` that is there.
    """
    require_planner(actor)
    _require_sound(session, show)
    if uid and session.scalar(select(Programme).where(Programme.uid == uid)):
        raise Conflict("There already is a programme of that name in the calendar.", "Change that one.")
    programme = Programme(id=new_id(), version=1, **show.columns())
    programme.uid = uid or f"{programme.id}@siar"
    with one_step(session, actor.name, "programme_added", f"programme {programme.id}", now):
        session.add(programme)
        expand_anew(session, programme, now)
    return programme


def change_programme(
    session: Session, actor: Actor, programme_id: str, read_version: int, show: Show, now: datetime
) -> Programme:
    """Make the programme that show, from now on; episodes that were altered alone stay as they are.

    Raises Forbidden, Conflict when somebody else has changed it since, or when it is retired.
    """
    require_planner(actor)
    _require_sound(session, show)
    programme = _in_use(session, programme_id)
    with one_step(session, actor.name, "programme_changed", f"programme {programme.id}", now):
        next_version(programme, read_version)
        for name, value in show.columns().items():
            setattr(programme, name, value)
        expand_anew(session, programme, now)
    return programme


def retire_programme(session: Session, actor: Actor, programme_id: str, read_version: int, now: datetime) -> None:
    """End the programme: its episodes still to come go. Raises Forbidden, Conflict."""
    require_planner(actor)
    programme = _in_use(session, programme_id)
    to_come = (Episode.programme_id == programme.id) & (Episode.starts_at > now)
    with one_step(session, actor.name, "programme_retired", f"programme {programme.id}", now):
        next_version(programme, read_version)
        programme.retired_at = now
        for episode in session.scalars(select(Episode).where(to_come)):
            session.delete(episode)


def _in_use(session: Session, programme_id: str) -> Programme:
    programme = find_programme(session, programme_id)
    if programme.retired_at:
        raise Conflict("“%(title)s” is retired.", "Add a new programme.", title=programme.title)
    return programme


def _require_sound(session: Session, show: Show) -> None:
    if show.standby_sound_id and not session.get(LibrarySound, show.standby_sound_id):
        raise Invalid("There is no such sound in the library.", "Choose another stand-in.")
