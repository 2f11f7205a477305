"""Why did this not air? For an announcement, from submission to machine; and for an hour on a machine."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from playlists.machines import find_machine
from playlists.why import why
from playlists.why_hour import why_hour
from scheduler.announcements.finding import find_announcement
from web.console.access import staff_only
from web.console.asked_day import asked_day
from web.console.scope import actor, db, now, station

pages = Blueprint("why", __name__)


@pages.get("/naskah/<announcement_id>/mengapa")
def announcement(announcement_id: str) -> ResponseReturnValue:
    """Its way so far, step by step; where it stopped stands out."""
    script = find_announcement(db(), actor(), announcement_id)
    return render_template("why.html", script=script, steps=why(db(), script.id, now()))


@pages.get("/mesin/<machine_id>/mengapa")
@staff_only
def hour(machine_id: str) -> ResponseReturnValue:
    """All that is known of one hour on that machine; the hour before this one when none is asked for."""
    machine = find_machine(db(), machine_id)
    starts_at = _hour()
    steps = why_hour(db(), machine.id, starts_at, now())
    return render_template("why_hour.html", machine=machine, starts_at=starts_at, steps=steps)


def _hour() -> datetime:
    local = now().astimezone(station().zone).replace(minute=0, second=0, microsecond=0)
    if "hari" not in request.args:
        return local - timedelta(hours=1)
    date = asked_day(request.args["hari"])
    hour = request.args.get("jam", 0, type=int)
    return datetime(date.year, date.month, date.day, hour % 24, tzinfo=station().zone)
