"""What stands at the head of every page: where one can go, and how much waits there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
OF_DAYS = frozenset({"days", "hands", "versions", "announcer_log", "reconciling"})
OF_MACHINES = frozenset({"machines", "operating"})


@dataclass(frozen=True)
class Tab:
    """One page of a place; `count` is what waits there (0 shows nothing)."""

    name: str
    url: str
    here: bool
    count: int = 0


@dataclass(frozen=True)
class Place:
    """One entry of the navigation, and the pages that stand side by side in it."""

    name: str
    icon: str
    tabs: tuple[Tab, ...]

    @property
    def url(self) -> str:
        """Of its first page."""
        return self.tabs[0].url

    @property
    def here(self) -> bool:
        """Whether one of its pages is open."""
        return any(tab.here for tab in self.tabs)

    @property
    def count(self) -> int:
        """What waits on all its pages."""
        return sum(tab.count for tab in self.tabs)


def install_navigation(app: Flask) -> None:
    """Give every template its places, the station and the person."""
    app.context_processor(_context)


def places() -> list[Place]:
    """Where the signed-in person can go: few places, each with its pages."""
    person = me()
    found = [
        Place(gettext("Home"), "home", (_tab(gettext("Home"), "home.show", {"home"}),)),
        Place(gettext("Scripts"), "scripts", tuple(_scripts())),
    ]
    if person.is_staff:
        found += [
            Place(gettext("Today"), "day", (_tab(gettext("Today"), "days.today", OF_DAYS),)),
            Place(gettext("Week"), "week", tuple(_week())),
            Place(gettext("Sound"), "programmes", tuple(_sound(person.role in PLANNERS))),
        ]
    if person.role in PLANNERS:
        found.append(Place(gettext("Station"), "machine", tuple(_station(person.role == Role.ADMIN))))
    return found


def _scripts() -> Iterator[Tab]:
    yield _tab(gettext("Scripts"), "scripts.show", OF_SCRIPTS, _to_review())
    yield _tab(gettext("Flights"), "flights.show", {"flights"})


def _week() -> Iterator[Tab]:
    yield _tab(gettext("Week"), "week.this", {"week"})
    yield _tab(gettext("Programmes"), "programmes.show", {"programmes"})
    yield _tab(gettext("Clocks"), "clocks.show", {"clocks"})
    yield _tab(gettext("Air day"), "air.show", {"air"})


def _sound(plans: bool) -> Iterator[Tab]:
    yield _tab(gettext("Library"), "library.show", {"library"})
    yield _tab(gettext("Lexicon"), "lexicon.show", {"lexicon"})
    if plans:
        yield _tab(gettext("Productions"), "productions.show", {"productions"})


def _station(is_admin: bool) -> Iterator[Tab]:
    yield _tab(gettext("Machines"), "machines.show", OF_MACHINES)
    yield _tab(gettext("Alarms"), "alarms.show", {"alarms"})
    if is_admin:
        yield _tab(gettext("People"), "people.show", {"people"})
    yield _tab(gettext("Audit log"), "audit_log.show", {"audit_log"})


def _to_review() -> int:
    return counts_by_status().get(Status.SUBMITTED, 0) if actor().may_decide else 0


def _tab(name: str, endpoint: str, blueprints: Collection[str], count: int = 0) -> Tab:
    return Tab(name, url_for(endpoint), request.blueprint in blueprints, count)


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
