"""Takes: what a person has read, in the browser or into a file; and which rendition of a script airs."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from audio.inspection import Finding, Inspection
from audio.recording import Rendered
from audio.render import Progress
from audio.take import Take, accept
from audio.words import reading_time_ms
from scheduler import audit
from scheduler.actors import Actor
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import ENDED, Revision
from scheduler.desk import Desk
from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.outdating import spoken_now
from scheduler.recordings import Recording, recording_for, recording_of, request_again
from scheduler.renditions import PERSON, Rendition, find_rendition, put_in_use, rendition_from
from scheduler.station import the_station

FITTING = (0.6, 1.7)


@dataclass(frozen=True)
class Read:
    """Of which revision a file is a take. `name` is what the person called the file."""

    announcement_id: str
    revision: int
    name: str


def take_in(desk: Desk, actor: Actor, read: Read, source: Path, progress: Progress | None = None) -> Rendition:
    """Bring a person's file to broadcast loudness and let it air in place of what was heard before.

    Listening and encoding hold no lock of the database. Raises ForeignAudio for what cannot be aired, Forbidden for
    an official, Conflict for a script that has ended.
    """
    with desk.database.reading() as session:
        revision = revision_to_read(session, actor, read.announcement_id, read.revision)
        expected_ms = reading_time_ms(spoken_now(session, revision))
        target_lufs = the_station(session).target_lufs
        tags = {"title": revision.title, "artist": revision.announcement.agency.name, "language": revision.language}
    with tempfile.TemporaryDirectory(dir=desk.settings.home) as folder:
        out = Path(folder) / "take.mp3"
        take = accept(source, out, name=read.name, tags=tags, target_lufs=target_lufs, progress=progress)
        desk.media.put_file(out, "mp3")
    with desk.database.writing() as session:
        return _keep(session, actor, read, take, expected_ms, desk.now())


def use_rendition(session: Session, actor: Actor, read: Read, rendition_id: str, now: datetime) -> None:
    """Let an earlier rendition air again."""
    revision = revision_to_read(session, actor, read.announcement_id, read.revision)
    recording = recording_of(session, revision)
    rendition = find_rendition(session, recording, rendition_id)
    assert recording is not None
    _change(session, actor, recording, rendition, "rendition_chosen", now)
    if rendition.voice != PERSON:
        recording.outdated = spoken_now(session, revision).words != recording.words


def read_again(session: Session, actor: Actor, read: Read, now: datetime) -> None:
    """Have the voice read it anew; what airs now airs until that is done."""
    revision = revision_to_read(session, actor, read.announcement_id, read.revision)
    request_again(session, recording_for(session, revision), now)
    audit.record(session, actor.name, "reading_wanted", f"announcement {read.announcement_id}", now)


def revision_to_read(session: Session, actor: Actor, announcement_id: str, number: int) -> Revision:
    """That revision, if this actor may read it to the microphone: the station's people, while it lives."""
    announcement = find_announcement(session, actor, announcement_id)
    if not actor.is_staff:
        raise Forbidden("Only the station's own people record scripts.", "Ask the station to read it.")
    if announcement.status in ENDED:
        raise Conflict("This script has ended.", "Write a new one.")
    for revision in announcement.revisions:
        if revision.number == number:
            return revision
    raise NotFound("This script has no revision %(number)s.", "Reload the page.", number=number)


def misfit(duration_ms: int, expected_ms: int) -> Finding | None:
    """What to tell when a take is far shorter or longer than its script takes to read, both in milliseconds."""
    low, high = FITTING
    if low * expected_ms <= duration_ms <= high * expected_ms:
        return None
    values = (("seconds", round(duration_ms / 1000)), ("expected", round(expected_ms / 1000)))
    message = "The take lasts %(seconds)s seconds; this script takes about %(expected)s to read."
    return Finding("length", 0, message, "Check that it is the whole script, and this one.", values)


def _keep(session: Session, actor: Actor, read: Read, take: Take, expected_ms: int, now: datetime) -> Rendition:
    revision = revision_to_read(session, actor, read.announcement_id, read.revision)
    recording = recording_for(session, revision)
    rendition = _rendition(recording, take.recording, take.inspection, now)
    rendition.by = actor.name
    if odd := misfit(rendition.duration_ms, expected_ms):
        rendition.findings = [_plain(odd), *rendition.findings]
    _change(session, actor, recording, rendition, "take_kept", now)
    return rendition


def _rendition(recording: Recording, made: Rendered, heard: Inspection, now: datetime) -> Rendition:
    rendition = rendition_from(recording, made, now)
    rendition.cue_in_ms, rendition.duration_ms = heard.cue_in_ms, heard.cue_out_ms - heard.cue_in_ms
    rendition.findings = [_plain(each) for each in heard.findings]
    rendition.words = recording.words or recording.revision.body
    return rendition


def _plain(finding: Finding) -> dict[str, object]:
    values = {name: str(value) for name, value in finding.values}
    return {"at_ms": finding.at_ms, "message": finding.message, "mend": finding.mend, "values": values}


def _change(
    session: Session, actor: Actor, recording: Recording, rendition: Rendition, act: str, now: datetime
) -> None:
    before = {"sha256": recording.sha256, "voice": recording.voice}
    put_in_use(session, recording, rendition, now)
    after = {"sha256": rendition.sha256, "voice": rendition.voice}
    subject = f"announcement {recording.revision.announcement_id}"
    audit.record(session, actor.name, act, subject, now, before, after)
