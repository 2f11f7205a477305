"""Takes: what a person sends becomes what airs; what is wrong with it is told; every rendition can be had back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from audio.errors import ForeignAudio
from audio.words import Entry
from scheduler import rendering
from scheduler.announcements.deciding import decide
from scheduler.audit import AuditLine
from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.lexicon import add_entry
from scheduler.outdating import mark_outdated, outdated
from scheduler.recordings import Recording, RecordingStatus, request_recording
from scheduler.rendering import render_recording
from scheduler.renditions import PERSON, renditions_of
from scheduler.takes import Read, misfit, read_again, take_in, use_rendition
from tests.conftest import NOW
from tests.scheduler.announcing import submitted, the
from tests.voice_desk.conftest import tone


def announcer(desk):
    with desk.database.reading() as session:
        return the(session, "announcer")


def read(announcement):
    return Read(announcement.id, 1, "take.wav")


@pytest.fixture
def taken(desk, rendered, tmp_path):
    """An announcement, its recording by the voice, and then a take of it."""
    announcement, by_voice = rendered()
    take = take_in(desk, announcer(desk), read(announcement), tone(tmp_path / "take.wav", 6, silence=1.0))
    return announcement, by_voice, take


def recording_now(desk, recording_id):
    with desk.database.reading() as session:
        return session.get_one(Recording, recording_id)


def test_a_take_airs_in_place_of_the_voice_at_the_stations_loudness(desk, taken):
    _, by_voice, take = taken
    recording = recording_now(desk, by_voice.id)
    assert (recording.voice, recording.sha256) == (PERSON, take.sha256)
    assert recording.loudness_lufs == pytest.approx(-16, abs=0.2)
    assert desk.media.verify(take.sha256, take.ext)


def test_silence_before_and_after_is_left_out_on_air_and_stays_in_the_file(desk, taken):
    _, by_voice, _ = taken
    recording = recording_now(desk, by_voice.id)
    assert recording.cue_in_ms == pytest.approx(960, abs=40)
    assert recording.duration_ms == pytest.approx(6080, abs=60)


def test_the_waveform_is_kept_with_every_rendition(desk, taken):
    with desk.database.reading() as session:
        for each in renditions_of(session, session.get_one(Recording, taken[1].id)):
            assert 100 < len(each.peaks) <= 1000


def test_the_voices_rendition_can_be_had_back_and_the_take_again(desk, taken):
    announcement, by_voice, take = taken
    with desk.database.writing() as session:
        first = renditions_of(session, session.get_one(Recording, by_voice.id))[-1]
        use_rendition(session, the(session, "announcer"), read(announcement), first.id, NOW)
    assert recording_now(desk, by_voice.id).sha256 == by_voice.sha256
    assert recording_now(desk, by_voice.id).cue_in_ms == 0
    with desk.database.writing() as session:
        use_rendition(session, the(session, "announcer"), read(announcement), take.id, NOW)
        acts = session.scalars(select(AuditLine.action).order_by(AuditLine.seq)).all()
    assert recording_now(desk, by_voice.id).sha256 == take.sha256
    assert acts[-3:] == ["take_kept", "rendition_chosen", "rendition_chosen"]


def test_a_take_is_not_outdated_by_the_lexicon_but_the_voices_rendition_is_when_it_is_had_back(desk, taken):
    announcement, by_voice, _ = taken
    with desk.database.writing() as session:
        add_entry(session, the(session, "editor"), Entry("Posyandu", "pos yandu"), None, NOW)
        mark_outdated(session)
        assert outdated(session) == []
        first = renditions_of(session, session.get_one(Recording, by_voice.id))[-1]
        use_rendition(session, the(session, "announcer"), read(announcement), first.id, NOW)
        assert [each.id for each in outdated(session)] == [by_voice.id]


def test_the_voice_reads_it_anew_and_the_take_stays_to_go_back_to(desk, taken):
    announcement, by_voice, take = taken
    with desk.database.writing() as session:
        read_again(session, the(session, "announcer"), read(announcement), NOW)
    assert recording_now(desk, by_voice.id).sha256 == take.sha256
    render_recording(desk, by_voice.id)
    assert recording_now(desk, by_voice.id).voice == "espeak:id"
    with desk.database.reading() as session:
        assert take.id in [each.id for each in renditions_of(session, session.get_one(Recording, by_voice.id))]


def test_a_take_that_comes_while_the_voice_is_at_work_is_what_airs(desk, tmp_path, monkeypatch):
    with desk.database.writing() as session:
        announcement = submitted(session)
        wanted = request_recording(session, announcement.newest, NOW)
    whole = rendering.render

    def overtaken(*arguments, **named):
        made = whole(*arguments, **named)
        take_in(desk, announcer(desk), read(announcement), tone(tmp_path / "take.wav", 4))
        return made

    monkeypatch.setattr(rendering, "render", overtaken)
    render_recording(desk, wanted.id)
    assert recording_now(desk, wanted.id).voice == PERSON


def test_a_take_far_too_short_for_its_script_is_kept_and_told(desk, rendered, tmp_path):
    announcement, _ = rendered(body="Bawa anak ke Posyandu terdekat. " * 12)
    take = take_in(desk, announcer(desk), read(announcement), tone(tmp_path / "take.wav", 2))
    assert "this script takes about" in take.findings[0]["message"]
    assert take.findings[0]["values"]["seconds"] == "2"


@pytest.mark.parametrize(("duration_ms", "fits"), [(5_000, False), (6_000, True), (17_000, True), (17_100, False)])
def test_the_pace_of_an_announcer_is_wide_but_not_boundless(duration_ms, fits):
    assert (misfit(duration_ms, 10_000) is None) == fits


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(200), b"Bukan suara.\n" * 50])
def test_what_is_no_sound_is_refused_and_leaves_nothing(desk, rendered, tmp_path, content):
    announcement, by_voice = rendered()
    bad = tmp_path / "bad"
    bad.write_bytes(content)
    with pytest.raises(ForeignAudio):
        take_in(desk, announcer(desk), read(announcement), bad)
    assert recording_now(desk, by_voice.id).sha256 == by_voice.sha256
    assert [each for each in desk.settings.home.iterdir() if each.name.startswith("tmp")] == []


def test_only_the_stations_people_record(desk, rendered, tmp_path):
    announcement, _ = rendered()
    with desk.database.reading() as session:
        official, other = (the(session, who) for who in ("sehat@dinkes.example", "siaga@bpbd.example"))
    with pytest.raises(Forbidden):
        take_in(desk, official, read(announcement), tone(tmp_path / "take.wav", 2))
    with pytest.raises(NotFound):
        take_in(desk, other, read(announcement), tone(tmp_path / "take.wav", 2))


def test_a_script_that_has_ended_is_not_recorded_any_more(desk, rendered, tmp_path):
    announcement, _ = rendered()
    with desk.database.writing() as session:
        decide(session, the(session, "editor"), announcement.id, 1, "withdraw", NOW)
    with pytest.raises(Conflict):
        take_in(desk, announcer(desk), read(announcement), tone(tmp_path / "take.wav", 2))


def test_a_rendition_of_another_script_is_not_found(desk, taken, rendered):
    other, recording = rendered(title="Lain")
    with desk.database.writing() as session, pytest.raises(NotFound):
        use_rendition(session, the(session, "announcer"), read(other), taken[2].id, NOW)
    assert recording_now(desk, recording.id).status == RecordingStatus.READY
