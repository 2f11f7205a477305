"""A station with clocks, filler and recorded announcements, made without any real sound."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from scheduler.announcements.deciding import decide
from scheduler.announcements.tables import Announcement
from scheduler.clocks import ClockElement, ClockHour, Feature, FormatClock
from scheduler.library import Kind, LibrarySound
from scheduler.recordings import Recording, RecordingStatus
from tests.conftest import NOW
from tests.scheduler.announcing import submitted, the

DAY = date(2026, 11, 24)
SIX = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def furnish_air(session: Session, capacity_ms: int = 120_000) -> None:
    """Station ID on the hour, breaks at twenty past and twenty to, nine pieces of music, one station ID."""
    clock = FormatClock(name="Jam biasa")
    clock.elements = [
        ClockElement(at_s=0, feature=Feature.STATION_ID, timing="hard", capacity_ms=0),
        ClockElement(at_s=1200, feature=Feature.BREAK, timing="soft", capacity_ms=capacity_ms),
        ClockElement(at_s=2400, feature=Feature.BREAK, timing="soft", capacity_ms=capacity_ms),
    ]
    session.add(clock)
    session.add_all(ClockHour(weekday=day, hour=hour, clock=clock) for day in range(7) for hour in range(24))
    for number, seconds in enumerate((31, 47, 58, 73, 88, 103, 121, 150, 183)):
        add_library_sound(session, Kind.MUSIC, f"Lagu {number}", seconds * 1000 + number * 137)
    add_library_sound(session, Kind.STATION_ID, "Radio Multatuli", 4_200)
    session.flush()


def furnish_long_music(session: Session) -> None:
    """One break at noon and music of some hours a piece: a whole day of a few items."""
    noon = FormatClock(name="Tengah hari")
    noon.elements = [ClockElement(at_s=0, feature=Feature.BREAK, timing="soft", capacity_ms=60_000)]
    session.add(noon)
    session.add_all(ClockHour(weekday=day, hour=12, clock=noon) for day in range(7))
    for hours in (3, 4, 5):
        add_library_sound(session, Kind.MUSIC, f"Degung {hours}", hours * 3_600_000)
    session.flush()


def add_library_sound(session: Session, kind: Kind, title: str, duration_ms: int) -> LibrarySound:
    sound = LibrarySound(
        kind=kind, title=title, artist=f"Grup {title[-1]}", sha256=sha(title), ext="mp3", bytes=duration_ms * 24,
        mime="audio/mpeg", duration_ms=duration_ms, cue_in_ms=0, cue_out_ms=duration_ms, loudness_lufs=-16.0,
        dayparts=[], tags=[], added_at=NOW,
    )  # fmt: skip
    session.add(sound)
    return sound


def airable(session: Session, now: datetime = SIX, duration_ms: int = 30_000, **changes: object) -> Announcement:
    """An approved announcement whose recording is ready."""
    announcement = submitted(session, **changes)
    decide(session, the(session, "editor"), announcement.id, 1, "approve", now)
    add_recording(session, announcement, duration_ms)
    return announcement


def add_recording(session: Session, announcement: Announcement, duration_ms: int = 30_000) -> Recording:
    newest = announcement.newest
    recording = Recording(
        revision=newest, status=RecordingStatus.READY, sha256=sha(newest.id), ext="mp3", bytes=duration_ms * 24,
        mime="audio/mpeg", duration_ms=duration_ms, loudness_lufs=-16.0, voice="espeak:id", words=newest.body,
    )  # fmt: skip
    session.add(recording)
    session.flush()
    return recording
