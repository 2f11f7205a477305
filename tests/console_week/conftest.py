"""The console of a station with a small week: a morning show, a noon show, breaks, and an announcement on air."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.changes import UndoStep
from scheduler.database import Database
from scheduler.events import Event
from scheduler.placement import solve
from scheduler.planning import keep_plan, read_situation
from scheduler.programmes import Episode, Programme
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
)
from tests.playlists.airtime import DAY, airable, furnish_air
from tests.scheduler.announcing import flight
from tests.week.shows import WIB, programme

__all__ = ["_compiled_catalogues", "_furnished", "_templates", "as_", "console", "database", "guest", "settings"]
JSON = {"Accept": "application/json"}
WEDNESDAY = "2026-11-25"


@pytest.fixture
def week(database: Database) -> None:
    """The noon show stands on Wednesday from 13.00 to 15.00; it allows no breaks inside."""
    with database.writing() as session:
        furnish_air(session)
        programme(session, title="Lebak Pagi", first_starts="2026-11-24T05:00", duration_ms=3 * 3_600_000)
        programme(
            session, title="Siang Sunda", category="culture", first_starts="2026-11-24T13:00",
            duration_ms=2 * 3_600_000, breaks_inside=False,
        )  # fmt: skip
    forget_steps(database)


@pytest.fixture
def placed(week: None, database: Database) -> str:
    """An announcement that asks for three spots each noon, placed until Friday; gives its id."""
    with database.writing() as session:
        announcement = airable(session, NOW, flight=flight(dayparts=["siang"]))
        announcement_id = announcement.id
    place(database)
    return announcement_id


def place(database: Database) -> None:
    with database.writing() as session:
        situation = read_situation(session, DAY, DAY.replace(day=27), NOW)
        keep_plan(session, situation, solve(situation.problem, 2.0), NOW)


def forget_steps(database: Database) -> None:
    """Setting up is nobody's newest step."""
    with database.writing() as session:
        for step in session.scalars(select(UndoStep)):
            session.delete(step)
        for event in session.scalars(select(Event)):
            event.handled_at = NOW


@pytest.fixture
def noon(week: None, database: Database) -> dict[str, Any]:
    """The noon show of Wednesday, as a page has read it."""
    return episode_of(database, "Siang Sunda")


def episode_of(database: Database, title: str, day: str = WEDNESDAY) -> dict[str, Any]:
    """The newest state of that programme's episode that its recurrence put on this day."""
    with database.reading() as session:
        asked = select(Episode).join(Programme).where(Programme.title == title).order_by(Episode.nominal_at)
        found = next(e for e in session.scalars(asked) if f"{e.nominal_at.astimezone(WIB):%Y-%m-%d}" == day)
        return {
            "id": found.id,
            "version": found.version,
            "at": f"{found.starts_at.astimezone(WIB):%d %H.%M}",
            "minutes": found.duration_ms // 60_000,
            "cancelled": found.cancelled,
            "name": found.name,
            "sound_id": found.sound_id,
        }


Post = Callable[..., Any]


@pytest.fixture
def post(as_: Callable[[str], FlaskClient]) -> Post:
    """`post("traffic", "/pekan/…", day="2026-11-25")`: as the page's script sends it."""

    def send(who: str, path: str, **fields: Any) -> Any:
        return as_(who).post(path, data=fields, headers=JSON)

    return send


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as session:
        yield session
