"""What the page's script needs to draw the calendar: the week itself, addresses, and words in the reader's language."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import get_locale, gettext

from web.console.week.asked_week import Week
from web.console.week.content import Json
from web.console.week.words import CATEGORY, SOURCE

ID = "ID"


def calendar_settings(week: Week, content: Json, editable: bool) -> Json:
    """All of it as one plain value."""
    return {
        "first": week.first.isoformat(),
        "day": week.day.isoformat(),
        "content": content,
        "editable": editable,
        "locale": "en-GB" if str(get_locale()) == "en" else "id",
        "urls": _urls(week),
        "words": _words(),
        "categories": [(name, str(label)) for name, label in CATEGORY.items()],
        "sources": [(name, str(label)) for name, label in SOURCE.items()],
    }


def _urls(week: Week) -> dict[str, str | None]:
    adds = "programmes.new" in current_app.view_functions
    names = {"episode": "week.episode", "move": "week.move", "copy": "week.copy", "clashes": "week.clashes",
             "category": "week.ask_category"}  # fmt: skip
    return {
        **{key: url_for(endpoint, episode_id=ID) for key, endpoint in names.items()},
        "break": url_for("week.brk", break_id=ID),
        "breaks": url_for("week.breaks_of_day", day=week.first.isoformat()),
        "week": url_for("week.show", day=week.first.isoformat()),
        "content": url_for("week.contents", day=week.day.isoformat()),
        "add": url_for("programmes.new") if adds else None,
    }


def _words() -> dict[str, str]:
    return {
        "late": gettext("recording overdue"),
        "due": gettext("no recording yet"),
        "clash": gettext("clashes"),
        "cancelled": gettext("left out"),
        "altered": gettext("changed alone"),
        "breaks": gettext("Breaks"),
        "fixed": gettext("Fixed times"),
        "empty": gettext("No programme in this time."),
        "dropHere": gettext("What would clash there:"),
        "clear": gettext("Nothing clashes there."),
        "lost": gettext("The station does not answer. Nothing was changed; try again."),
        "undo": gettext("Undo"),
        "close": gettext("Close"),
        "replaced": gettext("The spots are placed anew."),
        "add": gettext("A new programme here"),
        "sourceStays": gettext(
            "Where a programme comes from is set with its address or recordings: open it to change that."
        ),
        "breaksOf": gettext("Breaks of this day"),
    }
