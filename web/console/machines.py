"""Playout machines: which there are, adding one, shutting one out."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from playlists.machines import add_machine, all_machines, revoke_machine
from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from scheduler.settings import Settings
from web.console.access import only
from web.console.error_pages import told
from web.console.scope import actor, db, now

pages = Blueprint("machines", __name__, url_prefix="/mesin")


@pages.get("")
@only(*PLANNERS)
def show() -> ResponseReturnValue:
    """Every machine with what it last told of itself."""
    return _page()


@pages.post("")
@only(*PLANNERS)
def add() -> ResponseReturnValue:
    """A new machine; its token is on this one answer and nowhere else."""
    name = request.form.get("name", "")
    try:
        machine, token = add_machine(db(), name, actor().name, now())
    except (Invalid, Conflict) as fault:
        db().rollback()
        return _page(name, told(fault), fault.status)
    answer = make_response(render_template("machine_added.html", machine=machine, token=token, server=_server()))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.post("/<machine_id>/cabut")
@only(*PLANNERS)
def revoke(machine_id: str) -> ResponseReturnValue:
    """Its token opens nothing any more; the page asked before."""
    machine = revoke_machine(db(), machine_id, actor().name, now())
    flash(gettext("Machine %(name)s is shut out. Within a minute it gets nothing more.", name=machine.name), "warning")
    return redirect(url_for("machines.show"))


def _page(name: str = "", fault: tuple[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
    machines = all_machines(db())
    return render_template(
        "machines.html",
        machines=[machine for machine in machines if machine.revoked_at is None],
        revoked=[machine for machine in machines if machine.revoked_at is not None],
        name=name,
        fault=fault,
    ), status


def _server() -> str:
    settings: Settings = current_app.extensions["siar_settings"]
    return settings.base_url or request.host_url.rstrip("/")
