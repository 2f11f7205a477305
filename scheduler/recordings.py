"""Recordings: the finished audio of a revision, and the claim of the worker that is making it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, case, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.announcements.tables import Announcement, Revision
from scheduler.database import Base, new_id
from scheduler.events import happened

CLAIM = timedelta(seconds=10)


class RecordingStatus(StrEnum):
    """Of one recording; `none` is told of a revision that has no row here."""

    NONE = "none"
    RENDERING = "rendering"
    READY = "ready"
    FAILED = "failed"


class Recording(Base):
    """The recording of one revision: the rendition in use, or the work of making one.

    `duration_ms` from `cue_in_ms` on is what airs of the file. `outdated`: a lexicon or production changed since.
    `remaking`: a worker is to make it again; until that is done, the rendition in use airs on.
    """

    __tablename__ = "recording"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"), unique=True)
    status: Mapped[str] = mapped_column(String(10), default=RecordingStatus.NONE)
    claimed_until: Mapped[datetime | None]
    progress: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str] = mapped_column(String(40), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    ext: Mapped[str | None] = mapped_column(String(8))
    bytes: Mapped[int | None] = mapped_column(BigInteger)
    mime: Mapped[str | None] = mapped_column(String(60))
    duration_ms: Mapped[int | None]
    loudness_lufs: Mapped[float | None]
    true_peak_dbtp: Mapped[float | None]
    voice: Mapped[str | None] = mapped_column(String(80))
    words: Mapped[str | None]
    detail: Mapped[str | None]
    cue_in_ms: Mapped[int] = mapped_column(default=0)
    peaks: Mapped[list[Any]] = mapped_column(default=list)
    remarks: Mapped[list[Any]] = mapped_column(default=list)
    rendition_id: Mapped[str | None] = mapped_column(String(26))
    outdated: Mapped[bool] = mapped_column(default=False)
    remaking: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime | None]
    revision: Mapped[Revision] = relationship(lazy="joined")


def recording_of(session: Session, revision: Revision | None) -> Recording | None:
    """The recording of that revision, if there is one."""
    if revision is None:
        return None
    return session.scalar(select(Recording).where(Recording.revision_id == revision.id))


def recording_for(session: Session, revision: Revision) -> Recording:
    """The recording of that revision, begun if there is none."""
    recording = recording_of(session, revision)
    if recording is None:
        recording = Recording(revision=revision, status=RecordingStatus.NONE, attempts=0, progress=0, stage="")
        session.add(recording)
        session.flush()
    return recording


def request_recording(session: Session, revision: Revision, now: datetime) -> Recording:
    """Make sure that the revision has a recording, or will have one; asking twice changes nothing."""
    recording = recording_for(session, revision)
    if recording.status != RecordingStatus.READY:
        happened(session, "recording.wanted", now, priority=revision.priority, recording_id=recording.id)
    return recording


def request_again(session: Session, recording: Recording, now: datetime) -> None:
    """Have the voice read it anew; what airs now airs until that is done. A second wish changes nothing."""
    if recording.status != RecordingStatus.READY:
        request_recording(session, recording.revision, now)
    elif not recording.remaking:
        recording.remaking, recording.progress, recording.stage = True, 0, ""
        session.flush()
        happened(session, "recording.wanted", now, priority=recording.revision.priority, recording_id=recording.id)


def claim(session: Session, recording_id: str, now: datetime) -> Recording | None:
    """Take the recording for this worker for CLAIM, or None when it is made or another worker is at it.

    A worker that dies leaves its claim to lapse; the event is still unhandled, so the work is handed out again.
    """
    wanted = (Recording.status != RecordingStatus.READY) | Recording.remaking
    free = Recording.claimed_until.is_(None) | (Recording.claimed_until < now)
    taken = session.execute(
        update(Recording)
        .where(Recording.id == recording_id, wanted, free)
        .values(
            status=case((Recording.remaking, Recording.status), else_=RecordingStatus.RENDERING),
            claimed_until=now + CLAIM,
            attempts=Recording.attempts + 1,
            progress=0,
        )
    )
    return session.get(Recording, recording_id) if taken.rowcount else None  # type: ignore[attr-defined]  # a CursorResult: it is an UPDATE


def report_progress(session: Session, recording_id: str, percent: int, stage: str, now: datetime) -> None:
    """Tell how far the work is, and keep the claim."""
    session.execute(
        update(Recording)
        .where(Recording.id == recording_id, Recording.claimed_until.is_not(None))
        .values(progress=percent, stage=stage, claimed_until=now + CLAIM)
    )


def airing_announcement(session: Session, recording: Recording) -> Announcement:
    """The announcement that this recording belongs to."""
    announcement = session.get(Announcement, recording.revision.announcement_id)
    assert announcement is not None
    return announcement
