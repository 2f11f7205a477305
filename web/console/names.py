"""People are written down by e-mail address; pages call them by name."""

from __future__ import annotations

from flask import Flask, g
from flask_babel import gettext
from sqlalchemy import select

from scheduler.people import Person
from web.console.labels import ROLE
from web.console.scope import db


def install_names(app: Flask) -> None:
    """Give the templates `name_of` and `office_of`."""
    app.jinja_env.globals.update(name_of=name_of, office_of=office_of)


def name_of(acting: str) -> str:
    """The person's name; what acted by itself (`clock`) keeps its own, an agency's token has none."""
    person = _people().get(acting)
    if person is None and acting.startswith("agency "):
        return str(gettext("its own system"))
    return person.name if person else acting


def office_of(acting: str) -> str:
    """The office of an official, the role of staff, nothing for what is no person."""
    person = _people().get(acting)
    if person is None:
        return ""
    return person.agency.name if person.agency else str(ROLE.get(person.role, person.role))


def _people() -> dict[str, Person]:
    if "people" not in g:
        g.people = {person.email: person for person in db().scalars(select(Person))}
    found: dict[str, Person] = g.people
    return found
