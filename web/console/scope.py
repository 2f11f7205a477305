"""What one request has at hand: its database session, its moment, who asks, and the station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import Flask, Response, current_app, g, request
from flask_security import current_user
from sqlalchemy.orm import Session

from audio.media import MediaStore
from scheduler.actors import Actor, acting_person
from scheduler.database import Database
from scheduler.people import Person
from scheduler.settings import Settings
from scheduler.station import Station, the_station

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., object])


def reads_only(view: View) -> View:
    """Mark a view that is posted to but changes nothing, so that it takes no write lock."""
    view.__dict__["reads_only"] = True
    return view


def install_scope(app: Flask, database: Database, clock: Callable[[], datetime]) -> None:
    """Give every request one session: committed when the answer is a good one, rolled back when it is not."""
    app.extensions["siar_database"] = database
    app.extensions["siar_clock"] = clock
    app.after_request(_settle)
    app.teardown_request(_close)


def db() -> Session:
    """The session of this request."""
    if "session" not in g:
        database: Database = current_app.extensions["siar_database"]
        g.session = Session(database.engine, expire_on_commit=False) if _only_reads() else database.writer()
    session: Session = g.session
    return session


def now() -> datetime:
    """The moment of this request; every rule it asks gets the same one."""
    if "now" not in g:
        g.now = current_app.extensions["siar_clock"]()
    moment: datetime = g.now
    return moment


def me() -> Person:
    """The signed-in person."""
    person: Person = current_user.person
    return person


def actor() -> Actor:
    """The signed-in person as one who acts."""
    return acting_person(me())


def station() -> Station:
    """The station of this console."""
    if "station" not in g:
        g.station = the_station(db())
    found: Station = g.station
    return found


def media() -> MediaStore:
    """Where the station keeps its sound."""
    settings: Settings = current_app.extensions["siar_settings"]
    return MediaStore.at(settings.media_url)


def wants_part() -> bool:
    """Whether the page asks for a part of itself, and not the browser for a whole page."""
    return request.headers.get("HX-Request") == "true"


def _only_reads() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in SAFE_METHODS or getattr(view, "reads_only", False)


def _settle(response: Response) -> Response:
    if "session" in g:
        if response.status_code < 400:
            g.session.commit()
        else:
            g.session.rollback()
    return response


def _close(_: BaseException | None) -> None:
    if "session" in g:
        g.session.close()
