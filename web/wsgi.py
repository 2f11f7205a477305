"""The two applications side by side: the console at the root, the API beneath /api."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from scheduler.desk import Desk, open_desk
from scheduler.settings import read_settings
from web.api.app import create_api
from web.console.app import create_console
from web.health import health
from web.wiring import open_dispatcher


def create_app(desk: Desk) -> Flask:
    """The console, with the API mounted in it; events of both go to the queue."""
    open_dispatcher(desk)
    console = create_console(desk.settings, desk.database, desk.now)
    console.extensions["siar_desk"] = desk
    console.register_blueprint(health)
    console.wsgi_app = DispatcherMiddleware(console.wsgi_app, {"/api": create_api(desk)})  # type: ignore[method-assign]  # Flask's documented way
    return console


def application() -> Flask:
    """For gunicorn: the station that the environment names."""
    return create_app(open_desk(read_settings()))
