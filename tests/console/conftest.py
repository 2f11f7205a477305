"""A console of its own for each test, people who are signed in, and announcements at every step of their way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from audio.media import MediaStore
from scheduler.database import Database
from scheduler.library import Kind, LibrarySound
from scheduler.people import find_person
from scheduler.settings import Settings
from tests.conftest import furnish
from web.console.app import create_console
from web.console.catalogues import TRANSLATIONS
from web.identity.credentials import set_password
from web.rooms import metadata

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 09.00 in Lebak, a Tuesday
PASSWORD = "jembatan ciberang hujan"
PEOPLE = {
    "admin": "admin@radio.example",
    "traffic": "traffic@radio.example",
    "editor": "editor@radio.example",
    "announcer": "announcer@radio.example",
    "official": "sehat@dinkes.example",
    "other official": "siaga@bpbd.example",
}
SCRIPT = {
    "title": "Imunisasi campak serentak",
    "body": "Dinas Kesehatan Kab. Lebak mengajak orang tua ke Posyandu, Senin, 07/12/2026, pukul 08.00–12.00 WIB.",
    "first_day": "2026-11-25",
    "last_day": "2026-12-12",
    "spots_per_day": "4",
    "dayparts": ["pagi", "siang"],
    "priority": "3",
    "act": "submit",
}


@pytest.fixture(scope="session", autouse=True)
def _compiled_catalogues() -> None:
    """Translations as they stand in the working tree, however long ago it was built."""
    for po in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


@pytest.fixture(scope="session")
def _furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station whose people all have their password, made once."""
    path = tmp_path_factory.mktemp("station") / "siar.db"
    database = Database(f"sqlite:///{path}")
    metadata().create_all(database.engine)
    with database.writing() as session:
        furnish(session)
        for email in PEOPLE.values():
            set_password(session, find_person(session, email), PASSWORD)
    database.close()
    return path


@pytest.fixture
def database(tmp_path: Path, _furnished: Path) -> Iterator[Database]:
    """The pages are tried on SQLite; what differs on PostgreSQL is below them, and tested there."""
    shutil.copy(_furnished, tmp_path / "siar.db")
    database = Database(f"sqlite:///{tmp_path / 'siar.db'}")
    yield database
    database.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a station on one machine."""
    return Settings(
        home=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'siar.db'}",
        queue_url=f"sqlite:///{tmp_path / 'queue.db'}",
        media_url=str(tmp_path / "media"),
        secret_key="only for tests",
        base_url=None,
        voice=None,
    )


@pytest.fixture(scope="session")
def _templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each console compiles its templates anew; the tests' consoles share what was compiled."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def console(settings: Settings, database: Database, _templates: FileSystemBytecodeCache) -> Flask:
    """The console at nine in the morning. Its forms are tried without tokens, except where the token is the matter."""
    app = create_console(settings, database, lambda: NOW)
    app.jinja_env.bytecode_cache = _templates
    app.config["WTF_CSRF_ENABLED"] = False
    app.config["SECURITY_CSRF_PROTECT_MECHANISMS"] = []
    return app


@pytest.fixture
def guest(console: Flask) -> FlaskClient:
    """Somebody who has not signed in, with an Indonesian browser."""
    return _browser(console)


@pytest.fixture
def as_(console: Flask) -> Callable[[str], FlaskClient]:
    """`as_("editor")`: the browser of that person, signed in."""
    browsers: dict[str, FlaskClient] = {}

    def sign_in(who: str) -> FlaskClient:
        if who not in browsers:
            browsers[who] = _browser(console)
            answer = browsers[who].post("/masuk", data={"email": PEOPLE[who], "password": PASSWORD})
            assert answer.status_code == 302, text_of(answer)
        return browsers[who]

    return sign_in


@pytest.fixture
def with_music(database: Database, settings: Settings) -> None:
    """Something to fill a day with, and a jingle; the bytes are in the store, but nobody listens."""
    media = MediaStore.at(settings.media_url)
    with database.writing() as session:
        for number in range(13):
            stored = media.put_bytes(f"sound {number}".encode(), "mp3")
            length_ms = 180_000 + number * 1000 if number else 8_000
            session.add(
                LibrarySound(
                    kind=Kind.MUSIC if number else Kind.JINGLE,
                    title=f"Lagu {number}" if number else "Jingle Radio Multatuli",
                    artist="Ansambel",
                    sha256=stored.sha256,
                    ext="mp3",
                    bytes=stored.bytes,
                    mime="audio/mpeg",
                    duration_ms=length_ms,
                    cue_out_ms=length_ms,
                    loudness_lufs=-16.0,
                    added_at=NOW,
                )
            )


@pytest.fixture
def submitted(as_: Callable[[str], FlaskClient]) -> str:
    """The id of a script that an official has handed in."""
    return id_of(as_("official").post("/naskah/baru", data=SCRIPT))


def id_of(answer: Any) -> str:
    """The announcement that a form leads to."""
    assert answer.status_code == 302, text_of(answer)
    return str(answer.location.rsplit("/", 1)[-1])


def text_of(answer: Any) -> str:
    """What a reader sees: the page without its tags, white space folded."""
    page = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", answer.get_data(as_text=True))
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def _browser(console: Flask) -> FlaskClient:
    browser = console.test_client()
    browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = "id"
    return browser
