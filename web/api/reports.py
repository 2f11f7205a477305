"""What machines ask every second, and what they report."""

from __future__ import annotations

import json
from typing import Any, cast

from apiflask import APIBlueprint
from flask import Response, current_app, request

from playlists.as_run import take_in
from playlists.machines import find_machine, hear_from
from scheduler.desk import Desk
from scheduler.errors import Invalid
from web.api.conditional import send
from web.api.documents import PULSE_ANSWERS, Answers, AsRunLineShape, HeartbeatShape, TakenShape, problems
from web.api.doors import the_machine
from web.api.heartbeats import read_heartbeat
from web.api.playlists import base_url
from web.api.pulse import Pulses

reports = APIBlueprint("reports", __name__, tag="Machines")

HEARD: Answers = {204: {"description": "Heard"}}
LARGEST_HEARTBEAT = 20_000


@reports.get("/pulse")
@reports.doc(summary="What changed, to be asked every second or two", responses=PULSE_ANSWERS, security="machine")
def pulse() -> Response:
    """The ETags of the three days from today, alerts and commands. The server's time is the `Date` header.

    A machine that asks with the ETag of a pulse has taken in what that pulse commanded. `on_air` is there, and false,
    for the one of a pair that waits.
    """
    machine_id = the_machine().machine_id
    pulses = cast(Pulses, current_app.extensions["siar_pulses"])
    told = pulses.pulse(machine_id, base_url())
    answer = send(told.copy, "", "private, no-cache")
    if answer.status_code == 304:
        pulses.taken(told)
    return answer


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
    told = read_heartbeat(json_data)
    if _size(told) > LARGEST_HEARTBEAT:
        raise Invalid("A heartbeat must be a small object.")
    desk = cast(Desk, current_app.extensions["siar_desk"])
    with desk.database.writing() as session:
        hear_from(find_machine(session, caller.machine_id), told, desk.now(), request.remote_addr or "")
    return Response(status=204)


def _size(value: object) -> int:
    """Characters as JSON. What JSON has no word for (an infinite number) is no heartbeat either."""
    try:
        return len(json.dumps(value, allow_nan=False))
    except ValueError:
        raise Invalid("A heartbeat holds a number that is none.") from None
