"""One leader among the clocks: a lock that the database, or the operating system, lets go when its holder dies."""

from __future__ import annotations

import fcntl
from contextlib import ExitStack
from types import TracebackType
from typing import IO

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from scheduler.settings import Settings

CLOCK_LOCK = 7_427_001


class Leadership:
    """Held by at most one process: on PostgreSQL by an advisory lock, on SQLite by a lock on a file beside it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._holding = ExitStack()
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

    def won(self) -> bool:
        """Whether this process leads; tries to when it does not."""
        if make_url(self._settings.database_url).get_backend_name() == "sqlite":
            return self._file is not None or self._lock_file()
        return self._still_connected() if self._connection is not None else self._lock_database()

    def __enter__(self) -> Leadership:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._holding.close()

    def _lock_file(self) -> bool:
        file = (self._settings.home / "clock.lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = self._holding.enter_context(file)
        return True

    def _lock_database(self) -> bool:
        engine = create_engine(self._settings.database_url, isolation_level="AUTOCOMMIT")
        self._holding.callback(engine.dispose)
        try:
            connection = self._holding.enter_context(engine.connect())
            if connection.scalar(text("select pg_try_advisory_lock(:key)"), {"key": CLOCK_LOCK}):
                self._connection = connection
                return True
        except SQLAlchemyError:
            pass  # a database that does not answer elects nobody; asked again in a moment
        self._holding.pop_all().close()
        return False

    def _still_connected(self) -> bool:
        assert self._connection is not None
        try:
            self._connection.scalar(text("select 1"))
        except SQLAlchemyError:
            return False
        return True
