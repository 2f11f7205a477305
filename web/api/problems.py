"""Errors as RFC 9457 tells them: `application/problem+json`, for people and for programs."""

from __future__ import annotations

import json
import logging
from typing import Any

from apiflask import APIFlask
from flask import Response
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from audio.errors import SiarError
from scheduler.errors import Invalid

log = logging.getLogger(__name__)

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Changed meanwhile",
    413: "Too large",
    415: "Wrong media type",
    422: "Cannot be taken in",
    429: "Too many requests",
    500: "Fault in Siar",
    503: "Not available now",
}


def problem(status: int, detail: str, **more: Any) -> Response:
    """One problem document."""
    title = TITLES.get(status, "Error")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")


def unauthorised() -> Response:
    """Who is asking is not known; told alike for a wrong, a revoked and a missing token."""
    response = problem(401, "A valid token is needed. Send it as: Authorization: Bearer TOKEN.")
    response.headers["WWW-Authenticate"] = 'Bearer realm="siar", Basic realm="siar"'
    return response


def tell_problems(app: APIFlask) -> None:
    """Let every error of the app leave as a problem document."""
    app.register_error_handler(SiarError, _siar_problem)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(OperationalError, _database_problem)
    app.register_error_handler(RecursionError, lambda error: problem(400, "The body is nested too deeply."))
    app.register_error_handler(Exception, _fault)


def _siar_problem(error: SiarError) -> Response:
    fields = error.fields if isinstance(error, Invalid) else {}
    more = {"errors": {name: str(fault) for name, fault in fields.items()}} if fields else {}
    return problem(error.status, str(error), **more)


def _http_problem(error: HTTPException) -> Response:
    if error.code == 401:
        return unauthorised()
    response = problem(error.code or 500, error.description or "")
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _database_problem(error: OperationalError) -> Response:
    log.error("the database does not answer: %s", error.orig)
    response = problem(503, "The database does not answer. Nothing was lost; try again in a moment.")
    response.headers["Retry-After"] = "5"
    return response


def _fault(error: Exception) -> Response:
    log.exception("a request failed")
    return problem(500, "Siar failed here; its log tells why.")
