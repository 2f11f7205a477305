"""Failed sign-ins, counted in the database: what a web process counts in memory its neighbours do not know."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base, new_id

WINDOW = timedelta(minutes=15)
PER_EMAIL_AND_ADDRESS = 5
PER_ADDRESS = 50


class FailedSignIn(Base):
    """One wrong password, from one network address, for one e-mail address (known here or not)."""

    __tablename__ = "failed_sign_in"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


def count_failure(session: Session, email: str, address: str, now: datetime) -> None:
    """Remember a failure, and forget those that count no more."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.at < now - WINDOW))
    session.add(FailedSignIn(email=_plain(email), address=address[:64], at=now))
    session.flush()


def forgive(session: Session, email: str, address: str) -> None:
    """A right password clears that person's failures from that address."""
    session.execute(
        delete(FailedSignIn).where(FailedSignIn.email == _plain(email), FailedSignIn.address == address[:64])
    )


def is_locked(session: Session, email: str, address: str, now: datetime) -> bool:
    """Whether another try must wait: for this e-mail from this address, or for anyone from it.

    Never by e-mail alone: then a stranger could keep a person out.
    """
    recent = select(func.count()).where(FailedSignIn.address == address[:64], FailedSignIn.at > now - WINDOW)
    if (session.scalar(recent) or 0) >= PER_ADDRESS:
        return True
    return (session.scalar(recent.where(FailedSignIn.email == _plain(email))) or 0) >= PER_EMAIL_AND_ADDRESS


def _plain(email: str) -> str:
    return email.strip().lower()[:254]
