"""Taking sounds into the library, and what the station's productions are made of."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.inspection import inspect
from audio.media import MediaStore
from scheduler import audit
from scheduler.database import new_id
from scheduler.library import Kind, LibrarySound


def add_sound(
    session: Session,
    media: MediaStore,
    path: Path,
    kind: Kind,
    now: datetime,
    actor: str,
    *,
    title: str = "",
    artist: str = "",
    ext: str | None = None,
) -> tuple[LibrarySound, bool]:
    """Take a file into the library; False when the same content is there already.

    Raises AudioError for what is no sound. Head and tail silence become cues; the file is kept as it is.
    """
    seen = inspect(path, path.name)
    stored = media.put_file(path, ext or path.suffix.lstrip(".").lower())
    known = session.scalar(select(LibrarySound).where(LibrarySound.sha256 == stored.sha256))
    if known:
        return known, False
    sound = LibrarySound(
        id=new_id(),
        kind=kind,
        title=(title or path.stem)[:200],
        artist=artist[:200],
        sha256=stored.sha256,
        ext=stored.ext,
        bytes=stored.bytes,
        mime=MIME.get(stored.ext, "application/octet-stream"),
        duration_ms=seen.duration_ms,
        cue_in_ms=seen.cue_in_ms,
        cue_out_ms=seen.cue_out_ms,
        loudness_lufs=round(seen.loudness.integrated_lufs, 2),
        dayparts=[],
        tags=[],
        added_at=now,
    )
    session.add(sound)
    session.flush()
    audit.record(session, actor, "sound_added", f"sound {sound.id}", now, after={"title": sound.title, "kind": kind})
    return sound, True


MIME = {
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "opus": "audio/ogg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
}
