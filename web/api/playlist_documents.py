"""The shapes of what is told of published days, and of how it is asked for."""

from __future__ import annotations

from apiflask import Schema
from apiflask.fields import Boolean, Date, Dict, Integer, List, Nested, String
from apiflask.validators import OneOf, Range

LARGEST = 2**31 - 1
DAY = {"description": "A date as 2026-12-31, or today or tomorrow by the station's broadcast day"}


class VersionQuery(Schema):
    """Which version of a day."""

    version = Integer(validate=Range(1, LARGEST), metadata={"description": "The newest when left out"})


class StretchQuery(Schema):
    """A stretch of days, both ends included."""

    to = String(metadata=DAY)

    class Meta:
        """`from` is a word of Python's own."""

        include = {"from": String(metadata=DAY)}


class DiffQuery(Schema):
    """Two versions of a day."""

    to = Integer(validate=Range(1, LARGEST), metadata={"description": "The newest when left out"})

    class Meta:
        """`from` is a word of Python's own."""

        include = {
            "from": Integer(validate=Range(1, LARGEST), metadata={"description": "The one before when left out"})
        }


class VersionShape(Schema):
    """One version of a published day."""

    version = Integer(required=True)
    starts_at = String(metadata={"format": "date-time"})
    ends_at = String(metadata={"format": "date-time"})
    published_at = String(metadata={"format": "date-time"})
    published_by = String()
    reason = String()
    by_hand = Boolean(metadata={"description": "No automatic plan goes over it"})
    url = String(metadata={"format": "uri"})


class PublishedDayShape(VersionShape):
    """The newest version of a day."""

    date = Date()
    versions_url = String(metadata={"format": "uri"})
    diff_url = String(metadata={"format": "uri"})


class PublishedDaysShape(Schema):
    """The published days of a stretch."""

    items = List(Nested(PublishedDayShape))
    next = String(allow_none=True)


class VersionsShape(Schema):
    """The versions of a day, the newest first."""

    date = Date()
    items = List(Nested(VersionShape))
    next = String(allow_none=True)


class ChangeShape(Schema):
    """One difference; items as in the day's JSON, `before` null for what is new or gone."""

    kind = String(validate=OneOf(["moved", "added", "removed", "changed"]))
    item = Dict()
    before = Dict(allow_none=True)


class DiffShape(Schema):
    """What differs between two versions, in order of time."""

    date = Date()
    to = Integer()
    changes = List(Nested(ChangeShape))

    class Meta:
        """`from` is a word of Python's own."""

        include = {"from": Integer()}
