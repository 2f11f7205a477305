"""The console's session, read only: the API looks who is signed in and writes nothing."""

from __future__ import annotations

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin


class ReadOnlySessions(SecureCookieSessionInterface):
    """Opens a session only where a cookie came: setting up its signer costs more than serving a 304."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; an empty session without one."""
        if "HTTP_COOKIE" not in request.environ:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nothing: the session belongs to the console."""
