"""`siar token add`."""

from __future__ import annotations

import click

from scheduler import audit
from scheduler.people import find_agency, find_person
from scheduler.tokens import add_token
from web.cli.opening import station_desk
from web.cli.people import COMMAND_LINE


@click.group()
def token() -> None:
    """Tokens of people and agencies."""


@token.command()
@click.option("--user", help="e-mail address of a person")
@click.option("--agency", help="code or name of an agency")
def add(user: str | None, agency: str | None) -> None:
    """Give a token; it stands alone on the last line, this once."""
    if bool(user) == bool(agency):
        raise click.UsageError("Give either --user or --agency.")
    with station_desk() as desk, desk.database.writing() as session:
        owner = find_person(session, user) if user else find_agency(session, agency or "")
        fresh = add_token(session, owner, desk.now())
        audit.record(session, COMMAND_LINE, "token_added", f"owner {owner.id}", desk.now())
    click.echo("The token, which is not shown again:")
    click.echo(fresh)
