"""`siar audit verify`."""

from __future__ import annotations

import click

from scheduler.audit import first_broken_line
from scheduler.errors import Conflict
from web.cli.opening import station_desk


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command()
def verify() -> None:
    """Check that no line was changed, removed or slipped in."""
    with station_desk() as desk, desk.database.reading() as session:
        broken = first_broken_line(session)
    if broken is not None:
        raise Conflict(
            "The audit log is broken at line %(line)s.", "Compare it with the last good backup.", line=broken
        )
    click.echo("The audit log is whole.")
