"""A take that is sent waits for a worker, tells how far it is, and airs or is refused."""

from __future__ import annotations

import errno

import pytest
from sqlalchemy import select

from audio.errors import AudioError
from scheduler import take_listening, takes
from scheduler.announcements.deciding import decide
from scheduler.events import Event
from scheduler.recordings import Recording
from scheduler.renditions import PERSON
from scheduler.sent_takes import EXT, SentTake, SentTakeState, last_sent, send_take
from scheduler.take_listening import take_in_sent
from scheduler.takes import Read
from tests.conftest import NOW
from tests.scheduler.announcing import the
from tests.voice_desk.conftest import tone


@pytest.fixture
def send(desk, rendered, tmp_path):
    """`send(path)`: a take that an announcer sent of a script that the voice has read."""
    announcement, recording = rendered()

    def make(path) -> tuple[SentTake, Recording]:
        stored = desk.media.put_file(path, EXT)
        with desk.database.writing() as session:
            read = Read(announcement.id, 1, path.name)
            return send_take(session, the(session, "announcer"), read, stored, NOW), recording

    return make


def now_of(desk, row):
    with desk.database.reading() as session:
        return session.get_one(type(row), row.id)


def test_a_worker_is_asked_for_and_nothing_changes_until_it_has_listened(desk, send, tmp_path):
    sent, recording = send(tone(tmp_path / "take.wav", 6))
    with desk.database.reading() as session:
        asked = session.scalars(select(Event).where(Event.kind == "take.sent")).one()
    assert asked.payload == {"sent_take_id": sent.id}
    assert now_of(desk, recording).voice == "espeak:id"
    take_in_sent(desk, sent.id)
    assert now_of(desk, recording).voice == PERSON
    assert now_of(desk, sent).state == SentTakeState.TAKEN


def test_it_tells_how_far_it_is_and_at_what(desk, send, tmp_path, monkeypatch):
    sent, _ = send(tone(tmp_path / "take.wav", 25))
    seen = []
    note = take_listening._note
    monkeypatch.setattr(take_listening, "_note", lambda *told: (note(*told), seen.append(now_of(desk, sent))))
    take_in_sent(desk, sent.id)
    assert {each.stage for each in seen} == {"listen", "encode"}
    assert [each.progress for each in seen] == sorted(each.progress for each in seen)
    assert seen[-1].progress == 100


def test_what_a_worker_does_twice_is_done_once(desk, send, tmp_path):
    sent, recording = send(tone(tmp_path / "take.wav", 2))
    take_in_sent(desk, sent.id)
    first = now_of(desk, recording).rendition_id
    take_in_sent(desk, sent.id)
    assert now_of(desk, recording).rendition_id == first


def test_a_file_that_is_no_sound_is_refused_for_good_with_its_reason(desk, send, tmp_path):
    letter = tmp_path / "surat.mp3"
    letter.write_bytes(b"Yang terhormat,\n" * 500)
    sent, recording = send(letter)
    take_in_sent(desk, sent.id)
    refused = now_of(desk, sent)
    assert refused.state == SentTakeState.REFUSED
    assert refused.fault["values"]["file"] == "surat.mp3"
    assert refused.sha256 is None
    assert now_of(desk, recording).voice == "espeak:id"


def test_a_script_that_ended_meanwhile_is_told(desk, send, tmp_path):
    sent, recording = send(tone(tmp_path / "take.wav", 2))
    with desk.database.writing() as session:
        decide(session, the(session, "editor"), recording.revision.announcement_id, 1, "withdraw", NOW)
    take_in_sent(desk, sent.id)
    assert now_of(desk, sent).fault["message"] == "This script has ended."


def test_a_full_disk_is_told_and_tried_again_since_the_file_is_good(desk, send, tmp_path, monkeypatch):
    sent, recording = send(tone(tmp_path / "take.wav", 2))
    accept = takes.accept

    def full(*_, **__):
        raise AudioError("The disk is full.", "Free some space, then try again.", errno=errno.ENOSPC)

    monkeypatch.setattr(takes, "accept", full)
    with pytest.raises(AudioError):
        take_in_sent(desk, sent.id)
    assert (now_of(desk, sent).state, now_of(desk, sent).fault["message"]) == ("waiting", "The disk is full.")
    monkeypatch.setattr(takes, "accept", accept)
    take_in_sent(desk, sent.id)
    assert now_of(desk, sent).fault is None
    assert now_of(desk, recording).voice == PERSON


def test_yesterdays_refusal_is_not_told_today(desk, send, tmp_path):
    (tmp_path / "empty.wav").write_bytes(b"")
    sent, recording = send(tmp_path / "empty.wav")
    take_in_sent(desk, sent.id)
    with desk.database.reading() as session:
        assert last_sent(session, recording.revision, NOW).id == sent.id
        assert last_sent(session, recording.revision, NOW.replace(year=NOW.year + 1)) is None
