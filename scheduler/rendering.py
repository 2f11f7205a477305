"""Rendering: a revision's script becomes its recording. Done twice, it gives the same; killed, it is done again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from audio.errors import SiarError
from audio.recording import Rendered
from audio.render import render
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from scheduler.events import happened
from scheduler.recordings import Recording, RecordingStatus, airing_announcement, claim, report_progress
from scheduler.sounds import production_template
from scheduler.station import the_station


def render_recording(desk: Desk, recording_id: str) -> None:
    """Make that recording unless it is made. Raises Unavailable while another worker is at it.

    What the voice or the disk refuses is kept as `failed`, with its reason, and tried again by the queue.
    """
    with desk.database.writing() as session:
        known = session.get(Recording, recording_id)
        if known is None or known.status == RecordingStatus.READY:
            return
        recording = claim(session, recording_id, desk.now())
        if recording is None:
            raise Unavailable("Another worker is making this recording.")
        revision, announcement = recording.revision, airing_announcement(session, recording)
        job: dict[str, Any] = {
            "text": revision.body,
            "language": revision.language,
            "voice": desk.settings.voice,
            "target_lufs": the_station(session).target_lufs,
            "tags": {"title": revision.title, "artist": announcement.agency.name, "language": revision.language},
            "template": production_template(session, desk.media, revision.category),
        }
    try:
        _make(desk, recording_id, job)
    except SiarError as error:
        _note_failure(desk, recording_id, error)
        raise


def _make(desk: Desk, recording_id: str, job: dict[str, Any]) -> None:
    def progress(percent: int, stage: str) -> None:
        with desk.database.writing() as session:
            report_progress(session, recording_id, percent, stage, desk.now())

    with tempfile.TemporaryDirectory(dir=desk.settings.home) as folder:
        made = render(
            out=Path(folder) / "recording.mp3",
            cache=desk.settings.speech_cache,
            voices_folder=desk.settings.voices_folder,
            progress=progress,
            **job,
        )
        desk.media.put_file(made.path, "mp3")
    _keep(desk, recording_id, made)


def _keep(desk: Desk, recording_id: str, made: Rendered) -> None:
    """The first worker to finish gives the recording; one that comes later changes nothing."""
    with desk.database.writing() as session:
        recording = session.get_one(Recording, recording_id, with_for_update=True)
        if recording.status == RecordingStatus.READY:
            return
        recording.status, recording.claimed_until, recording.progress = RecordingStatus.READY, None, 100
        recording.sha256, recording.ext, recording.bytes = made.sha256, "mp3", made.bytes
        recording.mime, recording.duration_ms = made.mime, made.duration_ms
        recording.loudness_lufs, recording.true_peak_dbtp = made.loudness_lufs, made.true_peak_dbtp
        recording.voice, recording.words, recording.detail = made.voice, made.words, made.detail or None
        recording.made_at = desk.now()
        happened(session, "recording.ready", desk.now(), recording.revision.priority, recording_id=recording_id)


def _note_failure(desk: Desk, recording_id: str, error: SiarError) -> None:
    with desk.database.writing() as session:
        recording = session.get_one(Recording, recording_id)
        if recording.status != RecordingStatus.READY:
            recording.status, recording.claimed_until, recording.detail = RecordingStatus.FAILED, None, str(error)
