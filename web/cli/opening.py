"""Opening the station for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy.exc import OperationalError

from scheduler.days import iso_day
from scheduler.desk import Desk, open_desk
from scheduler.errors import Invalid, Unavailable
from scheduler.settings import read_settings
from scheduler.station import the_station


@contextmanager
def station_desk(*, migrated: bool = True) -> Iterator[Desk]:
    """The desk of the station that the environment names. With `migrated`, its database must be in its newest shape."""
    desk = open_desk(read_settings())
    try:
        if migrated:
            _require_current(desk)
        yield desk
    except OperationalError as error:
        raise Unavailable(
            "The database does not answer: %(why)s.", "Check SIAR_DATABASE_URL and the server.", why=str(error.orig)
        ) from error
    finally:
        desk.database.close()


def read_day(desk: Desk, written: str) -> date:
    """DATE of the command line: ISO 8601, or `today`, `tomorrow` of the station's broadcast day."""
    if written in ("today", "tomorrow"):
        with desk.database.reading() as session:
            return the_station(session).day_of(desk.now()) + timedelta(days=written == "tomorrow")
    return existing_day(written)


def existing_day(written: str) -> date:
    """A day as YYYY-MM-DD; raises Invalid for one that does not exist."""
    day = iso_day(written)
    if day is None:
        raise Invalid("There is no such day: %(value)s.", "Write it as 2026-12-31.", value=written[:40])
    return day


def _require_current(desk: Desk) -> None:
    from web.migrating import is_current

    if not is_current(desk.database):
        raise Unavailable("The database is not in its newest shape.", "Run: siar db upgrade.")
