"""Giving hours of weekdays another clock."""

from __future__ import annotations

import re

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from scheduler.clock_editing import assign_hours
from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.clocks.grid import NONE
from web.console.clocks.room import pages
from web.console.clocks.showing import clocks_page
from web.console.error_pages import told
from web.console.scope import actor, db, now

CELL = re.compile(r"([0-6])-(\d{1,2})-(\w{1,26})", re.ASCII)


@pages.post("/pekan")
@only(*PLANNERS)
def assign() -> ResponseReturnValue:
    """Let the chosen hours follow a clock; when somebody else was quicker, what was chosen stays chosen."""
    try:
        read = _chosen()
        assign_hours(db(), actor(), read.keys(), request.form.get("clock_id") or None, now(), read)
    except (Invalid, Conflict) as fault:
        db().rollback()
        marked = frozenset(f"{match[1]}-{match[2]}" for match in _cells())
        return clocks_page(told(fault), chosen=marked, status=fault.status)
    flash(ngettext("%(num)d hour follows it from now on.", "%(num)d hours follow it from now on.", len(read)), "good")
    return redirect(url_for("clocks.show", _anchor="week"))


def _chosen() -> dict[tuple[int, int], str | None]:
    """Each chosen hour with the clock that it followed when the page was read. Raises Invalid where none is chosen."""
    found = {(int(each[1]), int(each[2])): None if each[3] == NONE else each[3] for each in _cells()}
    if not found:
        raise Invalid("No hour is chosen.", "Choose hours in the grid first.")
    return found


def _cells() -> list[re.Match[str]]:
    return [match for value in request.form.getlist("hours") if (match := CELL.fullmatch(value))]
