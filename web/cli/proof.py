"""`siar proof verify`."""

from __future__ import annotations

from pathlib import Path

import click

from playlists.proof import verify as is_ours
from scheduler.errors import Conflict
from web.cli.opening import station_desk


@click.group()
def proof() -> None:
    """Proofs of airing."""


@proof.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Check that a proof (its CSV) is as this station made it, whole and unaltered."""
    with station_desk() as desk:
        key = desk.settings.secret_key or ""
    if not is_ours(file.read_bytes(), key):
        raise Conflict("%(file)s is not a proof as this station made it.", "Ask for the file anew.", file=file.name)
    click.echo("The proof is whole and unaltered.")
