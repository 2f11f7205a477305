"""Changing where the station is and when its day begins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from audio.errors import SiarError
from scheduler.actors import Actor, require_planner
from scheduler.announcements.fields import Fields
from scheduler.changes import one_step
from scheduler.errors import Conflict, Invalid
from scheduler.expanding import expand_anew
from scheduler.programmes import programmes
from scheduler.station import Station, the_station


@dataclass(frozen=True)
class Place:
    """Where the station is (degrees, north and east positive), in which zone, and when its broadcast day begins."""

    name: str
    timezone: str
    latitude: float
    longitude: float
    day_starts: time

    @property
    def seal(self) -> str:
        """Which place this is, for a form: whether it still is the one that was read."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:16]


def place_of(station: Station) -> Place:
    """The station's place as a value."""
    return Place(**{name: getattr(station, name) for name in Place.__dataclass_fields__})


def read_place(data: Mapping[str, Any]) -> Place:
    """Read a place; a decimal comma is a point. Raises Invalid with each field that is wrong."""
    fields = Fields(data)
    place = Place(
        name=fields.line("name", 120),
        timezone=_zone(fields),
        latitude=_degrees(fields, "latitude", 90),
        longitude=_degrees(fields, "longitude", 180),
        day_starts=_time(fields),
    )
    if fields.faults:
        raise Invalid("The station cannot be kept as it is.", fields=fields.faults)
    return place


def change_station(session: Session, actor: Actor, read_seal: str, place: Place, now: datetime) -> Station:
    """Make it the station's place. In another zone its programmes stay at their hours on the wall.

    Raises Forbidden, Conflict when the place is not the one of `read_seal` any more.
    """
    require_planner(actor)
    station = the_station(session)
    if place_of(station).seal != read_seal:
        raise Conflict(
            "Somebody else has changed this meanwhile; nothing of theirs was overwritten.",
            "Look at it as it is now, then change it again if it still needs that.",
        )
    moves = station.timezone != place.timezone
    with one_step(session, actor.name, "station_changed", "station", now):
        for name, value in asdict(place).items():
            setattr(station, name, value)
        session.flush()
        for programme in programmes(session) if moves else []:
            expand_anew(session, programme, now)
    return station


def _zone(fields: Fields) -> str:
    name = fields.line("timezone", 60)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        text, mend = "%(zone)s is not a time zone.", "Use a name such as Asia/Jakarta."
        fields.faults.setdefault("timezone", SiarError(text, mend, zone=name))
    return name


def _degrees(fields: Fields, name: str, most: int) -> float:
    written = fields.line(name, 30)
    try:
        degrees = float(written.replace(",", ".").replace("−", "-"))
    except ValueError:
        degrees = float("nan")
    if not isfinite(degrees) or not -most <= degrees <= most:
        text = "This must be a number of degrees from −%(most)d to %(most)d."
        fields.faults.setdefault(name, SiarError(text, "Such as −6.36 for six degrees south.", most=most))
        return 0.0
    return degrees


def _time(fields: Fields) -> time:
    try:
        return time.fromisoformat(fields.line("day_starts", 8)).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        fields.faults.setdefault("day_starts", SiarError("There is no such time.", "Write it as 06:00."))
        return time(0)
