"""A programme's form as somebody fills it in, and what is there afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.programmes import Episode, Programme

FORM = {
    "title": "Bupati Menyapa",
    "category": "public_service",
    "language": "id",
    "host": "Yayah Rokayah",
    "day": "2026-11-26",
    "time": "11:00",
    "minutes": "30",
    "repeat": "weekly",
    "days": ["TU", "TH"],
    "every": "1",
    "source": "file",
    "deadline_min": "1440",
    "replacement": "repeat",
    "quota": "2",
    "quota_period": "week",
}


def filled(**changes: Any) -> dict[str, Any]:
    return {**FORM, **changes}


def add(browser: Any, **changes: Any) -> str:
    """The id of the programme that the form makes."""
    answer = browser.post("/program/baru", data=filled(**changes))
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.location.rsplit("/", 1)[-1])


def the_programme(session: Session) -> Programme:
    return session.scalars(select(Programme)).one()


def episodes(session: Session) -> list[Episode]:
    return list(session.scalars(select(Episode).order_by(Episode.starts_at)))
