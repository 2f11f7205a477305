"""`siar library add`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from audio.errors import SiarError
from scheduler.errors import Invalid, NotFound
from web.cli.opening import station_desk
from web.cli.people import COMMAND_LINE


@click.group()
def library() -> None:
    """The library."""


@library.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", default="music", show_default=True, help="music, jingle, station_id, bed, programme …")
@click.option("--tag", "tags", multiple=True, help="a tag to find it by; may be given again")
@click.option("--category", default="", help="such as keroncong")
@click.option("--language", type=click.Choice(["id", "su", "en"]))
@click.option("--daypart", "dayparts", multiple=True, help="play it in this daypart only; may be given again")
def add(
    paths: tuple[Path, ...],
    kind: str,
    tags: tuple[str, ...],
    category: str,
    language: str | None,
    dayparts: tuple[str, ...],
) -> None:
    """Take audio files, or the files in folders, into the library. Exits with 1 when one could not be taken in."""
    from scheduler.announcements.submission import DAYPARTS
    from scheduler.library import Kind
    from scheduler.sounds import Use, add_heard, listen

    if kind not in list(Kind):
        raise Invalid("%(kind)s is no kind of sound.", "Use one of: %(known)s.", kind=kind, known=" ".join(Kind))
    if strange := set(dayparts) - set(DAYPARTS):
        raise Invalid("%(name)s is no daypart.", "Use: %(known)s.", name=min(strange), known=" ".join(DAYPARTS))
    use = Use(tuple(tag.strip().lower()[:60] for tag in tags), category[:40], language, dayparts)
    refused = 0
    with station_desk() as desk:
        for path in _files(paths):
            try:
                heard = listen(desk.media, path)  # without a lock: the station goes on while an hour is listened to
                with desk.database.writing() as session:
                    sound, new = add_heard(session, heard, Kind(kind), desk.now(), COMMAND_LINE, use=use)
            except SiarError as error:
                refused += 1
                click.echo(f"{path}: {error}")
                continue
            told = f"{sound.duration_ms / 1000:.1f} s" if new else f"is there already as “{sound.title}”"
            click.echo(f"{path}: {told}")
    if refused:
        raise Invalid("%(count)s files could not be taken in.", "The lines above say why.", count=refused)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise NotFound("There is no %(path)s.", "Check the path.", path=path)
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file())
        else:
            yield path
