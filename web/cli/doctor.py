"""`siar doctor`: each part of this machine that Siar needs, with a mend for each fault."""

from __future__ import annotations

import click

from web.cli.opening import station_desk
from web.examination import examine


@click.command()
def doctor() -> None:
    """Check this machine. Exits with 1 when something is wrong."""
    with station_desk(migrated=False) as desk:
        findings = examine(desk)
    for finding in findings:
        click.echo(f"{'ok  ' if finding.good else 'BAD '} {finding.part}: {finding.state}")
        if not finding.good:
            click.echo(f"     {finding.mend}")
    if not all(finding.good for finding in findings):
        raise click.exceptions.Exit(1)
