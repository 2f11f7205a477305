"""Renditions: every way in which a revision was read, by a voice or by a person. One is in use; none is forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from audio.recording import Rendered
from audio.remarks import Remark
from scheduler.database import Base, new_id
from scheduler.errors import NotFound
from scheduler.events import happened
from scheduler.recordings import Recording, RecordingStatus, airing_announcement

PERSON = "person"
SHARED = (
    "sha256", "ext", "bytes", "mime", "duration_ms", "cue_in_ms", "loudness_lufs", "true_peak_dbtp", "voice", "words",
    "remarks", "peaks", "made_at",
)  # fmt: skip


class Rendition(Base):
    """A finished sound. `by` is who read it (empty for a voice); `findings` what was heard in a person's file.

    `duration_ms` from `cue_in_ms` on is what airs of the file.
    """

    __tablename__ = "rendition"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recording.id"), index=True)
    by: Mapped[str] = mapped_column(String(254), default="")
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    ext: Mapped[str] = mapped_column(String(8))
    bytes: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str] = mapped_column(String(60))
    duration_ms: Mapped[int]
    cue_in_ms: Mapped[int] = mapped_column(default=0)
    loudness_lufs: Mapped[float]
    true_peak_dbtp: Mapped[float]
    voice: Mapped[str] = mapped_column(String(80))
    words: Mapped[str]
    remarks: Mapped[list[Any]]
    findings: Mapped[list[Any]]
    peaks: Mapped[list[Any]]
    made_at: Mapped[datetime]


def rendition_from(recording: Recording, made: Rendered, now: datetime) -> Rendition:
    """A rendition of what was just made, all of it to be aired; its file must lie in the media store."""
    return Rendition(
        recording_id=recording.id,
        sha256=made.sha256,
        ext=made.path.suffix.lstrip("."),
        bytes=made.bytes,
        mime=made.mime,
        duration_ms=made.duration_ms,
        cue_in_ms=0,
        loudness_lufs=made.loudness_lufs,
        true_peak_dbtp=made.true_peak_dbtp,
        voice=made.voice,
        words=made.words,
        remarks=plain_remarks(made.remarks),
        findings=[],
        peaks=made.peaks,
        made_at=now,
        by="",
    )


def plain_remarks(remarks: Iterable[Remark]) -> list[Any]:
    """Remarks as they are kept in the database."""
    return [{"message": each.message, "values": dict(each.values)} for each in remarks]


def put_in_use(session: Session, recording: Recording, rendition: Rendition, now: datetime) -> None:
    """From now on this rendition airs. Work that is under way for the recording comes to nothing.

    Only what may air asks to be placed; a revision that is approved later asks for that itself.
    """
    session.add(rendition)
    session.flush()
    for name in SHARED:
        setattr(recording, name, getattr(rendition, name))
    recording.rendition_id, recording.detail = rendition.id, _english(rendition) or None
    recording.status, recording.progress, recording.claimed_until = RecordingStatus.READY, 100, None
    recording.outdated = recording.remaking = False
    session.flush()
    if airing_announcement(session, recording).on_air is recording.revision:
        happened(session, "recording.ready", now, recording.revision.priority, recording_id=recording.id)


def renditions_of(session: Session, recording: Recording | None) -> list[Rendition]:
    """All of a recording's renditions, the newest first."""
    if recording is None:
        return []
    asked = select(Rendition).where(Rendition.recording_id == recording.id)
    return list(session.scalars(asked.order_by(Rendition.id.desc())))


def find_rendition(session: Session, recording: Recording | None, rendition_id: str) -> Rendition:
    """One rendition of that recording. Raises NotFound."""
    found = session.get(Rendition, rendition_id)
    if found is None or recording is None or found.recording_id != recording.id:
        raise NotFound("There is no such rendition of this script.", "Reload the page and choose another.")
    return found


def _english(rendition: Rendition) -> str:
    """The rendition's remarks as one line, for the API and the log."""
    return " ".join(each["message"] % each["values"] for each in rendition.remarks)
