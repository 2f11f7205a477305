"""The shapes of what comes in and goes out, as the OpenAPI document shows them."""

from __future__ import annotations

from typing import Any

from apiflask import Schema
from apiflask.fields import Boolean, Date, DateTime, Dict, Float, Integer, List, Nested, String
from apiflask.validators import Length, OneOf, Range
from marshmallow import INCLUDE

from playlists.as_run import LARGEST_BATCH, OUTCOMES
from playlists.formats import FORMATS
from scheduler.announcements.deciding import DECISIONS
from scheduler.announcements.submission import DAYPARTS, LANGUAGES


class FlightShape(Schema):
    """When and how often an announcement runs."""

    first_day = Date(required=True)
    last_day = Date(required=True, metadata={"description": "The kill date: nothing airs after it"})
    spots_per_day = Integer(required=True, validate=Range(1, 48))
    dayparts = List(String(validate=OneOf(DAYPARTS)), required=True, validate=Length(1))
    separation_min = Integer(load_default=60, metadata={"description": "Minutes between two starts"})
    total = Integer(load_default=None, allow_none=True)


class SubmissionShape(Schema):
    """An announcement as it is submitted."""

    title = String(required=True, validate=Length(1, 200))
    body = String(required=True, validate=Length(1, 10_000))
    flight = Nested(FlightShape, required=True)
    agency = String(metadata={"description": "Name or code; one's own when left out"})
    category = String()
    language = String(validate=OneOf(LANGUAGES), metadata={"description": "Guessed when left out"})
    priority = Integer(load_default=2, validate=Range(1, 5))
    source = String(allow_none=True)
    lapor_reference = String(allow_none=True)
    external_id = String(metadata={"description": "The same one again answers with the announcement that is there"})
    draft = Boolean(load_default=False)


class RecordingShape(Schema):
    """The newest state of the recording."""

    status = String(validate=OneOf(["none", "rendering", "ready", "failed"]))
    duration_ms = Integer(allow_none=True)
    loudness_lufs = Float(allow_none=True)
    sha256 = String(allow_none=True)
    voice = String(allow_none=True)
    detail = String(allow_none=True)


class AiringShape(Schema):
    """One planned spot and what became of it."""

    item_id = String()
    date = Date()
    planned_at = String(metadata={"format": "date-time"})
    started_at = String(allow_none=True, metadata={"format": "date-time"})
    outcome = String(allow_none=True)
    machine = String(allow_none=True)
    makes_good = String(allow_none=True, metadata={"description": "The missed airing (item_id) that it replaces"})


class AnnouncementShape(SubmissionShape):
    """An announcement as it stands; what is not known yet is null."""

    external_id = String(allow_none=True)
    id = String()
    revision = Integer()
    approved_revision = Integer(allow_none=True)
    status = String()
    recording = Nested(RecordingShape)
    airings = List(Nested(AiringShape))


class AnnouncementsShape(Schema):
    """One page of announcements; `next` is the address of the page behind it."""

    items = List(Nested(AnnouncementShape))
    next = String(allow_none=True)


class DecisionShape(Schema):
    """A decision about the revision that was read."""

    class Meta:
        unknown = INCLUDE

    revision = Integer(required=True)
    decision = String(required=True, validate=OneOf(DECISIONS))
    note = String(load_default="", allow_none=True, validate=Length(max=2000))


class AsRunLineShape(Schema):
    """What a machine says that it played."""

    seq = Integer(required=True, metadata={"description": "Upwards for ever: makes the line known"})
    item_id = String(allow_none=True)
    playlist_version = Integer(allow_none=True)
    started_at = DateTime(allow_none=True)
    ended_at = DateTime(allow_none=True)
    outcome = String(required=True, validate=OneOf(OUTCOMES))
    detail = String(allow_none=True)
    title = String(allow_none=True)
    kind = String(allow_none=True)
    sha256 = String(allow_none=True)


class RejectedShape(Schema):
    """A line that makes no sense, and why."""

    seq = Integer(allow_none=True)
    detail = String()


class TakenShape(Schema):
    """What became of a batch."""

    accepted = Integer()
    known = Integer()
    rejected = List(Nested(RejectedShape))


class HeartbeatShape(Schema):
    """What a machine tells of itself; more than this is kept too."""

    class Meta:
        unknown = INCLUDE

    versions = Dict(keys=String(), values=Integer())
    cached_until = DateTime(allow_none=True)
    clock_offset_ms = Float(allow_none=True)
    clock_trusted = Boolean()
    now_playing = Dict(allow_none=True)
    on_air = Boolean()
    disk_free_bytes = Integer()


PROBLEM: dict[str, Any] = {
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                },
            }
        }
    }
}


Answers = dict[int | str, dict[str, str | dict[str, dict[str, Any]]]]
Security = list[str | dict[str, list[Any]]]


def problems(*statuses: int) -> Answers:
    """The answers of a call that can go wrong in these ways."""
    told = {
        400: "The body is not JSON",
        401: "No valid token",
        403: "Not allowed",
        404: "There is no such thing",
        409: "It changed meanwhile",
        413: "The body is too large",
        415: "The body is not JSON",
        422: "It breaks a rule; `detail` and `errors` say which",
    }
    return {status: {"description": told[status], **PROBLEM} for status in statuses}


def as_sent(spec: Any) -> Any:
    """The document with what no shape can say: a body must be there; a batch is a list, and a line in it that makes
    no sense is told in the answer, so that any list is taken in; an announcement that is there already looks like one
    that is new."""
    for call in (call for path in spec["paths"].values() for call in path.values()):
        if "requestBody" in call:
            call["requestBody"]["required"] = True
    submitted = spec["paths"]["/v1/announcements"]["post"]["responses"]
    submitted["200"]["content"] = submitted["201"]["content"]
    told = spec["paths"]["/v1/as-run"]["post"]["requestBody"]["content"]["application/json"]
    line = told["schema"].get("items", told["schema"])
    told["schema"] = {"type": "array", "items": {"anyOf": [line, {}]}, "maxItems": LARGEST_BATCH}
    return spec


PLAYLIST_ANSWERS: Answers = {
    200: {
        "description": "The day. `ETag` is strong, over the bytes",
        "content": {
            form.mime.partition(";")[0]: {"schema": {"type": "object" if name == "json" else "string"}}
            for name, form in FORMATS.items()
        },
    },
    304: {"description": "What the client holds is what is published"},
    **problems(401, 404, 422),
}

PULSE_ANSWERS: Answers = {
    200: {
        "description": "What is published, and what to do",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "playlists": {"type": "object", "additionalProperties": {"type": "string"}},
                        "alerts": {"type": "array", "items": {"type": "object"}},
                        "commands": {"type": "array", "items": {"type": "object"}},
                        "on_air": {"type": "boolean", "description": "False for the one of a pair that waits"},
                    },
                }
            }
        },
    },
    304: {"description": "Nothing changed"},
    **problems(401),
}
