"""`siar voices`: which voices there are, and what a missing one needs."""

from __future__ import annotations

import os
from pathlib import Path

import click

SAMPLES = {
    "id": "Selamat pagi, pendengar. Inilah suara yang membacakan pengumuman di radio Anda.",
    "su": "Wilujeng énjing, para pamiarsa. Ieu sora anu maca pangumuman dina radio.",
    "jv": "Sugeng enjing, para pamireng. Punika swanten ingkang maos wara-wara.",
    "en": "Good morning, listeners. This is the voice that reads announcements on your radio.",
}


@click.group(invoke_without_command=True)
@click.pass_context
def voices(ctx: click.Context) -> None:
    """List the voices, and what a missing one needs."""
    if ctx.invoked_subcommand:
        return
    from audio.voices import available

    folder = _folder()
    for voice in available(folder):
        click.echo(f"{voice.name}\t{'ready' if voice.ready else f'needs {voice.needs}'}")
    click.echo(f"Piper voices go into {folder}, NAME.onnx and NAME.onnx.json each.", err=True)


@voices.command()
@click.argument("name")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="file ending in mp3, flac, opus, wav")
@click.option("--text", help="what to say instead of a greeting")
def sample(name: str, out: Path, text: str | None) -> None:
    """Let a voice say something; when it can't and another steps in, that is told on stderr."""
    from audio.render import render
    from audio.voices.catalogue import choose

    folder = _folder()
    voice = choose(name, None, folder)
    language = voice.language if voice.language in SAMPLES else "en"
    made = render(text or SAMPLES[language], out, language=language, voice=voice.name, voices_folder=folder)
    click.echo(f"{made.path}: {made.duration_ms / 1000:.1f} s, {made.voice}")
    if made.detail:
        click.echo(made.detail, err=True)


def _folder() -> Path:
    """Where Piper's voice files lie; a list needs no station, and makes none."""
    return Path(os.environ.get("SIAR_HOME") or "var").resolve() / "voices"
