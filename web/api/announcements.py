"""Announcements for offices' own systems and for people's programs: submit, follow, decide."""

from __future__ import annotations

from typing import Any, cast

from apiflask import APIBlueprint
from flask import current_app, request, url_for

from scheduler.announcements.deciding import decide
from scheduler.announcements.finding import find_announcement, visible
from scheduler.announcements.submission import read_submission
from scheduler.announcements.tables import Status
from scheduler.announcements.writing import write
from scheduler.desk import Desk
from scheduler.errors import Invalid
from scheduler.station import the_station
from web.api.announcement_json import announcements_as_json
from web.api.documents import (
    AnnouncementShape,
    AnnouncementsShape,
    Answers,
    DecisionShape,
    Security,
    SubmissionShape,
    problems,
)
from web.api.doors import the_actor

announcements = APIBlueprint("announcements", __name__, tag="Announcements")

PAGE = 50
THERE_ALREADY: Answers = {200: {"description": "It is there already"}}
SECURITY: Security = ["token", "session"]
Json = dict[str, Any]


@announcements.get("/announcements")
@announcements.output(AnnouncementsShape)
@announcements.doc(
    summary="The announcements one may see, newest first", responses=problems(401, 422), security=SECURITY
)
def listing() -> Json:
    """A page of them; `?status=` and `?search=` narrow it, `next` leads on."""
    actor = the_actor()
    status = request.args.get("status") or None
    if status and status not in list(Status):
        raise Invalid("There is no status %(status)s.", "Use one of: %(known)s.", status=status, known=" ".join(Status))
    search = request.args.get("search", "")[:200].replace("\0", "")
    asked = visible(actor, status=status, search=search, before_id=request.args.get("before") or None)
    with _desk().database.reading() as session:
        found = list(session.scalars(asked.limit(PAGE + 1)))
        items = announcements_as_json(session, found[:PAGE])
    more = {"status": status, "search": search or None, "before": items[-1]["id"]} if len(found) > PAGE else None
    return {"items": items, "next": url_for(".listing", _external=True, **more) if more else None}


@announcements.post("/announcements")
@announcements.input(SubmissionShape, validation=False)
@announcements.output(AnnouncementShape, status_code=201)
@announcements.doc(
    summary="Submit an announcement",
    responses=problems(400, 401, 403, 404, 413, 422) | THERE_ALREADY,
    security=SECURITY,
)
def submit(json_data: Any) -> tuple[Json, int, dict[str, str]]:
    """201 and `Location`; 200 when this `external_id` of the agency is there already."""
    actor = the_actor()
    desk = _desk()
    with desk.database.writing() as session:
        submission = read_submission(json_data, the_station(session).day_of(desk.now()))
        announcement, is_new = write(session, actor, submission, desk.now())
        body = announcements_as_json(session, [announcement])[0]
    location = url_for(".one", announcement_id=announcement.id, _external=True)
    return body, 201 if is_new else 200, {"Location": location}


@announcements.get("/announcements/<announcement_id>")
@announcements.output(AnnouncementShape)
@announcements.doc(summary="One announcement and its airings", responses=problems(401, 404), security=SECURITY)
def one(announcement_id: str) -> Json:
    """With its recording and each airing, planned and real. Another agency's is 404."""
    actor = the_actor()
    with _desk().database.reading() as session:
        return announcements_as_json(session, [find_announcement(session, actor, announcement_id)])[0]


@announcements.post("/announcements/<announcement_id>/decisions")
@announcements.input(DecisionShape, validation=False)
@announcements.output(AnnouncementShape)
@announcements.doc(
    summary="Approve, ask for changes, hold or withdraw",
    responses=problems(400, 401, 403, 404, 409, 413, 422),
    security=SECURITY,
)
def decision(announcement_id: str, json_data: Any) -> Json:
    """409 when that revision is no longer the newest, 403 for a script that one wrote."""
    actor = the_actor()
    desk = _desk()
    read_revision, what, note = _read_decision(json_data)
    with desk.database.writing() as session:
        announcement = decide(session, actor, announcement_id, read_revision, what, desk.now(), note)
        return announcements_as_json(session, [announcement])[0]


def _read_decision(data: Any) -> tuple[int, str, str]:
    if not isinstance(data, dict):
        raise Invalid("A decision must be an object with revision and decision.")
    revision, what, note = data.get("revision"), data.get("decision"), data.get("note")
    note = "" if note is None else note
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise Invalid("revision must be the whole number of the revision that was read.")
    if not isinstance(what, str) or not isinstance(note, str) or len(note) > 2000:
        raise Invalid("decision and note must be text, the note of at most 2000 characters.")
    return revision, what, note.replace("\0", "").encode(errors="replace").decode()


def _desk() -> Desk:
    return cast(Desk, current_app.extensions["siar_desk"])
