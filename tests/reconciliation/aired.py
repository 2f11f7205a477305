"""A published day with one machine: made once, and copied for each test."""

from __future__ import annotations

from sqlalchemy import select

from playlists.airings import Airing
from playlists.machines import Machine
from scheduler.database import Database
from tests.playlists.airtime import DAY
from tests.playlists.test_as_run import on_air


def day_on_air(database: Database) -> tuple[Machine, str]:
    """The machine, and the id of the day's first spot; made where it is not there yet."""
    with database.reading() as session:
        machine = session.scalar(select(Machine).where(Machine.name == "studio-1"))
        first = session.scalar(select(Airing.item_id).where(Airing.date == DAY).order_by(Airing.planned_at).limit(1))
    return (machine, first) if machine and first else on_air(database)
