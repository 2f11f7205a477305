"""Setting what the station airs whatever else it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from audio.errors import SiarError
from scheduler.actors import Actor, require_planner
from scheduler.air_settings import CALLED, AirSettings, air_settings
from scheduler.announcements.fields import Fields
from scheduler.changes import next_version, one_step
from scheduler.days import iso_day
from scheduler.errors import Invalid
from scheduler.library import LibrarySound
from scheduler.prayer_methods import METHODS
from scheduler.prayer_times import NAMES, prayer_times
from scheduler.programmes import Category
from scheduler.station import the_station

USES = ("adzan", *CALLED, "imsak", "anthem", "sign_on", "sign_off")
MOST_CORRECTION_MIN = 60
PAIRS = (("sign_on", "sign_off"), ("imsak_first", "imsak_last"))


def set_air_settings(
    session: Session, actor: Actor, read_version: int, data: Mapping[str, Any], now: datetime
) -> AirSettings:
    """Set what `data` names, by the names of the columns; the rest stays as it is. `read_version` 0: none were set.

    Raises Forbidden, Conflict, and Invalid with each field that is wrong; also where the sun gives no prayer times.
    """
    require_planner(actor)
    columns = _read(session, data, now)
    settings = air_settings(session)
    with one_step(session, actor.name, "air_settings_changed", "station", now):
        next_version(settings, read_version)
        settings.id = 1
        for name, value in columns.items():
            setattr(settings, name, value)
        session.add(settings)
    return settings


def _read(session: Session, data: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    fields = Fields(data)
    read: dict[str, Callable[[], Any]] = {
        "prayers": lambda: list(fields.choices("prayers", CALLED)) if data["prayers"] else [],
        "method": lambda: fields.choice("method", tuple(METHODS), "kemenag"),
        "corrections": lambda: _numbers(fields, "corrections", NAMES, -MOST_CORRECTION_MIN, MOST_CORRECTION_MIN),
        "sounds": lambda: _sounds(session, fields),
        "imsak_first": lambda: _day(fields, "imsak_first"),
        "imsak_last": lambda: _day(fields, "imsak_last"),
        "friday_url": lambda: fields.line("friday_url", 500, default="") or None,
        "friday_ms": lambda: fields.whole("friday_ms", 60_000, 3 * 3_600_000),
        "anthem_at": lambda: _time(fields, "anthem_at"),
        "sign_on": lambda: _time(fields, "sign_on"),
        "sign_off": lambda: _time(fields, "sign_off"),
        "goals": lambda: _numbers(fields, "goals", tuple(Category), 0, 100),
        "artist_separation_min": lambda: fields.whole("artist_separation_min", 0, 1440),
        "title_separation_min": lambda: fields.whole("title_separation_min", 0, 7 * 1440),
        "language_shares": lambda: _numbers(fields, "language_shares", ("id", "su", "en"), 0, 100),
    }
    columns = {name: read[name]() for name in data if name in read}
    for name in set(data) - set(read):
        fields.faults[name] = SiarError("There is no such setting.")
    fields.faults.update(_together(columns, fields.faults))
    if columns.get("prayers"):
        _require_sun(session, fields, now)
    if fields.faults:
        raise Invalid("The settings cannot be kept as they are.", fields=fields.faults)
    return columns


def _together(columns: Mapping[str, Any], faults: Mapping[str, SiarError]) -> dict[str, SiarError]:
    """What makes sense only in pairs, where both were named."""
    found = {}
    for first, last in PAIRS:
        if {first, last} <= columns.keys() - faults.keys() and (columns[first] is None) != (columns[last] is None):
            found[last] = SiarError("One without the other says nothing.", "Give both, or neither.")
    begins, ends = columns.get("imsak_first"), columns.get("imsak_last")
    if begins and ends and ends < begins:
        found["imsak_last"] = SiarError("It would end before it begins.", "Set the last day after the first.")
    return found


def _require_sun(session: Session, fields: Fields, now: datetime) -> None:
    """A place near the pole has no prayer times by the sun: told when they are asked for, not on the night."""
    station = the_station(session)
    try:
        prayer_times(station.zone_date(now), station.latitude, station.longitude, station.zone)
    except SiarError as error:
        fields.faults["prayers"] = error


def _numbers(fields: Fields, name: str, known: tuple[str, ...], least: int, most: int) -> dict[str, int]:
    inner = fields.inner(name)
    for strange in set(inner.data) - set(known):
        inner.faults[strange] = SiarError("%(value)s is not known here.", "", value=str(strange)[:40])
    found = {key: inner.whole(key, least, most) for key in inner.data if key in known}
    if name in ("goals", "language_shares") and sum(found.values()) > 100:
        inner.faults[name] = SiarError("Together they are more than 100 percent.", "Lower one of them.")
    fields.faults.update({f"{name}.{key}": fault for key, fault in inner.faults.items()})
    return found


def _sounds(session: Session, fields: Fields) -> dict[str, str]:
    chosen = {use: str(sound_id) for use, sound_id in fields.inner("sounds").data.items() if sound_id}
    for use, sound_id in chosen.items():
        if use not in USES or not session.get(LibrarySound, sound_id):
            fields.faults[f"sounds.{use}"] = SiarError("There is no such sound in the library.", "Choose another.")
    return chosen


def _day(fields: Fields, name: str) -> date | None:
    value = fields.data.get(name)
    day = iso_day(value)
    if value and day is None:
        fields.faults[name] = SiarError("There is no such day.", "Write it as 2026-12-31.")
    return day


def _time(fields: Fields, name: str) -> time | None:
    value = fields.data.get(name)
    try:
        return time.fromisoformat(str(value)).replace(tzinfo=None) if value else None
    except ValueError:
        fields.faults[name] = SiarError("There is no such time.", "Write it as 06:00.")
        return None
