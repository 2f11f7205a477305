"""`siar calendar export`, `siar calendar import`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.errors import Invalid
from web.cli.opening import station_desk
from web.cli.people import COMMAND_LINE

if TYPE_CHECKING:
    from scheduler.calendar_import import Change, Preview

SIGNS = {"add": "new", "change": "changed", "same": "as it is", "refused": "refused"}


@click.group()
def calendar() -> None:
    """The programmes as an iCalendar file."""


@calendar.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
def export(file: Path | None) -> None:
    """Write all programmes to FILE, or to stdout."""
    from scheduler.calendar_file import calendar_file

    with station_desk() as desk, desk.database.reading() as session:
        data = calendar_file(session, desk.now())
    if file:
        file.write_bytes(data)
    else:
        click.get_binary_stream("stdout").write(data)


@calendar.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--preview", is_flag=True, help="only tell what it would change")
def import_(file: Path, preview: bool) -> None:
    """Take the programmes of FILE over, all or nothing; one line for each."""
    from scheduler.actors import Actor
    from scheduler.calendar_import import import_calendar, preview_import
    from scheduler.calendar_reading import LARGEST
    from scheduler.people import Role

    with file.open("rb") as source:
        data = source.read(LARGEST + 1)
    with station_desk() as desk, desk.database.writing() as session:
        shown = preview_import(session, data, desk.now())
        click.echo("\n".join(_lines(shown)))
        if shown.refused:
            raise Invalid("Some entries can't be taken in; none was.", "Mend or remove them.")
        if not preview:
            actor = Actor(name=COMMAND_LINE, role=Role.ADMIN, person_id=None, agency_id=None)
            import_calendar(session, actor, data, shown.digest, desk.now())


def _lines(preview: Preview) -> Iterator[str]:
    for change in preview.changes:
        yield f"{SIGNS[change.kind]}: {change.entry.title or change.entry.uid}{_more(change)}"


def _more(change: Change) -> str:
    from web.cli.language import translated

    if change.entry.fault:
        return f": {translated(change.entry.fault)}"
    told = [*change.fields, *([f"{len(change.alterations)} episodes of their own"] if change.alterations else [])]
    return f" ({', '.join(told)})" if told else ""
