"""`siar user add`."""

from __future__ import annotations

import click

from scheduler import audit
from scheduler.people import add_agency, add_person, find_agency
from web.cli.opening import station_desk

COMMAND_LINE = "command line"


@click.group()
def user() -> None:
    """People."""


@user.command()
@click.argument("email")
@click.option("--role", required=True, help="admin, traffic, editor, announcer or official")
@click.option("--agency", help="code or name of the agency, for an official")
@click.option("--new-agency", help="name of an agency to be added with its first official")
@click.option("--name", default="")
def add(email: str, role: str, agency: str | None, new_agency: str | None, name: str) -> None:
    """Add a person; the invitation link stands alone on the last line."""
    from web.identity.invitations import invite

    with station_desk() as desk, desk.database.writing() as session:
        office = add_agency(session, new_agency) if new_agency else find_agency(session, agency) if agency else None
        person = add_person(session, email=email, role=role, name=name, agency=office, now=desk.now())
        audit.record(session, COMMAND_LINE, "person_added", f"person {person.id}", desk.now(), after={"role": role})
        token = invite(session, person, desk.now(), desk.settings.secret_key)
        base = desk.settings.base_url or "http://127.0.0.1:8000"
    click.echo(f"{person.email} can set a password here within a week:")
    click.echo(f"{base}/undangan/{token}")
