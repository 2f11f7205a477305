"""Two people editing at once: who changed an episode since it was read, and how it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.audit import AuditLine
from scheduler.programmes import Episode


@dataclass(frozen=True)
class Since:
    """What somebody did meanwhile: who and when (None where the log does not tell)."""

    episode: Episode
    who: str | None
    at: datetime | None


def changed_since(session: Session, episode_id: str, read_version: int) -> Since | None:
    """Who changed the episode after this version of it was read; None when nobody did."""
    episode = session.get(Episode, episode_id)
    if episode is None or episode.version == read_version:
        return None
    subjects = (f"episode {episode.id}", f"programme {episode.programme_id}")
    asked = select(AuditLine).where(AuditLine.subject.in_(subjects)).order_by(AuditLine.seq.desc()).limit(1)
    line = session.scalars(asked).first()
    return Since(episode, line.actor if line else None, line.at if line else None)
