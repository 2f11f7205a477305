"""The two applications side by side: the console at the root, the API beneath /api."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from scheduler.desk import Desk, open_desk
from scheduler.settings import read_settings
from web.api.app import create_api
from web.api.readiness import make_ready
from web.console.app import create_console
from web.health import health
from web.wiring import open_dispatcher


def create_app(desk: Desk) -> Flask:
    """The console, with the API mounted in it; events of both go to the queue."""
    open_dispatcher(desk)
    console = create_console(desk.settings, desk.database, desk.now)
    console.extensions["siar_desk"] = desk
    console.register_blueprint(health)
    api = console.extensions["siar_api"] = create_api(desk)
    console.wsgi_app = DispatcherMiddleware(console.wsgi_app, {"/api": api})  # type: ignore[method-assign]  # Flask's documented way
    if (desk.settings.base_url or "").startswith("https:"):  # a reverse proxy stands before it, and tells who asks
        console.wsgi_app = ProxyFix(console.wsgi_app)  # type: ignore[method-assign]  # as above
    return console


def application(bind: str) -> Flask:
    """For gunicorn, which listens at `bind` (HOST:PORT): the station that the environment names, ready to serve."""
    console = create_app(open_desk(read_settings()))
    make_ready(console.extensions["siar_api"], bind)
    return console
