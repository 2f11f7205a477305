"""`siar prayer-times`."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from scheduler.errors import Invalid
from scheduler.prayer_times import prayer_times as compute
from scheduler.station import the_station
from web.cli.opening import existing_day, station_desk

NAMES = ("imsak", "subuh", "terbit", "dzuhur", "ashar", "maghrib", "isya")
LEBAK = (-6.35985, 106.245331, "Asia/Jakarta")


@click.command()
@click.argument("date")
@click.option("--lat", type=float)
@click.option("--lon", type=float)
@click.option("--tz", "zone")
@click.option("--json", "as_json", is_flag=True)
def prayer_times(date: str, lat: float | None, lon: float | None, zone: str | None, as_json: bool) -> None:
    """Prayer times of a day, at the station's place when no other is told."""
    place = _place() if None in (lat, lon, zone) else LEBAK
    lat = place[0] if lat is None else lat
    lon = place[1] if lon is None else lon
    try:
        tz = ZoneInfo(zone or place[2])
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid("%(zone)s is not a time zone.", "Use a name such as Asia/Jakarta.", zone=zone) from error
    day = datetime.now(tz).date() if date == "today" else existing_day(date)
    found = compute(day, lat, lon, tz)
    told = {"date": day.isoformat(), **{name: f"{getattr(found, name):%H:%M}" for name in NAMES}}
    click.echo(json.dumps(told) if as_json else "\n".join(f"{name:8} {value}" for name, value in told.items()))


def _place() -> tuple[float, float, str]:
    """The station's place; Lebak's where no station is set up, so that the command needs no database."""
    from sqlalchemy.exc import SQLAlchemyError

    from audio.errors import SiarError

    try:
        with station_desk() as desk, desk.database.reading() as session:
            station = the_station(session)
            return station.latitude, station.longitude, station.timezone
    except (SiarError, SQLAlchemyError):
        return LEBAK
