"""Days on which hours follow another clock: Ramadan, Independence Day."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.clock_editing import add_exception, remove_exception
from scheduler.days import iso_day
from scheduler.errors import Invalid
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.clocks.room import pages
from web.console.clocks.showing import clocks_page
from web.console.error_pages import told
from web.console.scope import actor, db, now


@pages.post("/pengecualian")
@only(*PLANNERS)
def except_days() -> ResponseReturnValue:
    """On these days these hours follow that clock, or none."""
    form = request.form
    first, last = iso_day(form.get("first_day")), iso_day(form.get("last_day") or form.get("first_day"))
    try:
        if first is None or last is None:
            raise Invalid("An exception needs a name, days in order, and hours from 0 to 23.", "Mend it.")
        made = add_exception(
            db(), actor(), form.get("name", ""), (first, last), _hours(), form.get("clock_id") or None, now()
        )
    except Invalid as fault:
        return clocks_page(told(fault), typed=form.to_dict(), status=fault.status)
    flash(gettext("“%(name)s” holds on its days.", name=made.name), "good")
    return redirect(url_for("clocks.show", _anchor="exceptions"))


@pages.post("/pengecualian/<exception_id>/hapus")
@only(*PLANNERS)
def unexcept(exception_id: str) -> ResponseReturnValue:
    """Take the exception away; the page then offers to take that back."""
    remove_exception(db(), actor(), exception_id, now())
    flash(gettext("The exception is removed."), "good")
    return redirect(url_for("clocks.show", _anchor="exceptions"))


def _hours() -> list[int]:
    """From the first hour to before the last one, over midnight where the last is not later."""
    begins, ends = request.form.get("from_hour", type=int), request.form.get("to_hour", type=int)
    if begins is None or ends is None or not (0 <= begins <= 23 and 0 <= ends <= 24):
        return []
    return [*range(begins, ends)] if begins < ends else [*range(begins, 24), *range(ends)]
