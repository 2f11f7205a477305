"""The lexicon: which layer is heard, what is refused and why, and which recordings a change concerns."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from audio.words import BadEntry, Entry
from scheduler.announcements.tables import Announcement
from scheduler.audit import AuditLine
from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.events import Event
from scheduler.lexicon import (
    LexiconEntry,
    add_entry,
    bring_back,
    change_entry,
    lexicon_of,
    lexicon_rows,
    remove_entry,
    removed_lately,
)
from scheduler.outdating import mark_outdated, outdated, spoken_now
from scheduler.people import find_agency
from scheduler.recordings import Recording, RecordingStatus, request_again
from scheduler.rendering import render_recording
from tests.conftest import NOW
from tests.scheduler.announcing import submitted, the

POSYANDU = Entry("Posyandu", "pos yandu", "word")


@pytest.fixture
def session(desk):
    with desk.database.writing() as session:
        yield session


def health(session):
    return find_agency(session, "dinkes").id


def words(session, body):
    return spoken_now(session, submitted(session, body=body).newest).words


def test_the_agencys_entry_is_heard_before_the_stations_and_the_stations_before_the_built_in(session):
    editor = the(session, "editor")
    assert "Kabupaten Lebak" in words(session, "Kab. Lebak siaga.")
    add_entry(session, editor, Entry("Kab.", "kabupatén"), None, NOW)
    assert "kabupatén Lebak" in words(session, "Kab. Lebak siaga.")
    add_entry(session, editor, Entry("Kab.", "daerah"), health(session), NOW)
    assert "daerah Lebak" in words(session, "Kab. Lebak siaga.")


def test_another_agencys_entry_is_not_heard(session):
    add_entry(session, the(session, "editor"), POSYANDU, find_agency(session, "bpbd").id, NOW)
    assert lexicon_of(session, health(session)) == ()


def test_a_longer_form_goes_before_a_shorter_one(session):
    for written in ("Lebak", "Lebak Bulus"):
        add_entry(session, the(session, "editor"), Entry(written, written.upper()), None, NOW)
    assert [entry.written for entry in lexicon_of(session, None)] == ["Lebak Bulus", "Lebak"]


def test_a_new_entry_takes_the_place_of_the_old_one_which_can_be_brought_back(session):
    editor = the(session, "editor")
    first = add_entry(session, editor, POSYANDU, None, NOW)
    add_entry(session, editor, Entry("Posyandu", "posyan du"), None, NOW)
    assert [row.spoken for row in lexicon_rows(session)] == ["posyan du"]
    bring_back(session, editor, first.id, NOW)
    assert [row.spoken for row in lexicon_rows(session)] == ["pos yandu"]


def test_an_entry_can_be_given_another_written_form(session):
    editor = the(session, "editor")
    row = add_entry(session, editor, POSYANDU, None, NOW)
    change_entry(session, editor, row.id, Entry("Posbindu", "pos bindu"), NOW)
    assert [row.written for row in lexicon_rows(session)] == ["Posbindu"]


def test_what_was_removed_is_heard_no_more_until_it_is_brought_back(session):
    editor = the(session, "editor")
    row = add_entry(session, editor, POSYANDU, None, NOW)
    remove_entry(session, editor, row.id, NOW)
    assert lexicon_of(session, None) == ()
    assert [each.written for each in removed_lately(session)] == ["Posyandu"]
    with pytest.raises(NotFound):
        remove_entry(session, editor, row.id, NOW)
    bring_back(session, editor, row.id, NOW)
    assert lexicon_of(session, None) == (POSYANDU,)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (Entry("", "x"), "empty"),
        (Entry("(a+)+", "x", "pattern"), "repetition inside a repetition"),
        (Entry("[", "x", "pattern"), "can't be read"),
        (Entry("Lebak", "lé bak", "phonemes"), "no phoneme sign"),
        (Entry("Lebak", "x", "shout"), "no kind of entry"),
    ],
)
def test_what_can_hang_or_cannot_be_said_is_refused_with_the_reason(session, entry, why):
    with pytest.raises(BadEntry, match=why):
        add_entry(session, the(session, "editor"), entry, None, NOW)
    assert session.scalars(select(LexiconEntry)).all() == []


def test_only_those_who_may_decide_change_it(session):
    for who in ("announcer", "sehat@dinkes.example"):
        with pytest.raises(Forbidden):
            add_entry(session, the(session, who), POSYANDU, None, NOW)


def test_the_same_entry_again_is_told_and_changes_nothing(session):
    add_entry(session, the(session, "editor"), POSYANDU, None, NOW)
    with pytest.raises(Conflict, match="said so already"):
        add_entry(session, the(session, "editor"), POSYANDU, None, NOW)


def test_every_change_stands_on_the_audit_log(session):
    row = add_entry(session, the(session, "editor"), POSYANDU, None, NOW)
    remove_entry(session, the(session, "admin"), row.id, NOW)
    lines = session.scalars(select(AuditLine).where(AuditLine.subject == "lexicon Posyandu")).all()
    assert [(line.actor, line.action) for line in lines] == [
        ("editor@radio.example", "lexicon_changed"),
        ("admin@radio.example", "lexicon_removed"),
    ]


def test_a_change_marks_the_recordings_whose_words_would_change_and_no_others(desk, rendered):
    _, about_posyandu = rendered(body="Bawa anak ke Posyandu.")
    _, about_flood = rendered(body="Awas banjir di hilir.", title="Banjir")
    with desk.database.writing() as session:
        row = add_entry(session, the(session, "editor"), POSYANDU, None, NOW)
        assert mark_outdated(session) == 1
        assert [each.id for each in outdated(session)] == [about_posyandu.id]
        remove_entry(session, the(session, "editor"), row.id, NOW)
        assert mark_outdated(session) == 0
    assert about_flood.words.startswith("Awas banjir")


def test_a_recording_that_is_made_again_airs_in_its_old_form_until_the_new_one_is_ready(desk, rendered):
    announcement, before = rendered(body="Bawa anak ke Posyandu.")
    with desk.database.writing() as session:
        add_entry(session, the(session, "editor"), POSYANDU, None, NOW)
        mark_outdated(session)
        recording = session.get_one(Recording, before.id)
        request_again(session, recording, NOW)
        request_again(session, recording, NOW)
        assert (recording.status, recording.sha256) == (RecordingStatus.READY, before.sha256)
        wanted = select(Event).where(Event.kind == "recording.wanted")
        assert len(session.scalars(wanted).all()) == 2, "one for the first, one for all wishes to make it again"
    render_recording(desk, before.id)
    with desk.database.reading() as session:
        after = session.get_one(Recording, before.id)
        assert "pos yandu" in after.words
        assert after.sha256 != before.sha256
        assert not after.outdated
        assert not after.remaking
        assert session.get_one(Announcement, announcement.id).revision == 1
