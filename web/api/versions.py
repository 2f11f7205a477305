"""What is published: which days, their versions, and what differs between two of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from apiflask import APIBlueprint
from flask import abort, current_app, request, url_for

from playlists.diff import diff
from playlists.items import UrlOf, file_name, item_as_json
from playlists.signing import VALID_BEYOND_DAY, signed_path
from playlists.versions import PublishedDay, find_version, newest_between, versions_of
from scheduler.desk import Desk
from scheduler.errors import Invalid, NotFound
from scheduler.station import the_station
from web.api.documents import Security, problems
from web.api.doors import a_machine, the_actor
from web.api.playlist_documents import DiffQuery, DiffShape, PublishedDaysShape, StretchQuery, VersionsShape
from web.api.playlists import base_url, read_day, read_whole

versions = APIBlueprint("versions", __name__, tag="Playlists")

LONGEST_RANGE = timedelta(days=366)
SECURITY: Security = ["machine", "token", "session"]
Json = dict[str, Any]


@versions.get("/playlists")
@versions.input(StretchQuery, location="query", validation=False)
@versions.output(PublishedDaysShape)
@versions.doc(
    summary="The published days of a stretch, with links",
    responses=problems(401, 403, 404, 422),
    security=SECURITY,
)
def listing(query_data: Any) -> Json:
    """`?from=DATE&to=DATE`, both included, at most a year; today and the two days after it when left out."""
    _let_in()
    first = read_day(request.args.get("from", "today"))
    last = read_day(request.args["to"]) if "to" in request.args else _two_days_after(first)
    if not timedelta() <= last - first <= LONGEST_RANGE:
        raise Invalid("from must be before to, and at most a year before it.")
    with _desk().database.reading() as session:
        zone = the_station(session).zone
        rows = newest_between(session, first, last)
    days = [{"date": row.date, **_row(row, zone), **_links(row.date)} for row in rows]
    return {"items": days, "next": None}


@versions.get("/playlists/<day>/versions")
@versions.output(VersionsShape)
@versions.doc(summary="Who published that day, when and why", responses=problems(401, 403, 404), security=SECURITY)
def all_versions(day: str) -> Json:
    """Every version, the newest first."""
    _let_in()
    date = read_day(day)
    with _desk().database.reading() as session:
        zone = the_station(session).zone
        rows = versions_of(session, date)
    if not rows:
        raise NotFound("No playlist is published for %(day)s.", "Publish it in the console.", day=date.isoformat())
    return {"date": date, "items": [_row(row, zone) for row in rows], "next": None}


@versions.get("/playlists/<day>/diff")
@versions.input(DiffQuery, location="query", validation=False)
@versions.output(DiffShape)
@versions.doc(
    summary="What differs between two versions of a day", responses=problems(401, 403, 404, 422), security=SECURITY
)
def difference(day: str, query_data: Any) -> Json:
    """`?from=N&to=M`; the newest and the one before it when left out."""
    _let_in()
    date = read_day(day)
    with _desk().database.reading() as session:
        newer = find_version(session, date, read_whole("to"))
        number = read_whole("from") or max(1, newer.version - 1)
        older = find_version(session, date, number)
    changes = diff(older.day(), newer.day())
    url_of = _signing(max(older.ends_at, newer.ends_at))
    told = [
        {
            "kind": change.kind,
            "item": item_as_json(change.item, url_of),
            "before": item_as_json(change.before, url_of) if change.before else None,
        }
        for change in changes
    ]
    return {"date": date, "from": older.version, "to": newer.version, "changes": told}


def _two_days_after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 2, date.max.toordinal()))


def _signing(ends_at: datetime) -> UrlOf:
    """The addresses of files, valid as long as those of a day that ends then."""
    key, base = _desk().settings.secret_key, base_url()
    return lambda media: f"{base}/api/v1/media/{signed_path(key, file_name(media), ends_at + VALID_BEYOND_DAY)}"


def _let_in() -> None:
    """A machine, or somebody of the station's staff; 401 and 403 for anybody else."""
    if a_machine() is None and not the_actor().is_staff:
        abort(403, "Only the station's staff and its machines see the versions of a day.")


def _row(row: PublishedDay, zone: ZoneInfo) -> Json:
    return {
        "version": row.version,
        "starts_at": row.starts_at.astimezone(zone).isoformat(timespec="milliseconds"),
        "ends_at": row.ends_at.astimezone(zone).isoformat(timespec="milliseconds"),
        "published_at": row.published_at.astimezone(zone).isoformat(timespec="milliseconds"),
        "published_by": row.published_by,
        "reason": row.reason,
        "by_hand": row.by_hand,
        "url": _absolute("playlists.playlist", name=row.date.isoformat(), version=row.version),
    }


def _links(day: date) -> Json:
    return {
        "versions_url": _absolute("versions.all_versions", day=day.isoformat()),
        "diff_url": _absolute("versions.difference", day=day.isoformat()),
    }


def _absolute(endpoint: str, **values: Any) -> str:
    return f"{base_url()}{url_for(endpoint, **values)}"


def _desk() -> Desk:
    return cast(Desk, current_app.extensions["siar_desk"])
