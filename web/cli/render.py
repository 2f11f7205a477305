"""`siar render`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from scheduler.errors import Invalid


@click.command()
@click.argument("script", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="file ending in mp3, flac, opus or wav"
)
@click.option("--voice")
@click.option("--intro", type=click.Path(path_type=Path))
@click.option("--outro", type=click.Path(path_type=Path))
@click.option("--bed", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def render(
    script: Path, out: Path, voice: str | None, intro: Path | None, outro: Path | None, bed: Path | None, as_json: bool
) -> None:
    """Turn a script's text into broadcast-ready audio."""
    # numpy's linear algebra, which no render needs, would start threads that take a core from the encoder.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from audio.render import render as make
    from audio.template import Template

    text = _read(script)
    home = Path(os.environ.get("SIAR_HOME") or "var")
    made = make(
        text,
        out,
        voice=voice or os.environ.get("SIAR_VOICE") or None,
        template=Template(intro=intro, outro=outro, bed=bed),
        tags={"title": script.stem},
        voices_folder=home / "voices",
    )
    told = {
        "path": str(made.path),
        "duration_ms": made.duration_ms,
        "loudness_lufs": made.loudness_lufs,
        "true_peak_dbtp": made.true_peak_dbtp,
        "sha256": made.sha256,
        "voice": made.voice,
        "words": made.words,
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{made.path}: {made.duration_ms / 1000:.1f} s, {made.loudness_lufs:.1f} LUFS, {made.voice}")
    if made.detail:
        click.echo(made.detail, err=True)


def _read(script: Path) -> str:
    text = script.read_bytes().decode("utf-8", errors="replace").lstrip("\ufeff")
    if not text.strip():
        raise Invalid("%(file)s holds no words.", "Write the script into it, as UTF-8 text.", file=script)
    return text
