"""The API as a small Flask application: none of the console's extensions, so that a fetch stays cheap."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.metadata import version
from typing import Any

from apiflask import APIFlask
from flask import render_template

from scheduler.desk import Desk
from web.api.agent_download import agent_download
from web.api.announcements import announcements
from web.api.calendar import Calendar
from web.api.documents import as_sent
from web.api.examples import with_examples
from web.api.machine_door import MachineDoor
from web.api.media import media
from web.api.playlists import playlists
from web.api.problems import tell_problems
from web.api.pulse import Pulses
from web.api.reports import reports
from web.api.sessions import ReadOnlySessions
from web.api.shelf import Shelf
from web.api.versions import versions

LARGEST_BODY = 8 * 1024 * 1024


def create_api(desk: Desk) -> APIFlask:
    """The application that is mounted at /api."""
    app = APIFlask(__name__, title="Siar", version=version("siar"), docs_path=None, json_errors=False)
    app.config.update(
        SECRET_KEY=desk.settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_NAME="session",
        JSON_SORT_KEYS=False,
        AUTO_404_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        DESCRIPTION="The announcement desk and playout scheduler of a radio station, for machines and programs.",
        SERVERS=[{"url": "/api"}],
        TAGS=["Playlists", "Media", "Machines", "Announcements"],
    )
    app.session_interface = ReadOnlySessions()
    app.security_schemes = {
        "machine": {
            "type": "http",
            "scheme": "bearer",
            "description": "A machine's token; HTTP Basic with its name too",
        },
        "token": {"type": "http", "scheme": "bearer", "description": "The token of an agency or a person"},
        "session": {"type": "apiKey", "in": "cookie", "name": "session", "description": "Signed in to the console"},
    }
    app.json.default = _as_text  # type: ignore[attr-defined]  # Flask's own provider has it
    calendar, shelf = Calendar(desk), Shelf(desk.database, desk.settings.secret_key)
    app.extensions.update(
        siar_desk=desk,
        siar_calendar=calendar,
        siar_door=MachineDoor(desk),
        siar_shelf=shelf,
        siar_pulses=Pulses(desk, calendar, shelf),
    )
    for blueprint in (playlists, versions, media, reports, agent_download, announcements):
        app.register_blueprint(blueprint, url_prefix="/v1")
    app.spec_processor(lambda spec: with_examples(as_sent(spec)))
    tell_problems(app)
    _show_documents(app)
    return app


def _show_documents(app: APIFlask) -> None:
    @app.get("/docs")
    @app.doc(hide=True)
    def docs() -> str:
        return render_template("api.html", spec=app.spec)


def _as_text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not JSON")


def openapi_text(app: APIFlask) -> str:
    """The OpenAPI document as text, for the command line and for tests."""
    with app.test_request_context():
        return json.dumps(app.spec, indent=1, ensure_ascii=False)
