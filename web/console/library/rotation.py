"""By which limits music and filler come back."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.air_settings import air_settings
from scheduler.air_settings_editing import set_air_settings
from scheduler.announcements.submission import LANGUAGES
from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.error_pages import told
from web.console.library.room import pages
from web.console.library.showing import library_page, rules_of
from web.console.scope import actor, db, now

SEPARATIONS = ("artist_separation_min", "title_separation_min")


@pages.post("/rotasi")
@only(*PLANNERS)
def set_rules() -> ResponseReturnValue:
    """Keep the rules."""
    form = request.form
    shares = {code: form[f"share_{code}"] for code in LANGUAGES if form.get(f"share_{code}")}
    data = {**{name: form.get(name, "") for name in SEPARATIONS}, "language_shares": shares}
    try:
        set_air_settings(db(), actor(), form.get("version", type=int) or 0, data, now())
    except Invalid as fault:
        faults = {name.replace("language_shares.", "share_"): told(each) for name, each in fault.fields.items()}
        return library_page(rules=form.to_dict(), rule_faults=faults, status=fault.status)
    except Conflict as conflict:
        db().rollback()
        theirs = rules_of(air_settings(db()))
        return library_page(told(conflict), rules=form.to_dict(), their_rules=theirs, status=conflict.status)
    flash(gettext("The rules of rotation are kept."), "good")
    return redirect(url_for("library.show", _anchor="rotation"))
