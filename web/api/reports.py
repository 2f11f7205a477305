"""What machines ask every second, and what they report."""

from __future__ import annotations

import hashlib
import json
from time import monotonic
from typing import Any, cast

from apiflask import APIBlueprint
from flask import Response, current_app, request

from playlists.as_run import take_in
from playlists.machines import find_machine, hear_from
from scheduler.desk import Desk
from scheduler.errors import Invalid
from web.api.calendar import Calendar
from web.api.conditional import send
from web.api.documents import PULSE_ANSWERS, Answers, AsRunLineShape, HeartbeatShape, TakenShape, problems
from web.api.doors import the_machine
from web.api.playlists import base_url
from web.api.shelf import FRESH_S, Copy, Shelf

reports = APIBlueprint("reports", __name__, tag="Machines")

HEARD: Answers = {204: {"description": "Heard"}}
DAYS_AHEAD = 3
LARGEST_HEARTBEAT = 20_000


@reports.get("/pulse")
@reports.doc(summary="What changed, to be asked every second or two", responses=PULSE_ANSWERS, security="machine")
def pulse() -> Response:
    """The ETags of the three days from today, alerts and commands. The server's time is the `Date` header."""
    the_machine()
    return send(_pulse_copy(base_url()), "", "private, no-cache")


@reports.post("/as-run")
@reports.input(AsRunLineShape(many=True), validation=False)
@reports.output(TakenShape)
@reports.doc(summary="Report what was played", responses=problems(400, 401, 413, 422), security="machine")
def as_run(json_data: Any) -> dict[str, Any]:
    """A batch of lines. Sending it again changes nothing."""
    caller = the_machine()
    desk = cast(Desk, current_app.extensions["siar_desk"])
    with desk.database.writing() as session:
        machine = find_machine(session, caller.machine_id)
        taken = take_in(session, machine, json_data, desk.now())
    rejected = [{"seq": seq, "detail": detail} for seq, detail in taken.rejected]
    return {"accepted": taken.accepted, "known": taken.known, "rejected": rejected}


@reports.post("/heartbeat")
@reports.input(HeartbeatShape, validation=False)
@reports.doc(
    summary="Tell how the machine is",
    responses=problems(400, 401, 413, 422) | HEARD,
    security="machine",
)
def heartbeat(json_data: Any) -> Response:
    """What the machine holds, plays and measures; shown on the console."""
    caller = the_machine()
    if not isinstance(json_data, dict) or len(json.dumps(json_data)) > LARGEST_HEARTBEAT:
        raise Invalid("A heartbeat must be a small object.")
    desk = cast(Desk, current_app.extensions["siar_desk"])
    with desk.database.writing() as session:
        hear_from(find_machine(session, caller.machine_id), json_data, desk.now(), request.remote_addr or "")
    return Response(status=204)


def _pulse_copy(base: str) -> Copy:
    """Made anew when a day changed; looked after at most every half second."""
    kept: dict[str, tuple[float, Copy]] = current_app.extensions.setdefault("siar_pulse", {})
    now = monotonic()
    if base in kept and now - kept[base][0] < FRESH_S:
        return kept[base][1]
    calendar = cast(Calendar, current_app.extensions["siar_calendar"])
    shelf = cast(Shelf, current_app.extensions["siar_shelf"])
    told = {"playlists": shelf.published(calendar.today(), DAYS_AHEAD, base), "alerts": [], "commands": []}
    body = json.dumps(told).encode()
    copy = Copy(body, "application/json", f'"{hashlib.sha256(body).hexdigest()[:32]}"')
    if len(kept) > 50:
        kept.clear()
    kept[base] = (now, copy)
    return copy
