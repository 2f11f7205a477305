"""`siar db upgrade`."""

from __future__ import annotations

import click

from web.cli.opening import station_desk


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the database to its newest shape."""
    from web.migrating import upgrade as run

    with station_desk(migrated=False) as desk:
        run(desk.database)
    click.echo("The database is in its newest shape.")
