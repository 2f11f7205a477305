"""`siar prayer-times`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as calendar_day
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from scheduler.air_settings import air_settings
from scheduler.errors import Invalid
from scheduler.prayer_methods import KEMENAG, METHODS, Method
from scheduler.prayer_times import NAMES
from scheduler.prayer_times import prayer_times as compute
from scheduler.station import the_station
from web.cli.opening import existing_day, station_desk


@dataclass(frozen=True)
class Reckoning:
    """A place (degrees, zone), and how its times are reckoned."""

    latitude: float = -6.35985
    longitude: float = 106.245331
    zone: str = "Asia/Jakarta"
    corrections: Mapping[str, int] = field(default_factory=dict)
    method: Method = KEMENAG


LEBAK = Reckoning()


@click.command()
@click.argument("date")
@click.option("--lat", type=float)
@click.option("--lon", type=float)
@click.option("--tz", "zone")
@click.option("--json", "as_json", is_flag=True)
def prayer_times(date: str, lat: float | None, lon: float | None, zone: str | None, as_json: bool) -> None:
    """Prayer times of a day: as the station airs them, or at another place by the Ministry's rule."""
    by = _elsewhere(lat, lon, zone)
    try:
        tz = ZoneInfo(by.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid("%(zone)s is not a time zone.", "Use a name such as Asia/Jakarta.", zone=by.zone) from error
    found = compute(_day(date, tz), by.latitude, by.longitude, tz, by.corrections, by.method)
    told = {"date": found.date.isoformat(), **{name: f"{getattr(found, name):%H:%M}" for name in NAMES}}
    click.echo(json.dumps(told) if as_json else "\n".join(f"{name:8} {value}" for name, value in told.items()))


def _day(written: str, zone: ZoneInfo) -> calendar_day:
    if written in ("today", "tomorrow"):
        return datetime.now(zone).date() + timedelta(days=written == "tomorrow")
    return existing_day(written)


def _elsewhere(lat: float | None, lon: float | None, zone: str | None) -> Reckoning:
    """The station's reckoning where no part of another place is told; what is not told of one is the station's."""
    own = LEBAK if None not in (lat, lon, zone) else _of_station()
    if (lat is None) != (lon is None):
        raise Invalid("A place needs both --lat and --lon.", "Give the other one too.")
    if (lat, lon, zone) == (None, None, None):
        return own
    return Reckoning(own.latitude if lat is None else lat, own.longitude if lon is None else lon, zone or own.zone)


def _of_station() -> Reckoning:
    """As the station airs them; Lebak's where no station is set up, so that the command needs no database."""
    from sqlalchemy.exc import SQLAlchemyError

    from audio.errors import SiarError

    try:
        with station_desk() as desk, desk.database.reading() as session:
            station, settings = the_station(session), air_settings(session)
            place = (station.latitude, station.longitude, station.timezone)
            return Reckoning(*place, settings.corrections, METHODS[settings.method])
    except (SiarError, SQLAlchemyError):
        return LEBAK
