"""The database's shape: what the migrations make is what the tables say, on both servers."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from scheduler.database import Database
from web.migrating import is_current, upgrade
from web.rooms import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database in which nothing is."""
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path / 'bare.db'}")
    return Database(request.getfixturevalue("fresh_postgres_url"))


def test_the_migrations_make_what_the_tables_say(bare: Database) -> None:
    assert not is_current(bare)
    upgrade(bare)
    with bare.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []
    assert is_current(bare)
    bare.close()


def test_migrating_again_changes_nothing(bare: Database) -> None:
    upgrade(bare)
    upgrade(bare)
    assert is_current(bare)
    bare.close()
