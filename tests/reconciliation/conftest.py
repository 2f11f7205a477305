"""Most stories here are about rules, not about SQL: they begin with a copy of one published day, on SQLite.

The whole way on PostgreSQL is in `test_on_postgresql.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from scheduler.database import Database
from tests.conftest import furnish
from tests.reconciliation.aired import day_on_air
from web.rooms import metadata


@pytest.fixture(scope="session")
def published_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published") / "siar.db"
    database = Database(f"sqlite:///{path}")
    metadata().create_all(database.engine)
    with database.writing() as session:
        furnish(session)
    day_on_air(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def database(published_day: Path, tmp_path: Path) -> Iterator[Database]:
    copyfile(published_day, tmp_path / "siar.db")
    database = Database(f"sqlite:///{tmp_path / 'siar.db'}")
    yield database
    database.close()
