"""A production is heard before it is kept, and hearing it changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from scheduler import production_trial
from scheduler.announcements.deciding import decide
from scheduler.audit import AuditLine
from scheduler.errors import Invalid
from scheduler.library import Kind, sounds
from scheduler.production_trial import Hand, scripts_to_try, try_style
from scheduler.productions import Style
from scheduler.renditions import Rendition
from tests.conftest import NOW
from tests.scheduler.announcing import submitted, the


@pytest.fixture
def session(desk):
    with desk.database.writing() as session:
        yield session


@pytest.fixture
def hear(desk, session, tmp_path):
    """`hear(style, announcement_id)`: what it sounds like."""
    hand = Hand(desk.media, desk.settings, None, tmp_path)
    return lambda style, announcement_id=None: try_style(session, hand, style, announcement_id)


def approved(session, **changes):
    announcement = submitted(session, **changes)
    decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)
    return announcement


def test_a_sample_sentence_is_heard_with_the_sounds_and_the_closing_of_the_form(session, hear):
    plain = hear(Style(closing=""))
    jingle = sounds(session, Kind.JINGLE)[0]
    dressed = hear(Style(intro_id=jingle.id, gap_ms=700, closing="Sekian dari {agency}."))
    assert dressed.words.endswith("Sekian dari Dinas Kesehatan.")
    assert dressed.duration_ms > plain.duration_ms + jingle.duration_ms + 700
    assert dressed.loudness_lufs == pytest.approx(-16, abs=0.2)


def test_a_script_that_airs_is_heard_with_its_office_and_its_words(session, hear):
    announcement = approved(session, body="Bawa anak ke Posyandu terdekat.")
    assert [each.id for each in scripts_to_try(session)] == [announcement.id]
    made = hear(Style(announce_title=True), announcement.id)
    assert made.words.startswith(announcement.on_air.title)
    assert announcement.agency.name in made.words


def test_what_was_never_approved_or_has_ended_is_not_offered(session):
    submitted(session)
    ended = approved(session)
    decide(session, the(session, "editor"), ended.id, 1, "withdraw", NOW)
    assert scripts_to_try(session) == []


def test_hearing_stores_nothing(desk, session, hear):
    announcement = approved(session)
    before = session.scalar(select(func.count(AuditLine.seq))), list(desk.media.all())
    hear(Style(), announcement.id)
    assert (session.scalar(select(func.count(AuditLine.seq))), list(desk.media.all())) == before
    assert session.scalar(select(func.count(Rendition.id))) == 0


def test_a_style_that_could_not_be_kept_is_not_heard_either(hear):
    with pytest.raises(Invalid) as told:
        hear(replace(Style(), gap_ms=60_000))
    assert "gap_ms" in told.value.fields


def test_a_long_script_is_heard_as_far_as_it_takes_to_judge(session, hear, monkeypatch):
    monkeypatch.setattr(production_trial, "LONGEST", 40)
    announcement = approved(session, body="Bawa anak ke Posyandu terdekat. " * 20)
    assert hear(Style(), announcement.id).words.count("Posyandu") == 1
