"""A desk with a media store and a worker's hands, on real sound."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.media import MediaStore
from scheduler.announcements.tables import Announcement
from scheduler.database import Database
from scheduler.desk import Desk
from scheduler.library import Kind
from scheduler.recordings import Recording, recording_of, request_recording
from scheduler.rendering import render_recording
from scheduler.settings import read_settings
from scheduler.sounds import add_sound
from tests.conftest import NOW, furnish
from tests.console.conftest import _compiled_catalogues
from tests.scheduler.announcing import submitted
from web.rooms import metadata

RATE = 44_100
__all__ = ["_compiled_catalogues"]  # the pages here are read in Indonesian


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Radio Multatuli with a jingle and a bed in its library."""
    settings = read_settings({"SIAR_HOME": str(tmp_path / "home"), "SIAR_SECRET_KEY": "test" * 8})
    database = Database(settings.database_url)
    metadata().create_all(database.engine)
    with database.writing() as session:
        furnish(session)
    made = Desk(settings, database, MediaStore.at(settings.media_url), lambda: NOW)
    with database.writing() as session:
        for kind, hz, seconds in ((Kind.JINGLE, 660, 1.0), (Kind.BED, 220, 4.0)):
            path = tone(tmp_path / f"{kind}.wav", seconds, hz)
            add_sound(session, made.media, path, kind, NOW, "test", title=str(kind))
    yield made
    database.close()


@pytest.fixture
def rendered(desk: Desk) -> Callable[..., tuple[Announcement, Recording]]:
    """`rendered(body=…)`: an announcement that was handed in, with its recording made."""

    def make(**changes: object) -> tuple[Announcement, Recording]:
        with desk.database.writing() as session:
            announcement = submitted(session, **changes)
            wanted = request_recording(session, announcement.newest, NOW)
        render_recording(desk, wanted.id)
        with desk.database.reading() as session:
            announcement = session.get_one(Announcement, announcement.id)
            recording = recording_of(session, announcement.newest)
            assert recording is not None
            return announcement, recording

    return make


def tone(path: Path, seconds: float, hz: float = 440, level: float = 0.1, silence: float = 0.0) -> Path:
    """A WAV of a sine, with `silence` seconds before and after it."""
    sound = level * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)
    quiet = np.zeros(int(silence * RATE))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.rint(np.concatenate([quiet, sound, quiet]) * 32767).astype("<i2").tobytes())
    return path


def at_home(desk: Desk, **changes: object) -> Desk:
    """The same desk with other settings."""
    return replace(desk, settings=replace(desk.settings, **changes))
