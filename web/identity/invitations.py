"""An invitation: a link with which a person sets a password. It works once, for a week, and a newer one replaces it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.database import Base
from scheduler.errors import NotFound
from scheduler.people import Person
from web.identity.credentials import set_password

VALID_FOR = timedelta(days=7)


class Invitation(Base):
    """Only the token's keyed hash is kept: who reads the database cannot come in with it."""

    __tablename__ = "invitation"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined")


def invite(session: Session, person: Person, now: datetime, secret: str) -> str:
    """A fresh token for `/undangan/<token>`; the person's older ones stop working."""
    session.execute(delete(Invitation).where(Invitation.person_id == person.id))
    token = secrets.token_urlsafe(24)
    session.add(Invitation(token_hash=_hash(token, secret), person=person, expires_at=now + VALID_FOR))
    session.flush()
    return token


def invited(session: Session, token: str, now: datetime, secret: str) -> Person:
    """Whom this token invites. Raises NotFound when it was used, replaced, is too old or never was."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == _hash(token, secret)))
    if not found or found.expires_at <= now or not found.person.active:
        raise NotFound(
            "This invitation is not valid any more.",
            "Ask whoever invited you for a new one: each works once, for a week.",
        )
    return found.person


def accept(session: Session, token: str, password: str, now: datetime, secret: str) -> Person:
    """Set the password and use the invitation up. Raises NotFound or Invalid; then nothing has changed."""
    person = invited(session, token, now, secret)
    set_password(session, person, password, now)
    session.execute(delete(Invitation).where(Invitation.person_id == person.id))
    return person


def _hash(token: str, secret: str) -> str:
    return hmac.new(secret.encode(), b"invitation " + token.encode(), hashlib.sha256).hexdigest()
