"""Keeping where the station is and when its day begins."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from scheduler.station_editing import change_station, place_of, read_place
from web.console.access import only
from web.console.air.form import place_values
from web.console.air.room import pages
from web.console.air.showing import air_page, faults_of
from web.console.scope import actor, db, now, station


@pages.post("/tempat")
@only(*PLANNERS)
def place() -> ResponseReturnValue:
    """Make it the station's place; when somebody else was quicker, what was typed stays in the form."""
    form = request.form.to_dict()
    try:
        change_station(db(), actor(), form.get("seal", ""), read_place(form), now())
    except Invalid as fault:
        return air_page(place=form, faults=faults_of(fault), status=fault.status)
    except Conflict as conflict:
        db().rollback()
        theirs = place_values(place_of(station()))
        return air_page(
            place={**form, "seal": theirs["seal"]}, theirs=theirs, faults=faults_of(conflict), status=conflict.status
        )
    flash(gettext("The station's place and day are kept."), "good")
    return redirect(url_for("air.show"))
