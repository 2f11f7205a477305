"""Where the pages of the week hang."""

from __future__ import annotations

from flask import Blueprint, current_app, url_for

from scheduler.programmes import Programme
from web.console.week.words import category_name, source_name

pages = Blueprint("week", __name__, url_prefix="/pekan")


@pages.context_processor
def _words() -> dict[str, object]:
    return {"category_name": category_name, "source_name": source_name, "programme_url": programme_url}


def programme_url(programme: Programme) -> str | None:
    """The programme's own page, where this console has one."""
    if "programmes.episodes_of" not in current_app.view_functions:
        return None
    return url_for("programmes.episodes_of", programme_id=programme.id)
