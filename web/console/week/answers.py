"""Answers to a change of the week: to the page's script as JSON, to a plain form with the next page."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audio.errors import SiarError
from web.console.error_pages import told
from web.console.scope import db
from web.console.ways import back


def wants_json() -> bool:
    """Whether the page's script asks, and not a form without it."""
    return request.accept_mimetypes.best == "application/json"


def done(what: str, card: str = "") -> ResponseReturnValue:
    """It is done: `what` is said; `card` is HTML with what still wants a look."""
    if wants_json():
        return jsonify(told=what, card=card)
    flash(what, "good")
    return redirect(back() if request.referrer else url_for("week.this"))


def refused(error: SiarError, card: str = "") -> ResponseReturnValue:
    """It was not done, and nothing was changed. Without the script the console's own page tells it."""
    if not wants_json():
        raise error
    db().rollback()
    what, mend = told(error)
    return jsonify(what=what, mend=mend, card=card or render_template("_week_fault.html", what=what, mend=mend)), (
        error.status
    )
