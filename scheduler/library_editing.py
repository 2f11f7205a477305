"""Editing the library: what a sound is called, how it is found, and when it may fill the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from audio.errors import SiarError
from scheduler.actors import Actor, require_planner
from scheduler.announcements.fields import Fields
from scheduler.announcements.submission import DAYPARTS, LANGUAGES
from scheduler.changes import next_version, one_step
from scheduler.errors import Invalid, NotFound
from scheduler.library import Kind, LibrarySound

MOST_TAGS = 30


def change_sound(
    session: Session, actor: Actor, sound_id: str, read_version: int, data: Mapping[str, Any], now: datetime
) -> LibrarySound:
    """Set what `data` names: title, artist, kind, category, language, tags, dayparts, cues (ms), `most_an_hour`.

    Raises Forbidden, NotFound, Conflict, and Invalid with each field that is wrong.
    """
    require_planner(actor)
    sound = find_sound(session, sound_id)
    columns = _read(sound, data)
    with one_step(session, actor.name, "sound_changed", f"sound {sound.id}", now):
        next_version(sound, read_version)
        for name, value in columns.items():
            setattr(sound, name, value)
    return sound


def retire_sound(session: Session, actor: Actor, sound_id: str, read_version: int, now: datetime) -> LibrarySound:
    """Take a sound out of use; its file stays as long as a published day needs it. Raises Forbidden, Conflict."""
    require_planner(actor)
    sound = find_sound(session, sound_id)
    with one_step(session, actor.name, "sound_retired", f"sound {sound.id}", now):
        next_version(sound, read_version)
        sound.retired_at = now
    return sound


def bring_back_sound(session: Session, actor: Actor, sound_id: str, read_version: int, now: datetime) -> LibrarySound:
    """Take a retired sound into use again. Raises Forbidden, NotFound, Conflict."""
    require_planner(actor)
    sound = find_sound(session, sound_id)
    with one_step(session, actor.name, "sound_brought_back", f"sound {sound.id}", now):
        next_version(sound, read_version)
        sound.retired_at = None
    return sound


def find_sound(session: Session, sound_id: str) -> LibrarySound:
    """The sound of that id. Raises NotFound."""
    found = session.get(LibrarySound, sound_id)
    if not found:
        raise NotFound("There is no such sound in the library.", "See the library.")
    return found


def _read(sound: LibrarySound, data: Mapping[str, Any]) -> dict[str, Any]:
    fields = Fields(data)
    read: dict[str, Callable[[], Any]] = {
        "title": lambda: fields.line("title", 200),
        "artist": lambda: fields.line("artist", 200, default=""),
        "kind": lambda: fields.choice("kind", tuple(Kind), default=sound.kind),
        "category": lambda: fields.line("category", 40, default=""),
        "language": lambda: fields.choice("language", LANGUAGES, default=None),
        "tags": lambda: _tags(fields),
        "dayparts": lambda: list(fields.choices("dayparts", DAYPARTS)) if data["dayparts"] else [],
        "cue_in_ms": lambda: fields.whole("cue_in_ms", 0, sound.duration_ms),
        "cue_out_ms": lambda: fields.whole("cue_out_ms", 0, sound.duration_ms),
        "most_an_hour": lambda: fields.whole_or_none("most_an_hour", 0, 60),
    }
    columns = {name: read[name]() for name in data if name in read}
    if columns.get("cue_out_ms", sound.cue_out_ms) <= columns.get("cue_in_ms", sound.cue_in_ms):
        fields.faults["cue_out_ms"] = SiarError("It would end before it begins.", "Set the second cue after the first.")
    if fields.faults:
        raise Invalid("The sound cannot be kept as it is.", fields=fields.faults)
    return columns


def _tags(fields: Fields) -> list[str]:
    value = fields.data.get("tags") or []
    listed = value.split(",") if isinstance(value, str) else [str(each) for each in value]
    tags = list(dict.fromkeys(" ".join(each.split()).lower() for each in listed if each.strip()))
    if len(tags) > MOST_TAGS or any(len(tag) > 60 for tag in tags):
        fields.faults["tags"] = SiarError("A sound has at most %(most)d tags of 60 characters.", most=MOST_TAGS)
    return tags
