"""What a job needs at hand: the settings, the database, the media store and the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from audio.media import MediaStore
from scheduler.database import Database
from scheduler.settings import Settings


def system_time() -> datetime:
    """Now, by this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """Opened once in a process. `now` can be another clock: the sample station's story has a time of its own."""

    settings: Settings
    database: Database
    media: MediaStore
    now: Callable[[], datetime] = field(default=system_time)


def open_desk(settings: Settings, now: Callable[[], datetime] = system_time) -> Desk:
    """Open the database and the media store that the settings name."""
    return Desk(settings, Database(settings.database_url), MediaStore.at(settings.media_url), now)
