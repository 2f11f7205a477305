"""A station on one database, quick to make: the week's rules ask nothing of a server that others do not test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scheduler.database import Database
from tests.conftest import furnish
from web.rooms import metadata


@pytest.fixture
def station_database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'siar.db'}")
    metadata().create_all(database.engine)
    with database.writing() as session:
        furnish(session)
    yield database
    database.close()


@pytest.fixture
def session(station_database: Database) -> Iterator[Session]:
    with station_database.writing() as session:
        yield session
