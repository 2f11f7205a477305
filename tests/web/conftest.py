"""A service over a furnished database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.database import Database
from tests.playlists.airtime import SIX
from tests.web.service import Service, open_service


@pytest.fixture
def service(database: Database, tmp_path: Path) -> Iterator[Service]:
    yield open_service(database, tmp_path / "home", lambda: SIX)
