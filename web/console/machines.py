"""Playout machines: which there are, adding one, shutting one out."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from playlists.commands import latest_commands
from playlists.machines import Machine, add_machine, all_machines, find_machine, revoke_machine
from playlists.pairs import Pair, all_pairs
from playlists.versions import newest_version
from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from scheduler.settings import Settings
from web.console.access import only
from web.console.error_pages import told
from web.console.operating import OPERATORS
from web.console.scope import actor, db, now, station

pages = Blueprint("machines", __name__, url_prefix="/mesin")


@pages.get("")
@only(*PLANNERS)
def show() -> ResponseReturnValue:
    """Every machine with what it last told of itself."""
    return _page()


@pages.get("/<machine_id>")
@only(*OPERATORS)
def one(machine_id: str) -> ResponseReturnValue:
    """One machine: what it told, what it was commanded, and the commands."""
    machine = find_machine(db(), machine_id)
    published = newest_version(db(), station().day_of(now()))
    items = published.day().items if published else ()
    return render_template(
        "machine.html",
        machine=machine,
        pair=next((each for each in all_pairs(db()) if machine.id in (each.main_id, each.standby_id)), None),
        names=_names(),
        commands=latest_commands(db(), machine.id),
        coming=[item for item in items if item.starts_at > now()][:40],
    )


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
        pairs=all_pairs(db()),
        alone=_without_partner(machines, all_pairs(db())),
        names=_names(),
        revoked=[machine for machine in machines if machine.revoked_at is not None],
        name=name,
        fault=fault,
    ), status


def _names() -> dict[str, str]:
    return {machine.id: machine.name for machine in all_machines(db())}


def _without_partner(machines: list[Machine], pairs: list[Pair]) -> list[Machine]:
    paired = {machine_id for pair in pairs for machine_id in (pair.main_id, pair.standby_id)}
    return [machine for machine in machines if machine.revoked_at is None and machine.id not in paired]


def _server() -> str:
    settings: Settings = current_app.extensions["siar_settings"]
    return settings.base_url or request.host_url.rstrip("/")
