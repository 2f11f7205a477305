"""`siar backup` and `siar restore`."""

from __future__ import annotations

from pathlib import Path

import click

from web.cli.opening import station_desk


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the database and the media into one archive, while the station runs."""
    from web.backup.archive import back_up

    with station_desk() as desk:
        made = back_up(desk, file, desk.now())
    click.echo(f"{file}: {sum(made.rows.values())} rows, {made.media} media files")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring a station back from an archive, into an empty SIAR_HOME and database."""
    from web.backup.restoring import restore as bring_back

    with station_desk(migrated=False) as desk:
        made = bring_back(desk, file, desk.now())
    click.echo(f"{file}: {sum(made.rows.values())} rows, {made.media} media files are back")
