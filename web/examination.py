"""Looking at the machine: database, media store, ffmpeg, voices, time zone, disk and clock."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from audio.errors import SiarError
from audio.ffmpeg import ffmpeg_path
from audio.voices import available
from scheduler.desk import Desk
from scheduler.fixtures import fixtures_between
from scheduler.library import Kind, sounds
from scheduler.renditions import Rendition
from scheduler.rotation import dayparts_without_filler
from scheduler.station import the_station

LEAST_FREE = 2 * 1024**3
SAMPLED = 40
BEFORE_SIAR = 1_790_000_000


@dataclass(frozen=True)
class Finding:
    """One part: its state in words, and what to do when it is not good."""

    part: str
    good: bool
    state: str
    mend: str = ""


def examine(desk: Desk) -> list[Finding]:
    """Every part, also when the ones before it are broken."""
    parts: dict[str, Callable[[Desk], Finding]] = {
        "database": _database,
        "station": _station,
        "media": _media,
        "ffmpeg": _ffmpeg,
        "voices": _voices,
        "disk": _disk,
        "clock": _clock,
    }
    return [_safely(part, look, desk) for part, look in parts.items()]


def _safely(part: str, look: Callable[[Desk], Finding], desk: Desk) -> Finding:
    try:
        return look(desk)
    except SiarError as error:
        return Finding(part, False, error.message % error.values, error.mend % error.values)
    except (SQLAlchemyError, OSError) as error:
        return Finding(part, False, str(error).splitlines()[0], "Check SIAR_DATABASE_URL and SIAR_MEDIA_URL.")


def _database(desk: Desk) -> Finding:
    from web.migrating import is_current

    if not is_current(desk.database):
        return Finding("database", False, "not in its newest shape", "Run: siar db upgrade")
    return Finding("database", True, desk.database.engine.dialect.name)


def _station(desk: Desk) -> Finding:
    with desk.database.reading() as session:
        station = the_station(session)
        if not sounds(session, Kind.MUSIC, Kind.BED):
            return Finding("station", False, "the library has no filler", "Run: siar library add FOLDER --kind music")
        if empty := dayparts_without_filler(session):
            state = f"no filler may be played in {', '.join(empty)}"
            return Finding("station", False, state, "Add music for it, or let some be played at any hour.")
        faults = fixtures_between(session, station, *station.window(station.day_of(desk.now()))).faults
        if faults:
            return Finding("station", False, faults[0].message % faults[0].values, faults[0].mend % faults[0].values)
        return Finding("station", True, f"{station.name}, {station.zone.key}")


def _media(desk: Desk) -> Finding:
    with desk.database.reading() as session:
        wanted = [(each.sha256, each.ext) for each in sounds(session, *Kind)]
        wanted += [(sha, ext) for sha, ext in session.execute(select(Rendition.sha256, Rendition.ext))]
    missing = [sha for sha, ext in wanted if not desk.media.exists(sha, ext)]
    if missing:
        state = f"{len(missing)} of {len(wanted)} files are missing, the first {missing[0]}"
        return Finding("media", False, state, "Bring them back from a backup.")
    sample = random.sample(wanted, min(SAMPLED, len(wanted)))
    damaged = [sha for sha, ext in sample if not desk.media.verify(sha, ext)]
    if damaged:
        state = f"{len(damaged)} of {len(sample)} files looked into are damaged, the first {damaged[0]}"
        return Finding("media", False, state, "Bring them back from a backup, or record them again.")
    return Finding("media", True, f"{len(wanted)} files, {len(sample)} of them looked into")


def _ffmpeg(desk: Desk) -> Finding:
    return Finding("ffmpeg", True, ffmpeg_path())


def _voices(desk: Desk) -> Finding:
    ready = [voice.name for voice in available(desk.settings.voices_folder) if voice.ready]
    if not ready:
        return Finding("voices", False, "none is ready", "Install Siar again: its voice comes with it.")
    return Finding("voices", True, ", ".join(ready))


def _disk(desk: Desk) -> Finding:
    free = shutil.disk_usage(desk.settings.home).free
    state = f"{free / 1024**3:.1f} GB free in {desk.settings.home}"
    return Finding("disk", free >= LEAST_FREE, state, "Make room, or set SIAR_HOME to a larger disk.")


def _clock(desk: Desk) -> Finding:
    good = time.time() > BEFORE_SIAR
    return Finding("clock", good, f"{desk.now():%Y-%m-%d %H:%M:%S} UTC", "Set the time, or start a time service.")
