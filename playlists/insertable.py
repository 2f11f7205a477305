"""What can be put into a day by hand: a sound of the library, an announcement's recording, something read live."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from playlists.building.moments import instant, wall_clock
from playlists.building.sources import SIGNATURES
from playlists.items import Item, Media
from playlists.wanted import sound_of
from playlists.wanted_spots import kill_date
from scheduler.announcements.tables import Announcement
from scheduler.database import new_id
from scheduler.errors import Invalid
from scheduler.library import Kind, LibrarySound
from scheduler.recordings import RecordingStatus, recording_of
from scheduler.station import the_station

LONGEST_LIVE_MS = 12 * 3_600_000


def library_item(session: Session, sound: LibrarySound, now: datetime) -> Item:
    """A sound of the library, whole; music and beds count as filler."""
    source = sound_of(sound, speech=sound.kind == Kind.PROGRAMME)
    kind = sound.kind if sound.kind in SIGNATURES | {Kind.PROGRAMME} else "filler"
    plain = _item(session, now, kind, sound.title, source.length_ms)
    return replace(
        plain,
        artist=sound.artist or None,
        cue_in_ms=sound.cue_in_ms,
        cue_out_ms=sound.cue_out_ms,
        loudness_lufs=sound.loudness_lufs,
        media=source.media,
    )


def spot_item(session: Session, announcement: Announcement, now: datetime) -> Item:
    """One more airing of an announcement. Raises Invalid when it may not air, or isn't recorded."""
    revision = announcement.on_air
    recording = recording_of(session, revision) if revision else None
    if revision is None or recording is None or recording.status != RecordingStatus.READY:
        raise Invalid("This announcement may not air, or has no recording yet.", "Have it approved and recorded first.")
    assert recording.sha256 is not None
    assert recording.duration_ms is not None
    media = Media(recording.sha256, recording.bytes or 0, recording.mime or "audio/mpeg", recording.ext or "mp3")
    return replace(
        _item(session, now, "spot", revision.title, recording.duration_ms),
        artist=announcement.agency.name,
        not_after=kill_date(the_station(session), revision.last_day),
        priority=revision.priority,
        announcement_id=announcement.id,
        cue_in_ms=recording.cue_in_ms,
        cue_out_ms=recording.cue_in_ms + recording.duration_ms,
        loudness_lufs=recording.loudness_lufs,
        media=media,
        transcript=recording.words,
    )


def live_item(session: Session, title: str, duration_ms: int, transcript: str | None, now: datetime) -> Item:
    """Something that a person says at the microphone, from `transcript` if there is one."""
    if not title.strip() or not 0 < duration_ms <= LONGEST_LIVE_MS:
        raise Invalid("What is read live needs a title and a length of at most twelve hours.")
    plain = _item(session, now, "live", title.strip()[:200], duration_ms)
    return replace(plain, input="studio", transcript=transcript)


def _item(session: Session, now: datetime, kind: str, title: str, duration_ms: int) -> Item:
    starts_at = wall_clock(instant(now), the_station(session).zone)
    return Item(new_id(), starts_at, duration_ms, "soft", kind, title)
