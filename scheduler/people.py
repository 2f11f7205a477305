"""Who is here: the offices that ask for announcements, and the people of the station and of the offices."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.database import Base, new_id
from scheduler.errors import Conflict, Invalid, NotFound


class Role(StrEnum):
    """What a person may do. Credentials are another matter, and another room's."""

    ADMIN = "admin"
    TRAFFIC = "traffic"
    EDITOR = "editor"
    ANNOUNCER = "announcer"
    OFFICIAL = "official"


STAFF = frozenset({Role.ADMIN, Role.TRAFFIC, Role.EDITOR, Role.ANNOUNCER})
DECIDERS = frozenset({Role.ADMIN, Role.TRAFFIC, Role.EDITOR})
PLANNERS = frozenset({Role.ADMIN, Role.TRAFFIC})


class Agency(Base):
    """An office of the district (OPD)."""

    __tablename__ = "agency"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    telephone: Mapped[str] = mapped_column(String(40), default="")
    people: Mapped[list[Person]] = relationship(back_populates="agency")


class Person(Base):
    """Somebody of the station or of an office; an official belongs to an agency, staff to none."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(12))
    agency_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"))
    language: Mapped[str] = mapped_column(String(2), default="id")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    agency: Mapped[Agency | None] = relationship(back_populates="people", lazy="joined")

    @property
    def is_staff(self) -> bool:
        """Whether this is one of the station's own people."""
        return self.role in STAFF


EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,189}")


def add_agency(session: Session, name: str, code: str | None = None) -> Agency:
    """A new office; the code is made from the name when there is none."""
    name = " ".join(name.split())
    if not name:
        raise Invalid("An agency needs a name.")
    if session.scalar(select(Agency).where(Agency.name == name)):
        raise Conflict("There already is an agency named %(name)s.", name=name)
    agency = Agency(name=name, code=code or _free_code(session, name))
    session.add(agency)
    session.flush()
    return agency


def find_agency(session: Session, name_or_code: str) -> Agency:
    """The office of that name or code, however it is capitalised."""
    wanted = " ".join(name_or_code.split()).lower()
    found = session.scalar(
        select(Agency).where((func.lower(Agency.name) == wanted) | (func.lower(Agency.code) == wanted))
    )
    if not found:
        raise NotFound("There is no agency named %(name)s.", "See the list of agencies.", name=name_or_code[:80])
    return found


def add_person(
    session: Session, *, email: str, role: str, now: datetime, name: str = "", agency: Agency | None = None
) -> Person:
    """A new person, who still has no way to sign in.

    Raises Invalid for an address, a role or an agency that does not fit, Conflict for an address in use.
    """
    email = email.strip().lower()
    if not EMAIL.fullmatch(email):
        raise Invalid("%(email)s is not an e-mail address.", email=email[:80])
    if role not in list(Role):
        raise Invalid("%(role)s is not a role.", "Use one of: %(roles)s.", role=role[:40], roles=" ".join(Role))
    if (role == Role.OFFICIAL) != (agency is not None):
        raise Invalid("An official belongs to an agency, and staff to none.", "Name the agency with --agency CODE.")
    if session.scalar(select(Person).where(Person.email == email)):
        raise Conflict("%(email)s is already known here.", email=email)
    person = Person(email=email, name=name or email.partition("@")[0], role=role, agency=agency, created_at=now)
    session.add(person)
    session.flush()
    return person


def find_person(session: Session, email: str) -> Person:
    """The person with that address."""
    found = session.scalar(select(Person).where(Person.email == email.strip().lower()))
    if not found:
        raise NotFound("Nobody here has the address %(email)s.", "Add them with: siar user add.", email=email[:80])
    return found


def _free_code(session: Session, name: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:36] or "opd"
    taken = set(session.scalars(select(Agency.code).where(Agency.code.startswith(stem, autoescape=True))))
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)
