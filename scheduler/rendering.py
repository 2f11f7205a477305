"""Rendering: a revision's script becomes its recording. Done twice, it gives the same; killed, it is done again."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from audio.errors import SiarError
from audio.recording import Rendered
from audio.remarks import remarks_of
from audio.render import render
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from scheduler.lexicon import lexicon_of
from scheduler.productions import Style, production_template, said_in, style_of
from scheduler.progress import in_steps
from scheduler.recordings import Recording, RecordingStatus, airing_announcement, claim, report_progress
from scheduler.renditions import plain_remarks, put_in_use, rendition_from
from scheduler.station import the_station


@dataclass(frozen=True)
class Work:
    """What the render takes, and the production around it."""

    script: dict[str, Any]
    style: Style


def render_recording(desk: Desk, recording_id: str) -> None:
    """Make that recording unless it is made. Raises Unavailable while another worker is at it.

    What the voice or the disk refuses is kept as `failed`, with its reason, and tried again by the queue.
    """
    with desk.database.writing() as session:
        known = session.get(Recording, recording_id)
        if known is None or _is_made(known):
            return
        recording = claim(session, recording_id, desk.now())
        if recording is None:
            raise Unavailable("Another worker is making this recording.")
        work = _work(desk, session, recording)
    try:
        _make(desk, recording_id, work)
    except SiarError as error:
        _note_failure(desk, recording_id, error)
        raise


def _is_made(recording: Recording) -> bool:
    return recording.status == RecordingStatus.READY and not recording.remaking


def _work(desk: Desk, session: Session, recording: Recording) -> Work:
    revision, agency = recording.revision, airing_announcement(session, recording).agency
    style = style_of(session, revision.category)
    script = {
        "text": said_in(style, revision, agency.name),
        "language": revision.language,
        "voice": desk.settings.voice,
        "lexicon": lexicon_of(session, agency.id),
        "target_lufs": the_station(session).target_lufs,
        "tags": {"title": revision.title, "artist": agency.name, "language": revision.language},
    }
    return Work(script, style)


def _make(desk: Desk, recording_id: str, work: Work) -> None:
    def tell(percent: int, stage: str) -> None:
        with desk.database.writing() as session:
            report_progress(session, recording_id, percent, stage, desk.now())

    with tempfile.TemporaryDirectory(dir=desk.settings.home) as name:
        folder = Path(name)
        with desk.database.reading() as session:
            template = production_template(session, desk.media, work.style, folder)
        made = render(
            out=folder / "recording.mp3",
            cache=desk.settings.speech_cache,
            voices_folder=desk.settings.voices_folder,
            template=template,
            progress=in_steps(tell),
            **work.script,
        )
        desk.media.put_file(made.path, "mp3")
    _keep(desk, recording_id, made)


def _keep(desk: Desk, recording_id: str, made: Rendered) -> None:
    """The first worker to finish gives the recording; one that comes later changes nothing."""
    with desk.database.writing() as session:
        recording = session.get_one(Recording, recording_id, with_for_update=True)
        if not _is_made(recording):
            put_in_use(session, recording, rendition_from(recording, made, desk.now()), desk.now())


def _note_failure(desk: Desk, recording_id: str, error: SiarError) -> None:
    with desk.database.writing() as session:
        recording = session.get_one(Recording, recording_id)
        recording.claimed_until = None
        if recording.status != RecordingStatus.READY:
            recording.status, recording.detail = RecordingStatus.FAILED, str(error)
            recording.remarks = plain_remarks(remarks_of(error))
