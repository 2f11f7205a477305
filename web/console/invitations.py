"""Taking up an invitation: set a password and come in."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security.utils import login_user

from scheduler.errors import Invalid
from scheduler.settings import Settings
from web.console.error_pages import told
from web.console.scope import db, now
from web.identity.credentials import LONGEST, SHORTEST, credential_of
from web.identity.invitations import accept, invited

pages = Blueprint("invitations", __name__, url_prefix="/undangan")


@pages.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """Who is invited, and a field for the password."""
    return _page(token)


@pages.post("/<token>")
def take(token: str) -> ResponseReturnValue:
    """Set the password, use the invitation up, and sign in."""
    try:
        person = accept(db(), token, request.form.get("password", ""), now(), _secret())
    except Invalid as fault:
        db().rollback()
        return _page(token, told(fault), fault.status)
    login_user(credential_of(db(), person), authn_via=["password"])
    flash(gettext("Welcome, %(name)s. Your password is set.", name=person.name), "good")
    return redirect("/")


def _page(token: str, fault: tuple[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
    person = invited(db(), token, now(), _secret())
    return render_template("invitation.html", person=person, fault=fault, shortest=SHORTEST, longest=LONGEST), status


def _secret() -> str:
    settings: Settings = current_app.extensions["siar_settings"]
    return settings.secret_key
