"""What went wrong, told calmly: what, how to mend it, and where to go on. Never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from audio.errors import SiarError
from web.console.languages import guest_language
from web.console.scope import db

log = logging.getLogger(__name__)
Told = tuple[object, object]

HTTP_FAULTS: Mapping[int, Told] = {
    400: (lazy_gettext("That request could not be read."), lazy_gettext("Go back, reload the page and try again.")),
    403: (lazy_gettext("That is not yours to do."), lazy_gettext("Ask the station's admin if it should be.")),
    404: (lazy_gettext("There is no such page."), lazy_gettext("It may have moved: start again from home.")),
    405: (lazy_gettext("That request could not be read."), lazy_gettext("Go back, reload the page and try again.")),
    413: (
        lazy_gettext("That is more than this form takes."),
        lazy_gettext("Shorten the text or the file; nothing was lost."),
    ),
    429: (lazy_gettext("That was too much at once."), lazy_gettext("Wait a minute, then go on.")),
    500: (
        lazy_gettext("Something went wrong here, and it is not your fault."),
        lazy_gettext("Nothing was changed. Try again; if it stays, tell the station's admin the time of day."),
    ),
    503: (
        lazy_gettext("The station's database does not answer."),
        lazy_gettext("Nothing was lost. Try again in a minute; what is on air goes on."),
    ),
}


def install_error_pages(app: Flask) -> None:
    """Answer every error with a page in the reader's language, and let templates tell what other rooms said."""
    app.jinja_env.globals.update(told_text=_told_text)
    app.register_error_handler(SiarError, _told_by_a_rule)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _told_by_http)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(Exception, _unforeseen)


def told(error: SiarError) -> tuple[str, str]:
    """The error's message and mend in the reader's language."""
    return translated(error.message, error.values), translated(error.mend, error.values)


def translated(text: str, values: Mapping[str, object]) -> str:
    """A source text of another room in the reader's language, its `%(name)s` places filled; empty stays empty."""
    if not text:
        return ""
    inner = {name: " ".join(told(value)) if isinstance(value, SiarError) else value for name, value in values.items()}
    return str(gettext(text, **inner)) if inner else str(gettext(text))


def _told_text(text: str | None, values: Mapping[str, object] | None = None) -> str:
    return translated(text or "", values or {})


def _told_by_a_rule(error: SiarError) -> ResponseReturnValue:
    what, mend = told(error)
    fields = {name: told(fault) for name, fault in getattr(error, "fields", {}).items()}
    return _page(error.status, what, mend, fields)


def _form_too_old(_: CSRFError) -> ResponseReturnValue:
    return _page(
        400,
        gettext("This form is too old, or came from another window."),
        gettext("Go back, reload the page and send it again; what you typed is still there."),
    )


def _told_by_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    return _page(error.code, *HTTP_FAULTS.get(error.code, HTTP_FAULTS[400 if error.code < 500 else 500]))


def _database_down(error: OperationalError) -> ResponseReturnValue:
    log.error("The database does not answer: %s", error.orig)
    return _bare_page(503)


def _unforeseen(error: Exception) -> ResponseReturnValue:
    log.exception("A request failed: %s %s", request.method, request.path)
    return _bare_page(500)


def _page(
    status: int, what: object, mend: object, fields: Mapping[str, tuple[str, str]] | None = None
) -> ResponseReturnValue:
    try:
        db().rollback()
        return render_template("error.html", what=what, mend=mend, fields=fields or {}), status
    except OperationalError as error:
        return _database_down(error)


def _bare_page(status: int) -> ResponseReturnValue:
    what, mend = HTTP_FAULTS[status]
    language = guest_language()
    with force_locale(language):
        return render_template("error_bare.html", what=what, mend=mend, language=language), status
