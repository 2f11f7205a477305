"""Who may open a page: the signed-in only, and some pages only those of a role. Rules themselves ask again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from scheduler.errors import Forbidden
from scheduler.people import STAFF, Role
from web.console.scope import me

PUBLIC = frozenset({"security.login", "static", "invitations.show", "invitations.take", "languages.choose"})
P = ParamSpec("P")
R = TypeVar("R")


def install_access(app: Flask) -> None:
    """Ask everybody to sign in, except on the few pages that come before it."""
    app.before_request(_signed_in_only)


def only(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view that only people of these roles may open."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if me().role not in roles:
                raise Forbidden("This page is not yours to open.", "Ask the station's admin if it should be.")
            return view(*args, **kwargs)

        return guarded

    return guard


def _signed_in_only() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in PUBLIC or request.endpoint.startswith(("security.", "health.")):
        return None
    if current_user.is_authenticated:
        return None
    answer: ResponseReturnValue = current_app.login_manager.unauthorized()  # type: ignore[attr-defined]  # Flask-Login sets it
    return answer


def staff_only(view: Callable[P, R]) -> Callable[P, R]:
    """A view of the station's own people; an official has no part in it."""
    return only(*STAFF)(view)
