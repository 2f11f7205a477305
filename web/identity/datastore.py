"""Flask-Security's view of the credentials, on the session of the request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_security.datastore import UserDatastore
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.people import Person
from web.identity.credentials import Credential, PersonsRole


class Credentials(UserDatastore):
    """People and roles are managed elsewhere; here they are only found. The request commits, not Flask-Security."""

    def __init__(self, session: Callable[[], Session]) -> None:
        super().__init__(Credential, PersonsRole)
        self._session = session

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Credential | None:
        """By `email`, or by `fs_uniquifier`."""
        [(attribute, value)] = wanted.items()
        chosen = select(Credential)
        if attribute == "email":
            chosen = chosen.join(Person).where(Person.email == str(value).strip().lower())
        else:
            chosen = chosen.where(getattr(Credential, attribute) == value)
        return self._session().scalar(chosen)

    def put(self, model: Credential) -> Credential:
        """Let a change be part of the request's transaction."""
        self._session().add(model)
        return model

    def commit(self) -> None:
        """Send the changes to the database; the request's end commits them."""
        self._session().flush()
