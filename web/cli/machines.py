"""`siar machine add`, `siar machine list`, `siar machine revoke`."""

from __future__ import annotations

import click

from scheduler.errors import NotFound
from web.cli.opening import station_desk
from web.cli.people import COMMAND_LINE


@click.group()
def machine() -> None:
    """Playout machines."""


@machine.command()
@click.argument("name")
def add(name: str) -> None:
    """Add a playout machine; its token stands alone on the last line, this once."""
    from playlists.machines import add_machine

    with station_desk() as desk, desk.database.writing() as session:
        _, token = add_machine(session, name, COMMAND_LINE, desk.now())
    click.echo(f"The token of {name}, which is not shown again:")
    click.echo(token)


@machine.command("list")
def listing() -> None:
    """List the machines."""
    from playlists.machines import all_machines

    with station_desk() as desk, desk.database.reading() as session:
        for each in all_machines(session):
            seen = f"last seen {each.last_seen_at:%Y-%m-%d %H:%M:%S} UTC" if each.last_seen_at else "never seen"
            click.echo(f"{each.name}: {'revoked' if each.revoked_at else seen}")


@machine.command()
@click.argument("name")
def revoke(name: str) -> None:
    """Close the door to a machine, within a minute."""
    from playlists.machines import all_machines, revoke_machine

    with station_desk() as desk, desk.database.writing() as session:
        found = next((each for each in all_machines(session) if each.name == name), None)
        if found is None:
            raise NotFound("There is no machine named %(name)s.", "See: siar machine list.", name=name[:80])
        revoke_machine(session, found.id, COMMAND_LINE, desk.now())
    click.echo(f"{name} is revoked.")
