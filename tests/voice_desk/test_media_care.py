"""What nothing refers to is collected after its grace, and doctor sees what is missing or damaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from scheduler.collecting import GRACE, collect_media
from scheduler.library import Kind, sounds
from scheduler.sounds import add_sound
from tests.conftest import NOW
from tests.voice_desk.conftest import tone
from web.examination import examine


def later(desk, after):
    return replace(desk, now=lambda: NOW + after)


def media_of(desk):
    return next(finding for finding in examine(desk) if finding.part == "media")


def test_what_is_referred_to_is_never_collected(desk, rendered):
    rendered()
    for after in (timedelta(0), GRACE, 2 * GRACE):
        assert collect_media(later(desk, after)) == []
    assert len(list(desk.media.all())) == 3


def test_a_forgotten_file_is_collected_when_its_grace_is_over(desk):
    forgotten = desk.media.put_bytes(b"forgotten", "mp3")
    assert collect_media(desk) == []
    assert collect_media(later(desk, GRACE - timedelta(hours=1))) == []
    assert collect_media(later(desk, GRACE)) == [forgotten]
    assert not desk.media.exists(forgotten.sha256, "mp3")


def test_a_file_that_is_referred_to_again_has_its_whole_grace_the_next_time(desk, tmp_path):
    path = tone(tmp_path / "again.wav", 2, 500)
    desk.media.put_file(path, "wav")
    collect_media(desk)
    with desk.database.writing() as session:
        sound, _ = add_sound(session, desk.media, path, Kind.MUSIC, NOW, "test")
    assert collect_media(later(desk, GRACE)) == []
    with desk.database.writing() as session:
        session.delete(session.merge(sound))
    assert collect_media(later(desk, GRACE)) == []
    assert len(collect_media(later(desk, 2 * GRACE))) == 1


def test_doctor_finds_a_missing_and_a_damaged_file(desk, rendered):
    rendered()
    assert media_of(desk).good
    with desk.database.reading() as session:
        jingle = sounds(session, Kind.JINGLE)[0]
    path = desk.media.path(jingle.sha256, jingle.ext)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert "damaged" in media_of(desk).state
    assert jingle.sha256 in media_of(desk).state
    path.unlink()
    assert "missing" in media_of(desk).state
