"""`siar loudness`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def loudness(file: Path, as_json: bool) -> None:
    """Measure a file by EBU R128: LUFS, dBTP, LU and milliseconds."""
    from audio.loudness import measure

    found = asdict(measure(file))
    if as_json:
        click.echo(json.dumps(found))
        return
    click.echo(
        f"{found['integrated_lufs']:.1f} LUFS, {found['true_peak_dbtp']:.1f} dBTP, range {found['range_lu']:.1f} LU, "
        f"{found['duration_ms'] / 1000:.2f} s"
    )
