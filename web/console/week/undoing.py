"""Taking the newest change back: the one that the button names, and no other."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from audio.errors import SiarError
from playlists.horizon import horizon
from playlists.publishing import publish_horizon
from scheduler.changes import PLACED
from scheduler.errors import Conflict
from scheduler.people import PLANNERS
from scheduler.undo import steps, undo_last
from web.console.access import only
from web.console.programmes import undoing_steps
from web.console.scope import actor, db, media, now
from web.console.week.answers import done, refused
from web.console.week.blueprint import pages


@pages.post("/urungkan")
@only(*PLANNERS)
def undo() -> ResponseReturnValue:
    """Take back the step of the form; another window may have made a newer one, which is told."""
    try:
        newest = next(iter(steps(db(), actor().name)), None)
        if newest is not None and newest.id != request.form.get("step"):
            raise Conflict(
                "Your newest change is another one by now: %(step)s.",
                "Take that one back first.",
                step=undoing_steps.name_of_step(newest),
            )
        name = undoing_steps.name_of_step(newest) if newest else ""
        step = undo_last(db(), actor().name, now())
        if step.act == PLACED:
            publish_horizon(db(), horizon(db(), now()), now(), actor().name, "placing taken back", media())
    except SiarError as error:
        return refused(error)
    return done(gettext("Taken back: %(step)s.", step=name))
