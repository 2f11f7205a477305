"""Tokens: what a program shows instead of a password. Only a hash is kept, so that a stolen database opens nothing."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.actors import Actor, acting_agency, acting_person
from scheduler.database import Base, new_id
from scheduler.people import Agency, Person


class Token(Base):
    """A token of a person or of an agency; exactly one of the two."""

    __tablename__ = "token"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    person: Mapped[Person | None] = relationship(lazy="joined")
    agency: Mapped[Agency | None] = relationship(lazy="joined")


def fresh_token() -> str:
    """A token that nobody can guess (256 bits), to be shown once."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is kept of a token. A plain hash is enough: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def add_token(session: Session, owner: Person | Agency, now: datetime) -> str:
    """Give the owner a token; the returned text is the only copy."""
    token = fresh_token()
    row = Token(token_hash=hash_token(token), created_at=now)
    row.person_id = owner.id if isinstance(owner, Person) else None
    row.agency_id = owner.id if isinstance(owner, Agency) else None
    session.add(row)
    session.flush()
    return token


def actor_of_token(session: Session, token: str) -> Actor | None:
    """Who shows this token, or None for one that is unknown, revoked, or of somebody who has left."""
    alive = (Token.token_hash == hash_token(token)) & Token.revoked_at.is_(None)
    row = session.scalar(select(Token).where(alive))
    if row is None:
        return None
    if row.person is not None:
        return acting_person(row.person) if row.person.active else None
    return acting_agency(row.agency) if row.agency else None
