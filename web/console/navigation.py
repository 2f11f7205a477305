"""What stands at the head of every page: where one can go, and how much waits there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_babel import gettext
from flask_security import current_user

from audio.errors import SiarError
from scheduler.announcements.tables import Status
from scheduler.people import PLANNERS, Role
from web.console.operating import OPERATORS
from web.console.scope import actor, me, now, station
from web.console.scripts import counts_by_status

OF_SCRIPTS = frozenset({"scripts", "writing", "story", "review", "review_now", "takes", "why", "proofs"})

OF_PROGRAMMES = frozenset({"programmes", "clocks", "library", "air"})

OF_DAYS = frozenset({"days", "hands", "versions", "announcer_log", "reconciling"})


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; `count` is what waits there (0 shows nothing)."""

    name: str
    url: str
    icon: str
    here: bool
    count: int = 0


def install_navigation(app: Flask) -> None:
    """Give every template its places, the station and the person."""
    app.context_processor(_context)


def places() -> list[Place]:
    """Where the signed-in person can go."""
    person = me()
    found = [
        _place(gettext("Home"), "home.show", "home", {"home"}),
        _place(gettext("Scripts"), "scripts.show", "scripts", OF_SCRIPTS, _to_review()),
        _place(gettext("Flights"), "flights.show", "flights", {"flights"}),
    ]
    if person.is_staff:
        found.append(_place(gettext("Today"), "days.today", "day", OF_DAYS))
        found.append(_place(gettext("Week"), "week.this", "week", {"week"}))
        found.append(_place(gettext("Programmes"), "programmes.show", "programmes", OF_PROGRAMMES))
    if person.is_staff:
        found.append(_place(gettext("Lexicon"), "lexicon.show", "note", {"lexicon"}))
    if person.role in PLANNERS:
        found.append(_place(gettext("Productions"), "productions.show", "play", {"productions"}))
        found.append(_place(gettext("Machines"), "machines.show", "machine", {"machines", "operating", "alarms"}))
    if person.role == Role.ADMIN:
        found.append(_place(gettext("People"), "people.show", "people", {"people"}))
    if person.role in PLANNERS:
        found.append(_place(gettext("Audit log"), "audit_log.show", "audit", {"audit_log"}))
    return found


def _to_review() -> int:
    return counts_by_status().get(Status.SUBMITTED, 0) if actor().may_decide else 0


def _place(name: str, endpoint: str, icon: str, blueprints: Collection[str], count: int = 0) -> Place:
    return Place(name, url_for(endpoint), icon, request.blueprint in blueprints, count)


def _context() -> dict[str, Any]:
    if not current_user or not current_user.is_authenticated:
        return {"me": None, "places": list, "station": _station_or_none, "now": now}
    return {
        "me": me(),
        "places": places,
        "station": _station_or_none,
        "now": now,
        "Role": Role,
        "PLANNERS": PLANNERS,
        "OPERATORS": OPERATORS,
    }


def _station_or_none() -> object:
    try:
        return station()
    except SiarError:
        return None
