"""Which recordings say other words than they would if they were made now: after a change of lexicon or production."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.words import Spoken, speak
from scheduler.announcements.tables import ENDED, Announcement, Revision
from scheduler.lexicon import lexicon_of
from scheduler.productions import said_in, style_of
from scheduler.recordings import Recording, RecordingStatus
from scheduler.renditions import PERSON


def spoken_now(session: Session, revision: Revision) -> Spoken:
    """The words that a voice would say for this revision today."""
    agency = revision.announcement.agency
    text = said_in(style_of(session, revision.category), revision, agency.name)
    return speak(text, revision.language, lexicon_of(session, agency.id))


def mark_outdated(session: Session, category: str | None = None) -> int:
    """Mark each recording whose words would be others now, and all of `category`, whose sounds have changed.

    Gives how many are marked. What a person has read stays as it was read.
    """
    for recording in _voiced(session):
        restyled = recording.revision.category == category
        recording.outdated = restyled or spoken_now(session, recording.revision).words != recording.words
    session.flush()
    return len(outdated(session))


def outdated(session: Session) -> list[Recording]:
    """The marked recordings of what may still air, except those that are being made again."""
    return [each for each in _voiced(session) if each.outdated and not each.remaking]


def _voiced(session: Session) -> Iterator[Recording]:
    asked = (
        select(Recording, Announcement)
        .join(Revision, Recording.revision_id == Revision.id)
        .join(Announcement, Revision.announcement_id == Announcement.id)
        .where(Recording.status == RecordingStatus.READY, Recording.voice != PERSON, Announcement.status.not_in(ENDED))
        .where((Revision.number == Announcement.revision) | (Revision.number == Announcement.approved_revision))
        .order_by(Recording.id)
    )
    return (recording for recording, _ in session.execute(asked))
