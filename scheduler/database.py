"""The database: one base for all tables, and sessions that say whether they write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import JSON, TypeDecorator
from ulid import ULID

BUSY_MS = 15_000


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC; a naive one is refused, since nobody can know what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From an aware moment of any zone to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base on which the tables of every room stand."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[str]: JSON, list[Any]: JSON}


def new_id() -> str:
    """A fresh ULID: 26 characters that sort by the time they were made."""
    return str(ULID())


class Database:
    """One engine, and sessions from it.

    On SQLite a writing session takes the write lock when it begins: one that began by reading and wrote later
    would fail at once where another writer came between, however long it was willing to wait.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._writing = sessionmaker(self.engine.execution_options(siar_writes=True), expire_on_commit=False)
        self._told: Callable[[list[tuple[str, int]]], None] | None = None
        event.listen(self._writing, "after_commit", self._tell_events)

    def on_events(self, tell: Callable[[list[tuple[str, int]]], None]) -> None:
        """Call `tell` with the (id, priority) of the events of each transaction, once it has been committed."""
        self._told = tell

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state and changes nothing."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at the end, or rolled back when anything is raised."""
        with self._writing.begin() as session:
            yield session

    def writer(self) -> Session:
        """A writing session whose end the caller decides."""
        return self._writing()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    def _tell_events(self, session: Session) -> None:
        events = session.info.pop("events", [])
        if events and self._told:
            self._told(events)


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # the driver would begin by itself, too late and of the wrong kind
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_MS}",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("siar_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
