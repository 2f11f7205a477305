"""Changing one's own password."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from scheduler import audit
from scheduler.errors import Forbidden, Invalid
from scheduler.people import Person
from web.identity.attempts import count_failure, forgive, is_locked
from web.identity.credentials import HASHER, Credential, credential_of, set_password


def change_password(session: Session, person: Person, old: str, new: str, address: str, now: datetime) -> Credential:
    """Set `new` when `old` is right, and end every session of this person. `address` is where the request comes from.

    Raises Invalid for a wrong old password, which counts as a failed try, and for a new one that is too short or too
    long; Forbidden after too many tries. Then only the count has changed.
    """
    if is_locked(session, person.email, address, now):
        raise Forbidden("Too many tries.", "Wait a quarter of an hour, then try again.")
    credential = credential_of(session, person)
    if not _is_right(credential, old):
        count_failure(session, person.email, address, now)
        raise Invalid("The old password is not right.", "If you no longer know it, ask the admin for an invitation.")
    set_password(session, person, new, now)
    forgive(session, person.email, address)
    audit.record(session, person.email, "password_changed", f"person {person.id}", now, after={"email": person.email})
    return credential


def _is_right(credential: Credential, password: str) -> bool:
    try:
        return HASHER.verify(credential.password or "", unicodedata.normalize("NFKD", password))
    except (VerificationError, InvalidHashError):
        return False
