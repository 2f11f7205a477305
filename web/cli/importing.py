"""`siar import`: announcements in bulk, all or nothing."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy.orm import Session

from audio.errors import SiarError
from scheduler.actors import Actor, acting_person
from scheduler.announcements.bulk import read_rows
from scheduler.errors import Invalid, NotFound
from scheduler.people import Role, add_agency, find_agency, find_person
from web.cli.opening import station_desk
from web.cli.people import COMMAND_LINE


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "email", help="whose announcements they are; without it they are the command line's")
@click.option("--create-agencies", is_flag=True, help="add agencies that are not known yet")
def import_(file: Path, email: str | None, create_agencies: bool) -> None:
    """Take announcements in from JSON, CSV or XLSX. One line for each: its id, or what is wrong with it."""
    from scheduler.announcements.submission import read_submission
    from scheduler.announcements.writing import write
    from scheduler.station import the_station

    rows = read_rows(file)
    taken: list[str] = []
    wrong: list[str] = []
    with station_desk() as desk, desk.database.writer() as session, session.begin() as transaction:
        today = the_station(session).day_of(desk.now())
        actor = acting_person(find_person(session, email)) if email else _command_line()
        for number, row in enumerate(rows, 1):
            try:
                submission = read_submission(row, today)
                if create_agencies and submission.agency:
                    _ensure_agency(session, submission.agency)
                announcement, is_new = write(session, actor, submission, desk.now())
                taken.append(announcement.id if is_new else f"{announcement.id} (is there already)")
            except SiarError as error:
                wrong.append(f"{number}: {error}")
        if wrong:
            transaction.rollback()
    click.echo("\n".join(wrong or taken))
    if wrong:
        raise Invalid(
            "%(wrong)s of %(all)s are wrong; none was taken in.",
            "Mend them, then try again.",
            wrong=len(wrong),
            all=len(rows),
        )


def _ensure_agency(session: Session, name: str) -> None:
    try:
        find_agency(session, name)
    except NotFound:
        add_agency(session, name)


def _command_line() -> Actor:
    return Actor(name=COMMAND_LINE, role=Role.TRAFFIC, person_id=None, agency_id=None)
