"""The console as one Flask application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from scheduler.database import Database
from scheduler.settings import Settings
from web.console import (
    air,
    alarms,
    announcer_log,
    audit_log,
    clocks,
    days,
    flights,
    hands,
    hearing,
    home,
    invitations,
    languages,
    lexicon,
    library,
    machines,
    operating,
    password,
    people,
    productions,
    programmes,
    proofs,
    reconciling,
    review,
    review_now,
    scripts,
    story,
    takes,
    trial,
    versions,
    week,
    why,
    writing,
)
from web.console.access import install_access
from web.console.beats import install_beats
from web.console.error_pages import install_error_pages
from web.console.labels import install_labels
from web.console.languages import install_languages
from web.console.machine_words import install_machine_words
from web.console.names import install_names
from web.console.navigation import install_navigation
from web.console.protection import cookie_settings, install_protection
from web.console.scope import db, install_scope
from web.console.telling import install_telling
from web.console.wording import install_wording
from web.identity.sign_in import install_sign_in

WEB = Path(__file__).parent.parent
NOUNS = (
    home, scripts, writing, hearing, trial, story, takes, review, lexicon, productions, days, machines, people,
    invitations, audit_log, languages, password,
    hands, versions, announcer_log, operating, why, proofs, reconciling, alarms, week, flights, review_now,
    programmes, clocks, library, air,
)  # fmt: skip


def utc_now() -> datetime:
    """The moment, where nobody simulates another."""
    return datetime.now(UTC)


def create_console(settings: Settings, database: Database, clock: Callable[[], datetime] = utc_now) -> Flask:
    """The console of one station. `clock` tells the moment of each request."""
    app = Flask("web.console", template_folder=str(WEB / "templates"), static_folder=str(WEB / "static"))
    https = bool(settings.base_url and settings.base_url.startswith("https:"))
    app.config.update(cookie_settings(https), SECRET_KEY=settings.secret_key, SEND_FILE_MAX_AGE_DEFAULT=3600)
    app.extensions["siar_settings"] = settings
    install_scope(app, database, clock)
    install_languages(app)
    install_protection(app, https)
    install_sign_in(app, db, clock)
    install_access(app)
    install_wording(app)
    install_labels(app)
    install_beats(app)
    install_names(app)
    install_telling(app)
    install_machine_words(app)
    install_error_pages(app)
    install_navigation(app)
    for noun in NOUNS:
        app.register_blueprint(noun.pages)
    return app
