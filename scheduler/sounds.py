"""Taking sounds into the library, and what the station's productions are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.inspection import inspect
from audio.media import MediaStore
from scheduler import audit
from scheduler.database import new_id
from scheduler.file_tags import file_tags
from scheduler.library import Kind, LibrarySound


@dataclass(frozen=True)
class Use:
    """How a sound may be used: in which dayparts (none: in all), and its tags, category and language."""

    tags: tuple[str, ...] = ()
    category: str = ""
    language: str | None = None
    dayparts: tuple[str, ...] = ()


ANY_USE = Use()


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
    use: Use = ANY_USE,
) -> tuple[LibrarySound, bool]:
    """Take a file into the library; False when the same content is there already, by whatever name.

    Raises AudioError for what is no sound. Head and tail silence become cues; the file is kept as it is. Title and
    artist are the file's own tags where none are given.
    """
    seen = inspect(path, path.name)
    stored = media.put_file(path, ext or path.suffix.lstrip(".").lower())
    known = session.scalar(select(LibrarySound).where(LibrarySound.sha256 == stored.sha256))
    if known:
        return known, False
    own = {} if title else file_tags(path)
    sound = LibrarySound(
        id=new_id(),
        kind=kind,
        title=(title or own.get("title") or path.stem)[:200],
        artist=(artist or own.get("artist", ""))[:200],
        language=use.language,
        sha256=stored.sha256,
        ext=stored.ext,
        bytes=stored.bytes,
        mime=MIME.get(stored.ext, "application/octet-stream"),
        duration_ms=seen.duration_ms,
        cue_in_ms=seen.cue_in_ms,
        cue_out_ms=seen.cue_out_ms,
        loudness_lufs=round(seen.loudness.integrated_lufs, 2),
        dayparts=list(use.dayparts),
        tags=list(use.tags),
        category=use.category or own.get("genre", "")[:40],
        version=1,
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
