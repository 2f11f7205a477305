"""Short ways to say who does what with an announcement."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scheduler.actors import Actor, acting_agency, acting_person
from scheduler.announcements.submission import Submission, read_submission
from scheduler.announcements.tables import Announcement
from scheduler.announcements.writing import write
from scheduler.people import find_agency, find_person
from tests.conftest import NOW

TODAY = date(2026, 11, 24)


def flight(**changes: Any) -> dict[str, Any]:
    return {
        "first_day": "2026-11-24",
        "last_day": "2026-11-30",
        "spots_per_day": 3,
        "dayparts": ["pagi", "siang"],
        **changes,
    }


def script(**changes: Any) -> dict[str, Any]:
    return {"title": "Imunisasi campak", "body": "Bawa anak ke Posyandu terdekat.", "flight": flight(), **changes}


def submission(**changes: Any) -> Submission:
    return read_submission(script(**changes), TODAY)


def the(session: Session, email: str) -> Actor:
    """`editor` for the station's editor, or an official's address."""
    return acting_person(find_person(session, email if "@" in email else f"{email}@radio.example"))


def office(session: Session, code: str) -> Actor:
    return acting_agency(find_agency(session, code))


def submitted(session: Session, by: str = "sehat@dinkes.example", **changes: Any) -> Announcement:
    return write(session, the(session, by), submission(**changes), NOW)[0]
