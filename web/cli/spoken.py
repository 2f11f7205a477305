"""`siar spoken`."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--lang", type=click.Choice(["id", "su", "en"]), help="guessed when not told")
@click.argument("text", nargs=-1)
def spoken(lang: str | None, text: tuple[str, ...]) -> None:
    """Print the words that a voice will say; without TEXT, for each line of the standard input."""
    from audio.words import speak

    if text:
        click.echo(_one_line(speak(" ".join(text), lang).words))
        return
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text stream, which can
    for line in sys.stdin:
        click.echo(_one_line(speak(line.rstrip("\r\n"), lang).words))


def _one_line(words: str) -> str:
    return " ".join(words.split())
