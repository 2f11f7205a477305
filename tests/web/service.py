"""The station's web applications, with a machine and tokens to call them with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audio.media import MediaStore
from playlists.machines import add_machine
from scheduler.database import Database
from scheduler.desk import Desk
from scheduler.people import find_agency, find_person
from scheduler.settings import read_settings
from scheduler.tokens import add_token
from tests.conftest import NOW
from web.wsgi import create_app


@dataclass
class Service:
    """`get` and `post` answer as a client over HTTP would see it; `as_` is a token."""

    desk: Desk
    client: FlaskClient
    machine: str

    def get(self, path: str, as_: str | None = None, **headers: str) -> TestResponse:
        return self.client.get(f"/api/v1{path}", headers={**_authorization(as_), **_named(headers)})

    def post(self, path: str, body: Any, as_: str | None = None) -> TestResponse:
        return self.client.post(f"/api/v1{path}", json=body, headers=_authorization(as_))

    def token(self, who: str) -> str:
        """Of a person by address, or of an agency by code."""
        with self.desk.database.writing() as session:
            owner = find_person(session, who) if "@" in who else find_agency(session, who)
            return add_token(session, owner, NOW)


def open_service(database: Database, home: Path, now: Callable[[], datetime]) -> Service:
    settings = read_settings({"SIAR_HOME": str(home), "SIAR_SECRET_KEY": "test" * 8})
    desk = Desk(settings, database, MediaStore.at(settings.media_url), now)
    with database.writing() as session:
        _, token = add_machine(session, "studio-1", "admin", NOW)
    return Service(desk, create_app(desk).test_client(), token)


def problem_of(answer: TestResponse) -> dict[str, Any]:
    """The problem document of an answer that must be one."""
    assert answer.mimetype == "application/problem+json", answer.data[:200]
    told: dict[str, Any] = json.loads(answer.data)
    assert {"type", "title", "status", "detail"} <= set(told)
    assert told["status"] == answer.status_code
    return told


def _authorization(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
