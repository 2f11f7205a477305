"""Of all the clocks that are started, one leads; when it ends, another takes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.leader import Leadership
from scheduler.settings import Settings, read_settings


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A station on either database."""
    environ = {"SIAR_HOME": str(tmp_path)}
    if request.param == "postgresql":
        environ["SIAR_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    return read_settings(environ)


def test_one_clock_leads_and_the_next_takes_over_when_it_ends(settings: Settings) -> None:
    with Leadership(settings) as second:
        with Leadership(settings) as first:
            assert first.won()
            assert not second.won()
            assert first.won()
        assert second.won()


def test_a_database_that_does_not_answer_elects_nobody(tmp_path: Path) -> None:
    gone = {"SIAR_HOME": str(tmp_path), "SIAR_DATABASE_URL": "postgresql+psycopg://nobody@/none?host=/nowhere"}
    with Leadership(read_settings(gone)) as leadership:
        assert not leadership.won()
