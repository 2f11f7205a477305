"""Who is asking: a machine by its token, an agency or a person by theirs, or somebody signed in to the console."""

from __future__ import annotations

from typing import cast

from flask import abort, current_app, request, session

from scheduler.actors import Actor, acting_person
from scheduler.desk import Desk
from scheduler.tokens import actor_of_token
from web.api.machine_door import Caller, MachineDoor, read_authorization
from web.identity.sessions import person_of_session


def the_machine() -> Caller:
    """The machine that is asking; 401 for anybody else."""
    caller = a_machine()
    if caller is None:
        abort(401)
    return caller


def a_machine() -> Caller | None:
    """The machine that is asking, if it is one."""
    door = cast(MachineDoor, current_app.extensions["siar_door"])
    return door.caller(request.headers.get("Authorization", ""))


def the_actor() -> Actor:
    """The person or agency that is asking, by token or by the console's session; 401 for anybody else.

    A session's cookie goes along with requests that other sites cause: such a one may not change anything.
    """
    desk = cast(Desk, current_app.extensions["siar_desk"])
    header = request.headers.get("Authorization", "")
    with desk.database.reading() as db:
        if header:
            actor = actor_of_token(db, read_authorization(header)[1])
        else:
            person = person_of_session(session, db)
            actor = acting_person(person) if person else None
    if actor is None:
        abort(401)
    if not header and request.method not in ("GET", "HEAD") and not _from_this_site():
        abort(403, "A request with a session must come from the console's own pages.")
    return actor


def is_signed_in() -> bool:
    """Whether somebody is signed in to the console."""
    desk = cast(Desk, current_app.extensions["siar_desk"])
    if not session:
        return False
    with desk.database.reading() as db:
        return person_of_session(session, db) is not None


def _from_this_site() -> bool:
    origin = request.headers.get("Origin")
    return origin is not None and origin == request.host_url.rstrip("/")
