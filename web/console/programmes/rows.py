"""The list of programmes as values: what is next of each, what it lacks, and what it kept of its quota."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.deliveries import MissingRecording, missing_recordings
from scheduler.expanding import AHEAD
from scheduler.pattern import Quota, quotas
from scheduler.programmes import Episode, Programme, programmes


@dataclass(frozen=True)
class Row:
    """A programme with its next episode, the recordings that are missing in the next 35 days (the first is due
    first), and its quota of this week or month."""

    programme: Programme
    next: Episode | None
    missing: tuple[MissingRecording, ...]
    quota: Quota | None

    @property
    def late(self) -> bool:
        """Whether a recording should have been here by now."""
        return any(each.late for each in self.missing)


def programme_rows(session: Session, today: date, now: datetime) -> list[Row]:
    """All programmes in use, by title."""
    coming, missing = _coming(session, now), missing_recordings(session, now, now + AHEAD)
    owed = {each.programme.id: each for each in quotas(session, today, today, now)}
    return [
        Row(
            each,
            coming.get(each.id),
            tuple(one for one in missing if one.episode.programme_id == each.id),
            owed.get(each.id),
        )
        for each in programmes(session)
    ]


def _coming(session: Session, now: datetime) -> dict[str, Episode]:
    to_come = (Episode.starts_at > now) & Episode.cancelled.is_(False)
    first = select(Episode.programme_id, func.min(Episode.starts_at).label("at")).where(to_come)
    nearest = first.group_by(Episode.programme_id).subquery()
    asked = select(Episode).join(
        nearest, (Episode.programme_id == nearest.c.programme_id) & (Episode.starts_at == nearest.c.at)
    )
    return {each.programme_id: each for each in session.scalars(asked)}
