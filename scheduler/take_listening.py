"""Listening to the takes that people sent: each airs from then on, or is refused with its reason."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from audio.errors import AudioError, ForeignAudio, MediaMissing, SiarError
from scheduler.actors import acting_person
from scheduler.announcements.tables import Revision
from scheduler.desk import Desk
from scheduler.people import find_person
from scheduler.progress import in_steps
from scheduler.sent_takes import EXT, SentTake, SentTakeState
from scheduler.takes import Read, take_in


def take_in_sent(desk: Desk, sent_take_id: str) -> None:
    """Take that file in, once. What is wrong with the file is told to its sender; what is wrong with the station (a
    full disk) is told too, and raised, so that the queue tries again."""
    with desk.database.reading() as session:
        sent = session.get(SentTake, sent_take_id)
        if sent is None or sent.state != SentTakeState.WAITING or sent.sha256 is None:
            return
        sha256, actor = sent.sha256, acting_person(find_person(session, sent.sent_by))
        revision = session.get_one(Revision, sent.revision_id)
        read = Read(revision.announcement_id, revision.number, sent.name)
    try:
        with tempfile.TemporaryDirectory(dir=desk.settings.home) as folder:
            source = desk.media.at_hand(sha256, EXT, Path(folder))
            take_in(desk, actor, read, source, in_steps(lambda *far: _note(desk, sent_take_id, far)))
    except SiarError as error:
        its_own = isinstance(error, ForeignAudio | MediaMissing) or not isinstance(error, AudioError)
        _settle(desk, sent_take_id, SentTakeState.REFUSED if its_own else SentTakeState.WAITING, _plain(error))
        if not its_own:
            raise
    else:
        _settle(desk, sent_take_id, SentTakeState.TAKEN, None)


def _note(desk: Desk, sent_take_id: str, far: tuple[int, str]) -> None:
    with desk.database.writing() as session:
        sent = session.get_one(SentTake, sent_take_id)
        sent.progress, sent.stage = far


def _settle(desk: Desk, sent_take_id: str, state: SentTakeState, fault: dict[str, Any] | None) -> None:
    with desk.database.writing() as session:
        sent = session.get_one(SentTake, sent_take_id)
        sent.state, sent.fault = state, fault
        if state != SentTakeState.WAITING:
            sent.sha256 = None  # the file itself is not needed any more, and is collected


def _plain(error: SiarError) -> dict[str, Any]:
    return {"message": error.message, "mend": error.mend, "values": {k: str(v) for k, v in error.values.items()}}
