"""Expanding recurrences into episodes, ahead of time and by the clock, never by a page view."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.programmes import Episode, Programme
from scheduler.recurrence import occurrences
from scheduler.station import the_station

AHEAD = timedelta(days=35)
BEHIND = timedelta(days=1)


def expand_programmes(session: Session, now: datetime) -> int:
    """Add the episodes of the next 35 days that are not there yet; returns how many were added."""
    zone = the_station(session).zone
    added = 0
    for programme in session.scalars(select(Programme).where(Programme.retired_at.is_(None))):
        known = set(session.scalars(select(Episode.nominal_at).where(Episode.programme_id == programme.id)))
        first = datetime.fromisoformat(programme.first_starts)
        for moment in occurrences(programme.recurrence, first, zone, after=now - BEHIND, before=now + AHEAD):
            if moment not in known:
                episode = Episode(nominal_at=moment, starts_at=moment, duration_ms=programme.duration_ms)
                programme.episodes.append(episode)
                added += 1
    session.flush()
    return added
