"""The console of a station that has breaks, with announcements that ask for more than there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from scheduler.announcements.deciding import decide
from scheduler.database import Database
from scheduler.placement import greedy
from scheduler.planning import keep_plan, read_situation
from tests.console.conftest import (
    NOW,
    _compiled_catalogues,
    _furnished,
    _templates,
    as_,
    console,
    database,
    guest,
    settings,
    with_music,
)
from tests.playlists.airtime import DAY, add_recording, furnish_air
from tests.scheduler.announcing import flight, submitted, the

__all__ = [
    "_compiled_catalogues", "_furnished", "_templates", "as_", "console", "database", "guest", "settings", "with_music",
]  # fmt: skip
HEALTH, DISASTER = "sehat@dinkes.example", "siaga@bpbd.example"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A station with breaks of one minute; what a test makes, it commits before it opens a page."""
    with database.writer() as session:
        furnish_air(session, capacity_ms=60_000)
        session.commit()
        yield session


@pytest.fixture
def look(database: Database) -> Callable[[Callable[[Session], Any]], Any]:
    """`look(lambda session: …)`: what stands in the database now, read beside whatever else is open."""

    def look(do: Callable[[Session], Any]) -> Any:
        with database.reading() as session:
            return do(session)

    return look


def asked(session: Session, title: str, by: str = HEALTH, **changes: Any) -> str:
    """An approved announcement with a recording of thirty seconds; gives its id. Flight fields are its own."""
    fields = ("first_day", "last_day", "spots_per_day", "dayparts", "separation_min", "total")
    own = {name: changes.pop(name) for name in fields if name in changes}
    duration_ms = changes.pop("duration_ms", 30_000)
    made = submitted(session, by, title=title, flight=flight(**own), **changes)
    decide(session, the(session, "editor"), made.id, 1, "approve", NOW)
    add_recording(session, made, duration_ms)
    return made.id


def place(session: Session, first: Any = DAY, last: Any = DAY) -> None:
    """Place the spots of these days as the station would, without its solver, and commit."""
    situation = read_situation(session, first, last, NOW)
    keep_plan(session, situation, greedy(situation.problem), NOW)
    session.commit()


def crowd(session: Session, number: int = 4, by: str = DISASTER, **changes: Any) -> list[str]:
    """Urgent announcements of thirty seconds that want every break of the midday."""
    wanted = {"dayparts": ["siang"], "spots_per_day": 9, "separation_min": 0, "priority": 4, **changes}
    return [asked(session, f"Ramai {n}", by, **wanted) for n in range(number)]


@pytest.fixture
def statements(database: Database) -> Callable[[Callable[[], object]], int]:
    """How many statements of SQL the console needs for what is done."""

    def count(do: Callable[[], object]) -> int:
        seen: list[str] = []

        def note(*told: Any) -> None:
            seen.append(str(told[2]))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            do()
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(seen)

    return count
