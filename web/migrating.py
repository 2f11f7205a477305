"""Bringing the database to the newest shape."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from scheduler.database import Database
from web.rooms import metadata


def upgrade(database: Database) -> None:
    """Run the migrations that are missing; on a new database, all of them."""
    upgrade_to(database, "head")


def upgrade_to(database: Database, revision: str) -> None:
    """Run the migrations up to that one. Raises alembic's CommandError for one that this Siar does not know."""
    with database.engine.connect() as connection:
        command.upgrade(migrations(connection), revision)
        connection.commit()


def is_current(database: Database) -> bool:
    """Whether no migration is missing."""
    with database.engine.connect() as connection:
        script = ScriptDirectory.from_config(migrations(connection))
        return MigrationContext.configure(connection).get_current_revision() == script.get_current_head()


def migrations(connection: Connection) -> Config:
    """Alembic's configuration for this connection."""
    config = Config()
    config.set_main_option("script_location", str(files("scheduler") / "migrations"))
    config.attributes.update(connection=connection, metadata=metadata())
    return config
