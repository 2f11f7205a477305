"""Keeping prayer calls, anthem, sign-on and sign-off, and the goals of the broadcast pattern."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.air_settings import air_settings
from scheduler.air_settings_editing import set_air_settings
from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.air.form import names_in_form, settings_data, settings_values, typed_settings
from web.console.air.room import pages
from web.console.air.showing import air_page, faults_of
from web.console.scope import actor, db, now


@pages.post("/aturan")
@only(*PLANNERS)
def settings() -> ResponseReturnValue:
    """Keep the settings; when somebody else was quicker, what was typed stays in the form."""
    version = request.form.get("version", type=int) or 0
    typed = typed_settings(request.form)
    try:
        set_air_settings(db(), actor(), version, settings_data(request.form), now())
    except Invalid as fault:
        faults = {names_in_form(name): each for name, each in faults_of(fault).items()}
        return air_page(settings=typed, faults=faults, status=fault.status)
    except Conflict as conflict:
        db().rollback()
        theirs = settings_values(air_settings(db()))
        return air_page(
            settings={**typed, "version": theirs["version"]},
            theirs=theirs,
            faults=faults_of(conflict),
            status=conflict.status,
        )
    flash(gettext("What airs whatever else is planned is kept."), "good")
    return redirect(url_for("air.show"))
