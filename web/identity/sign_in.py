"""Signing in through Flask-Security, with failed tries counted where every web process sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask, request
from flask_babel import gettext, lazy_gettext
from flask_security import LoginForm, Security
from sqlalchemy.orm import Session
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from web.identity.attempts import count_failure, forgive, is_locked
from web.identity.credentials import LANES, LONGEST, MEMORY_KIB, ROUNDS
from web.identity.datastore import Credentials

REQUIRED = lazy_gettext("Fill this in.")


def install_sign_in(app: Flask, session: Callable[[], Session], clock: Callable[[], datetime]) -> Security:
    """Put `/masuk`, `/keluar` and the second factor on the application."""
    app.config.update(
        SECURITY_LOGIN_URL="/masuk",
        SECURITY_LOGOUT_URL="/keluar",
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/masuk",
        SECURITY_LOGIN_USER_TEMPLATE="sign_in.html",
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={
            "argon2__rounds": ROUNDS,
            "argon2__memory_cost": MEMORY_KIB,
            "argon2__parallelism": LANES,
        },
        SECURITY_PASSWORD_SALT=app.config["SECRET_KEY"],
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_ANONYMOUS_USER_DISABLED=False,
    )
    form = type("SignInForm", (_SignInForm,), {"session": staticmethod(session), "clock": staticmethod(clock)})
    return Security(app, Credentials(session), login_form=form)


class _SignInForm(LoginForm):
    session: Callable[[], Session]
    clock: Callable[[], datetime]
    email = EmailField(lazy_gettext("E-mail"), validators=[InputRequired(REQUIRED), Length(max=254)])
    password = PasswordField(lazy_gettext("Password"), validators=[InputRequired(REQUIRED), Length(max=LONGEST)])

    def validate(self, **extra: Any) -> bool:
        """One answer for every wrong pair, and none at all for a while after too many."""
        who = (self.session(), str(self.email.data or ""), request.remote_addr or "")
        if is_locked(*who, self.clock()):
            self.form_errors.append(gettext("Too many tries. Wait a quarter of an hour, then try again."))
            return False
        if super().validate(**extra):
            forgive(*who)
            return True
        count_failure(*who, self.clock())
        self.email.errors, self.password.errors = [], []
        self.form_errors.append(gettext("The e-mail address or the password is not right."))
        return False
