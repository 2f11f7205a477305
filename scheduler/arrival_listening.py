"""Listening to the files that people sent: each comes into the library, or is refused with its reason."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from audio.errors import AudioError, SiarError
from audio.inspection import inspect
from audio.media import MediaStore, Stored
from scheduler.actors import acting_person
from scheduler.arrivals import Arrival, ArrivalState
from scheduler.desk import Desk
from scheduler.episode_editing import deliver
from scheduler.errors import Conflict
from scheduler.file_tags import file_tags
from scheduler.library import Kind
from scheduler.people import find_person
from scheduler.programmes import find_episode
from scheduler.sounds import Heard, Use, add_heard


def take_in_sound(desk: Desk, arrival_id: str) -> None:
    """Listen to that file, without a lock, and take it into the library; what is no sound is refused, with why."""
    with desk.database.reading() as session:
        arrival = session.get(Arrival, arrival_id)
    if arrival is None or arrival.state != ArrivalState.WAITING:
        return
    try:
        heard = _listen(desk.media, arrival, desk.settings.home)
    except AudioError as error:
        with desk.database.writing() as session:
            _settle(session.get_one(Arrival, arrival_id), ArrivalState.REFUSED, _plain(error))
        return
    with desk.database.writing() as session:
        kept = session.get_one(Arrival, arrival_id)
        if kept.state == ArrivalState.WAITING:
            _take_in(session, kept, heard, desk.now())


def _listen(media: MediaStore, arrival: Arrival, home: Path) -> Heard:
    stored = Stored(arrival.sha256, arrival.ext, arrival.bytes)
    here = media.path(stored.sha256, stored.ext)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        if here is None:
            here = Path(folder) / f"sent.{stored.ext}"
            with media.open(stored.sha256, stored.ext) as source, here.open("wb") as target:
                shutil.copyfileobj(source, target)
        return Heard(arrival.name, stored, inspect(here, arrival.name), file_tags(here))


def _take_in(session: Session, arrival: Arrival, heard: Heard, now: datetime) -> None:
    sent = arrival.use
    use = Use(tuple(sent["tags"]), sent["category"], sent["language"], tuple(sent["dayparts"]))
    sound, new = add_heard(session, heard, Kind(arrival.kind), now, arrival.sent_by, title=arrival.title, use=use)
    arrival.sound_id = sound.id
    _settle(arrival, ArrivalState.TAKEN if new else ArrivalState.KNOWN)
    if arrival.episode_id:
        try:
            _deliver(session, arrival, arrival.episode_id, now)
        except SiarError as error:
            arrival.fault = _plain(error)


def _settle(arrival: Arrival, state: ArrivalState, fault: dict[str, Any] | None = None) -> None:
    """From here on the library refers to the file, or nobody does: a refused one is collected."""
    arrival.state, arrival.fault, arrival.sha256 = state, fault, ""


def _deliver(session: Session, arrival: Arrival, episode_id: str, now: datetime) -> None:
    episode = find_episode(session, episode_id)
    if episode.sound_id != arrival.instead_of:
        raise Conflict("Somebody else has given it a recording meanwhile.", "Yours is in the library: choose it there.")
    actor = acting_person(find_person(session, arrival.sent_by))
    deliver(session, actor, episode_id, episode.version, arrival.sound_id, now)


def _plain(error: SiarError) -> dict[str, Any]:
    values = {name: value if isinstance(value, int | float) else str(value) for name, value in error.values.items()}
    return {"message": error.message, "mend": error.mend, "values": values}
