"""Alarms: what is wrong now, whom to tell, and what a station has decided about trouble on air."""

from __future__ import annotations

from datetime import time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from audio.errors import SiarError
from playlists.air_rules import air_rules, set_air_rules
from playlists.alarm_targets import add_target, all_targets, remove_target, try_target
from playlists.alarms import latest_alarms
from scheduler.errors import Invalid
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.error_pages import told
from web.console.scope import actor, db, now, station
from web.console.telling import said

pages = Blueprint("alarms", __name__, url_prefix="/alarm")


@pages.get("")
@only(*PLANNERS)
def show() -> ResponseReturnValue:
    """Troubles of late, the addresses, the rules."""
    return _page()


@pages.post("")
@only(*PLANNERS)
def add() -> ResponseReturnValue:
    """A new address. Its password is never shown again."""
    try:
        target = add_target(db(), request.form.get("name", ""), request.form.get("url", ""), actor().name, now())
    except SiarError as fault:
        db().rollback()
        return _page(fault)
    flash(gettext("%(name)s is told from now on. Send it a test.", name=target.name), "good")
    return redirect(url_for("alarms.show"))


@pages.post("/<target_id>/coba")
@only(*PLANNERS)
def test(target_id: str) -> ResponseReturnValue:
    """Send a message that says it is a test."""
    try:
        try_target(db(), target_id, station().name, said)
    except SiarError as fault:
        db().rollback()
        return _page(fault)
    flash(gettext("The test is sent. Look whether it has arrived."), "good")
    return redirect(url_for("alarms.show"))


@pages.post("/<target_id>/hapus")
@only(*PLANNERS)
def remove(target_id: str) -> ResponseReturnValue:
    """Tell this address nothing any more."""
    remove_target(db(), target_id, actor().name, now())
    flash(gettext("That address is told nothing any more."), "warning")
    return redirect(url_for("alarms.show"))


@pages.post("/aturan")
@only(*PLANNERS)
def rules() -> ResponseReturnValue:
    """Quiet hours, and whether missed spots are made good without asking."""
    form = request.form
    set_air_rules(
        db(),
        actor().name,
        now(),
        make_good_automatic=form.get("make_good_automatic") == "1",
        quiet_from=_time(form.get("quiet_from", "")),
        quiet_to=_time(form.get("quiet_to", "")),
    )
    flash(gettext("That holds from now on."), "good")
    return redirect(url_for("alarms.show"))


def _time(written: str) -> time | None:
    try:
        return time.fromisoformat(written).replace(tzinfo=None) if written else None
    except ValueError as fault:
        raise Invalid("There is no such time.", "Write it as 06:00.") from fault


def _page(fault: SiarError | None = None) -> ResponseReturnValue:
    return render_template(
        "alarms.html",
        alarms=latest_alarms(db()),
        targets=all_targets(db()),
        rules=air_rules(db()),
        fault=told(fault) if fault else None,
        values=request.form,
    ), fault.status if fault else 200
