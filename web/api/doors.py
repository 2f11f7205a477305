"""Who is asking: a machine by its token, an agency or a person by theirs, or somebody signed in to the console."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from time import monotonic
from typing import cast

from flask import abort, current_app, request, session
from sqlalchemy.exc import SQLAlchemyError

from playlists.machines import machine_of_token
from scheduler.actors import Actor, acting_person
from scheduler.database import Database
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from scheduler.tokens import actor_of_token
from web.api.asking import Asking
from web.identity.sessions import person_of_session

TRUSTED_S = 10.0
TRUSTED_WITHOUT_DATABASE_S = 50.0
MOST_REMEMBERED = 5_000


@dataclass(frozen=True)
class Caller:
    """A machine that showed a good token."""

    machine_id: str
    name: str


class MachineDoor:
    """Lets machines in. What a token opened is remembered for some seconds: a revoked one stops well within 60 s,
    also when the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[str, tuple[float, Caller | None]] = {}
        self._asking: Asking[Caller | None] = Asking()

    def caller(self, authorization: str) -> Caller | None:
        """The machine that sends this Authorization header, or None."""
        now = monotonic()
        seen = self._seen.get(authorization)
        if seen and now - seen[0] < TRUSTED_S:
            return seen[1]
        try:
            found = self._asking.ask(
                authorization, lambda: self._look_up(authorization), can_do_without=seen is not None
            )
        except (SQLAlchemyError, Unavailable):
            if seen and now - seen[0] < TRUSTED_WITHOUT_DATABASE_S:
                return seen[1]
            raise
        if len(self._seen) >= MOST_REMEMBERED:
            self._seen.clear()
        self._seen[authorization] = (now, found)
        return found

    def _look_up(self, authorization: str) -> Caller | None:
        name, token = read_authorization(authorization)
        if not token:
            return None
        with self._database.reading() as db:
            machine = machine_of_token(db, token, name)
            return Caller(machine.id, machine.name) if machine else None


def read_authorization(header: str) -> tuple[str | None, str]:
    """(name or None, token) of a Bearer or Basic header; an empty token for anything else."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return None, value.strip()
    if scheme.lower() == "basic":
        try:
            name, _, token = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None, ""
        return name, token
    return None, ""


def the_machine() -> Caller:
    """The machine that is asking; 401 for anybody else."""
    door = cast(MachineDoor, current_app.extensions["siar_door"])
    caller = door.caller(request.headers.get("Authorization", ""))
    if caller is None:
        abort(401)
    return caller


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
