"""The published day, for machines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from apiflask import APIBlueprint
from flask import Response, current_app, request

from playlists.formats import FORMATS
from scheduler.days import iso_day
from scheduler.desk import Desk
from scheduler.errors import Invalid, NotFound
from web.api.calendar import Calendar
from web.api.conditional import send, wanted_encoding
from web.api.documents import PLAYLIST_ANSWERS
from web.api.doors import the_machine
from web.api.shelf import Shelf

playlists = APIBlueprint("playlists", __name__, tag="Playlists")


@playlists.get("/playlists/<name>")
@playlists.doc(summary="The published day, in one of seven formats", responses=PLAYLIST_ANSWERS, security="machine")
def playlist(name: str) -> Response:
    """`name` is DATE or DATE.EXT. Without EXT it is JSON. `?version=N` gives an older version.

    DATE is ISO 8601, or `today` or `tomorrow` by the station's broadcast day.
    """
    the_machine()
    day, ext = read_name(name)
    shelf = cast(Shelf, current_app.extensions["siar_shelf"])
    encoding = wanted_encoding()
    copy = shelf.copy(day, ext, base_url(), read_whole("version"), encoding)
    return send(copy, encoding, "private, no-cache")


def read_name(name: str) -> tuple[date, str]:
    """The day and the format of `DATE` or `DATE.EXT`; NotFound for a day or a format that does not exist."""
    written, _, ext = name.partition(".")
    if (ext or "json") not in FORMATS:
        raise NotFound("There is no format %(ext)s.", "Use one of: %(known)s.", ext=ext[:20], known=" ".join(FORMATS))
    return read_day(written), ext or "json"


def read_day(written: str) -> date:
    """A date that exists, or `today` or `tomorrow`."""
    if written in ("today", "tomorrow"):
        calendar = cast(Calendar, current_app.extensions["siar_calendar"])
        return calendar.today() + timedelta(days=written == "tomorrow")
    day = iso_day(written)
    if day is None:
        raise NotFound("There is no such day: %(day)s.", "Write it as 2026-12-31.", day=written[:40])
    return day


def base_url() -> str:
    """The address that media URLs begin with."""
    desk = cast(Desk, current_app.extensions["siar_desk"])
    if desk.settings.base_url:
        return desk.settings.base_url
    environ = request.environ  # request.host_url weighs more than all the rest of a 304
    return f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST') or environ['SERVER_NAME']}"


def read_whole(name: str) -> int | None:
    """A whole number from 1 in the query; None when it is not there."""
    if not request.query_string:
        return None
    written = request.args.get(name)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and 0 < int(written[:12]) < 2**31):
        raise Invalid("%(name)s must be a whole number from 1.", name=name)
    return int(written)
