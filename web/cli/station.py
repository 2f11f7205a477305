"""`siar station set`, `siar station show`."""

from __future__ import annotations

import click

from scheduler.errors import Conflict
from scheduler.station import Station, add_station, the_station
from web.cli.opening import station_desk


@click.group()
def station() -> None:
    """The station."""


@station.command("set")
@click.option("--code", required=True, help="short name, such as multatuli")
@click.option("--name", required=True)
@click.option("--timezone", default="Asia/Jakarta", show_default=True)
@click.option("--lat", type=float, required=True)
@click.option("--lon", type=float, required=True)
def set_up(code: str, name: str, timezone: str, lat: float, lon: float) -> None:
    """Set up the station of a new database."""
    with station_desk() as desk, desk.database.writing() as session:
        if session.get(Station, 1):
            raise Conflict("A station is set up here already.", "Use another SIAR_HOME for another station.")
        add_station(session, code=code, name=name, timezone=timezone, latitude=lat, longitude=lon)
    click.echo(f"{name} is set up. Next: siar user add EMAIL --role admin")


@station.command()
def show() -> None:
    """Print the station."""
    with station_desk() as desk, desk.database.reading() as session:
        found = the_station(session)
        click.echo(f"{found.name} ({found.code}), {found.timezone}, {found.latitude} {found.longitude}")
