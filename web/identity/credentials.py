"""What a person signs in with. It hangs on a person who exists without it, so that anyone can be invited later."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from uuid import uuid4

from argon2 import PasswordHasher
from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.database import Base, new_id
from scheduler.errors import Invalid
from scheduler.people import Person

ROUNDS, MEMORY_KIB, LANES = 2, 19_456, 1
HASHER = PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)
SHORTEST, LONGEST = 10, 200


class PersonsRole(RoleMixin):
    """A person's role as Flask-Security wants to see it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def get_permissions(self) -> set[str]:
        """None: roles alone decide here."""
        return set()


class Credential(Base, UserMixin):
    """A person's password and second factor.

    `fs_uniquifier` stands in the session cookie: changing it ends all sessions.
    """

    __tablename__ = "credential"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)  # type: ignore[assignment]  # theirs is a number
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    password_set_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def email(self) -> str:  # type: ignore[override]  # it is the person's
        """The address under which the person is known."""
        return self.person.email

    @property
    def active(self) -> bool:  # type: ignore[override]  # it is the person's
        """Whether the person may still come in."""
        return self.person.active

    @property
    def roles(self) -> list[PersonsRole]:  # type: ignore[override]  # it is the person's
        """The one role of the person."""
        return [PersonsRole(self.person.role)]


def credential_of(session: Session, person: Person) -> Credential:
    """The person's credential; one without a password is made when there is none."""
    found = session.scalar(select(Credential).where(Credential.person_id == person.id))
    if not found:
        found = Credential(person=person, fs_uniquifier=uuid4().hex)
        session.add(found)
        session.flush()
    return found


def set_password(session: Session, person: Person, password: str, now: datetime | None = None) -> None:
    """Set it and end every session of this person. Raises Invalid when it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(
            "A password has %(shortest)d to %(longest)d characters.",
            "Four words that only you would put together are easy to remember.",
            shortest=SHORTEST,
            longest=LONGEST,
        )
    credential = credential_of(session, person)
    credential.password = HASHER.hash(unicodedata.normalize("NFKD", password))
    credential.fs_uniquifier = uuid4().hex
    credential.password_set_at = now
    session.flush()
