"""Recordings of episodes: which are missing, by when they are due, and what airs in the place of a missing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.library import LibrarySound
from scheduler.programmes import Episode, Replacement, Source, episodes_between


@dataclass(frozen=True)
class MissingRecording:
    """An episode without its recording; `late` once the deadline is past. `stands_in`: what airs until it comes."""

    episode: Episode
    due_at: datetime
    late: bool
    stands_in: LibrarySound | None


def is_missing(episode: Episode) -> bool:
    """Whether the episode airs from a file and has none."""
    return episode.programme.source == Source.FILE and episode.sound_id is None


def missing_recordings(session: Session, now: datetime, until: datetime) -> list[MissingRecording]:
    """The episodes to come that have no recording yet, in order."""
    missing = [each for each in episodes_between(session, now, until) if is_missing(each)]
    return [
        MissingRecording(each, due, due <= now, airing_sound(session, each))
        for each in missing
        if (due := each.starts_at - timedelta(minutes=each.programme.deadline_min))
    ]


def airing_sound(session: Session, episode: Episode) -> LibrarySound | None:
    """What airs in an episode that comes from a file: its recording, or what its programme's rule puts in its place;
    None: the library fills its time."""
    if episode.sound_id:
        return session.get(LibrarySound, episode.sound_id)
    if episode.programme.replacement == Replacement.STANDBY and episode.programme.standby_sound_id:
        return session.get(LibrarySound, episode.programme.standby_sound_id)
    if episode.programme.replacement == Replacement.REPEAT:
        return _newest_before(session, episode)
    return None


def _newest_before(session: Session, episode: Episode) -> LibrarySound | None:
    earlier = (Episode.programme_id == episode.programme_id) & (Episode.starts_at < episode.starts_at)
    asked = select(LibrarySound).join(Episode, Episode.sound_id == LibrarySound.id)
    return session.scalars(asked.where(earlier).order_by(Episode.starts_at.desc())).first()
