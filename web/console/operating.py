"""The operator's hand on a machine: skip, hold, play this next, back to plan; and which of a pair is on air."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from playlists.commands import order
from playlists.machines import Machine, find_machine
from playlists.pairs import make_pair, part, set_automatic, switch
from scheduler.people import PLANNERS, Role
from web.console.access import only
from web.console.labels import COMMAND
from web.console.scope import actor, db, now
from web.console.ways import back

OPERATORS = (*PLANNERS, Role.ANNOUNCER)
pages = Blueprint("operating", __name__, url_prefix="/mesin")


@pages.post("/<machine_id>/perintah")
@only(*OPERATORS)
def command(machine_id: str) -> ResponseReturnValue:
    """Send the machine one command; it takes it with its next pulse, within two seconds."""
    wanted, item_id = request.form.get("command", ""), request.form.get("item_id") or None
    order(db(), machine_id, wanted, actor().name, now(), item_id)
    name = find_machine(db(), machine_id).name
    flash(gettext("“%(command)s” is on its way to %(name)s.", command=COMMAND[wanted], name=name), "good")
    return redirect(back())


@pages.post("/pasangan")
@only(*PLANNERS)
def pair() -> ResponseReturnValue:
    """Join two machines; the first is on air, the other plays along in silence."""
    make_pair(db(), request.form.get("main_id", ""), request.form.get("standby_id", ""), actor().name, now())
    flash(gettext("They are a pair now. One is on air, the other plays along in silence."), "good")
    return redirect(url_for("machines.show"))


@pages.post("/pasangan/<pair_id>/alih")
@only(*OPERATORS)
def switch_over(pair_id: str) -> ResponseReturnValue:
    """Put the other machine on air; the page asked before."""
    found = switch(db(), pair_id, actor().name, now())
    flash(gettext("%(name)s goes on air within seconds.", name=db().get_one(Machine, found.on_air_id).name), "good")
    return redirect(back())


@pages.post("/pasangan/<pair_id>/sendiri")
@only(*PLANNERS)
def automatic(pair_id: str) -> ResponseReturnValue:
    """Whether the one that waits may take over by itself."""
    set_automatic(db(), pair_id, request.form.get("automatic") == "1", actor().name, now())
    return redirect(url_for("machines.show"))


@pages.post("/pasangan/<pair_id>/pisah")
@only(*PLANNERS)
def part_them(pair_id: str) -> ResponseReturnValue:
    """Let both be alone again."""
    part(db(), pair_id, actor().name, now())
    flash(gettext("They are no pair any more: each is on air now."), "warning")
    return redirect(url_for("machines.show"))
