"""One's own password: the old one is asked for, and every other session ends."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security.utils import login_user

from audio.errors import SiarError
from web.console.error_pages import told
from web.console.scope import db, me, now
from web.identity.credentials import LONGEST, SHORTEST
from web.identity.passwords import change_password

pages = Blueprint("password", __name__, url_prefix="/sandi")


@pages.get("")
def show() -> ResponseReturnValue:
    """A field for the password that is, and one for the password that is to be."""
    return _page()


@pages.post("")
def change() -> ResponseReturnValue:
    """Set the new one. A wrong old one counts as a failed sign-in."""
    form, person, where = request.form, me(), request.remote_addr or ""
    try:
        credential = change_password(db(), person, form.get("old", ""), form.get("new", ""), where, now())
    except SiarError as fault:
        db().commit()
        return _page(fault)
    login_user(credential, authn_via=["password"])
    flash(gettext("Your password is changed. Wherever else you were signed in, you no longer are."), "good")
    return redirect(url_for("home.show"))


def _page(fault: SiarError | None = None) -> ResponseReturnValue:
    return render_template(
        "password.html", fault=told(fault) if fault else None, shortest=SHORTEST, longest=LONGEST
    ), fault.status if fault else 200
