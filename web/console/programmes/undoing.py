"""Taking the newest change back, from whichever planning page it was made on."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.errors import Conflict
from scheduler.people import PLANNERS
from scheduler.undo import undo_last
from web.console.access import only
from web.console.programmes.room import pages
from web.console.programmes.undoing_steps import last_step
from web.console.scope import actor, db, now

PLACES = {"programmes": "programmes.show", "clocks": "clocks.show", "library": "library.show", "air": "air.show"}


@pages.post("/urungkan")
@only(*PLANNERS)
def undo() -> ResponseReturnValue:
    """Take back the step that the button stands for; not another one that was made since, in another window."""
    step = last_step()
    if step is None or step.id != request.form.get("step"):
        raise Conflict("You have changed something else since.", "Look at the page again: it names your newest change.")
    undo_last(db(), actor().name, now())
    flash(gettext("Taken back."), "good")
    return redirect(url_for(PLACES.get(request.form.get("back", ""), "programmes.show")))
