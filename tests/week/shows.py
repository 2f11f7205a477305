"""Short ways to say what a programme is, and who changes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor
from scheduler.programme_editing import add_programme
from scheduler.programme_fields import Show, read_show
from scheduler.programmes import Episode, Programme

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
TRAFFIC = Actor(name="traffic@radio.example", role="traffic", person_id=None, agency_id=None)
ADMIN = Actor(name="admin@radio.example", role="admin", person_id=None, agency_id=None)


def show(**changes: Any) -> Show:
    return read_show(
        {
            "title": "Lebak Pagi",
            "category": "news",
            "first_starts": "2026-11-24T10:00",
            "recurrence": "RRULE:FREQ=DAILY",
            "duration_ms": 3_600_000,
            "source": "studio",
            **changes,
        },
        WIB,
    )


def programme(session: Session, **changes: Any) -> Programme:
    return add_programme(session, TRAFFIC, show(**changes), NOW)


def episodes(session: Session, programme: Programme) -> list[Episode]:
    asked = select(Episode).where(Episode.programme_id == programme.id).order_by(Episode.nominal_at)
    return list(session.scalars(asked))


def wib(text: str) -> datetime:
    """A moment on the station's wall, `25 11.00`, in November 2026."""
    day, _, clock = text.partition(" ")
    hour, _, minute = clock.partition(".")
    return datetime(2026, 11, int(day), int(hour), int(minute), tzinfo=WIB)


def walls(found: list[Episode]) -> list[str]:
    return [f"{each.starts_at.astimezone(WIB):%d %H.%M}" for each in found]
