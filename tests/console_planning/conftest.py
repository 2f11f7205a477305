"""The console of a station whose week is planned on its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.database import Database
from tests.console.conftest import (
    _compiled_catalogues,
    _furnished,
    _templates,
    as_,
    console,
    database,
    guest,
    settings,
)

__all__ = ["_compiled_catalogues", "_furnished", "_templates", "as_", "console", "database", "guest", "settings"]


@pytest.fixture
def look(database: Database) -> Callable[[Callable[[Session], Any]], Any]:
    """`look(lambda session: …)`: what stands in the database now."""

    def look(do: Callable[[Session], Any]) -> Any:
        with database.reading() as session:
            return do(session)

    return look
