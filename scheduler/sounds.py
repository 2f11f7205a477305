"""Taking sounds into the library, and what the station's productions are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.inspection import Inspection, inspect
from audio.media import MediaStore, Stored
from scheduler import audit
from scheduler.changes import next_version, one_step
from scheduler.database import new_id
from scheduler.file_tags import file_tags
from scheduler.library import Kind, LibrarySound

SUFFIX = re.compile(r"[a-z0-9]{1,8}", re.ASCII)


@dataclass(frozen=True)
class Use:
    """How a sound may be used: in which dayparts (none: in all), and its tags, category and language."""

    tags: tuple[str, ...] = ()
    category: str = ""
    language: str | None = None
    dayparts: tuple[str, ...] = ()


ANY_USE = Use()
UNNAMED = "audio"


@dataclass(frozen=True)
class Heard:
    """A file that was listened to and lies in the media store, but is not in the library. `name` is its file name,
    `tags` what it says of itself."""

    name: str
    stored: Stored
    seen: Inspection
    tags: Mapping[str, str]


def listen(media: MediaStore, path: Path, name: str = "", ext: str | None = None) -> Heard:
    """Listen to a file and keep it. Takes as long as the sound is; holds no lock. Raises AudioError for no sound."""
    name = name or path.name
    suffix = ext or Path(name).suffix.lstrip(".").lower()
    seen = inspect(path, name)
    return Heard(name, media.put_file(path, suffix if SUFFIX.fullmatch(suffix) else UNNAMED), seen, file_tags(path))


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
    heard = listen(media, path, ext=ext)
    return add_heard(session, heard, kind, now, actor, title=title, artist=artist, use=use)


def add_heard(
    session: Session,
    heard: Heard,
    kind: Kind,
    now: datetime,
    actor: str,
    *,
    title: str = "",
    artist: str = "",
    use: Use = ANY_USE,
) -> tuple[LibrarySound, bool]:
    """As `add_sound`, of a file that was listened to before. One that was retired comes back into use."""
    known = session.scalar(select(LibrarySound).where(LibrarySound.sha256 == heard.stored.sha256))
    if known:
        _bring_back(session, known, now, actor)
        return known, False
    sound = _row(heard, kind, title, artist, use, now)
    session.add(sound)
    session.flush()
    audit.record(session, actor, "sound_added", f"sound {sound.id}", now, after={"title": sound.title, "kind": kind})
    return sound, True


def _row(heard: Heard, kind: Kind, title: str, artist: str, use: Use, now: datetime) -> LibrarySound:
    own = {} if title else heard.tags
    return LibrarySound(
        id=new_id(),
        kind=kind,
        title=(title or own.get("title") or Path(heard.name).stem)[:200],
        artist=(artist or own.get("artist", ""))[:200],
        language=use.language,
        sha256=heard.stored.sha256,
        ext=heard.stored.ext,
        bytes=heard.stored.bytes,
        mime=MIME.get(heard.stored.ext, "application/octet-stream"),
        duration_ms=heard.seen.duration_ms,
        cue_in_ms=heard.seen.cue_in_ms,
        cue_out_ms=heard.seen.cue_out_ms,
        loudness_lufs=round(heard.seen.loudness.integrated_lufs, 2),
        dayparts=list(use.dayparts),
        tags=list(use.tags),
        category=use.category or own.get("genre", "")[:40],
        version=1,
        added_at=now,
    )


def _bring_back(session: Session, sound: LibrarySound, now: datetime, actor: str) -> None:
    if sound.retired_at:
        with one_step(session, actor, "sound_brought_back", f"sound {sound.id}", now):
            next_version(sound, None)
            sound.retired_at = None


MIME = {
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "opus": "audio/ogg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
}
