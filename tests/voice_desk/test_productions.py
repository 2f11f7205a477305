"""Productions: what stands around the voice in each category, and what is said first and last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audio.media import MediaStore
from scheduler.errors import Forbidden, Invalid
from scheduler.library import Kind, sounds
from scheduler.outdating import mark_outdated
from scheduler.productions import Style, production_template, said_in, set_style, style_of, usual_again
from tests.conftest import NOW
from tests.scheduler.announcing import submitted, the


@pytest.fixture
def session(desk):
    with desk.database.writing() as session:
        yield session


def said(session, **changes):
    revision = submitted(session, **changes).newest
    return said_in(style_of(session, revision.category), revision, "Dinas Kesehatan")


def test_the_closing_names_the_office_in_the_scripts_own_language(session):
    assert said(session).endswith("Informasi ini disampaikan oleh Dinas Kesehatan.")
    assert said(session, language="su").endswith("Ieu informasi ti Dinas Kesehatan.")


def test_a_closing_that_the_writer_wrote_is_not_said_twice(session):
    body = "Bawa anak ke Posyandu. Informasi ini disampaikan oleh Dinas Kesehatan."
    assert said(session, body=body).count("disampaikan") == 1


def test_what_is_urgent_begins_with_its_title_and_has_no_music_beneath(session):
    style = style_of(session, "kebencanaan")
    assert style.announce_title
    assert style.bed_id is None
    assert style_of(session, "kesehatan").bed_id == sounds(session, Kind.BED)[0].id
    assert said(session, category="kebencanaan", title="Siaga banjir").startswith("Siaga banjir.")


def test_the_stations_own_production_is_used_until_the_usual_one_is_wanted_again(session):
    own = Style(announce_title=True, closing="Sekian.", gap_ms=900)
    set_style(session, the(session, "traffic"), "kesehatan", own, NOW)
    assert style_of(session, "kesehatan") == own
    assert style_of(session, "umum").closing is None
    usual_again(session, the(session, "traffic"), "kesehatan", NOW)
    assert style_of(session, "kesehatan").closing is None


def test_no_closing_is_a_choice_too(session):
    set_style(session, the(session, "traffic"), "umum", Style(closing=""), NOW)
    assert said(session, category="umum") == "Bawa anak ke Posyandu terdekat."


def test_each_fault_is_told_at_its_field(session):
    with pytest.raises(Invalid) as fault:
        set_style(session, the(session, "admin"), "umum", Style(bed_id="01NONE", gap_ms=-1, closing="a" * 301), NOW)
    assert set(fault.value.fields) == {"bed_id", "gap_ms", "closing"}


def test_an_editor_does_not_change_how_the_station_sounds(session):
    with pytest.raises(Forbidden):
        set_style(session, the(session, "editor"), "umum", Style(), NOW)


def test_a_sound_that_left_the_library_is_left_out(desk, session, tmp_path):
    style = style_of(session, "umum")
    assert production_template(session, desk.media, style, tmp_path).intro is not None
    sounds(session, Kind.JINGLE)[0].retired_at = NOW
    assert production_template(session, desk.media, style, tmp_path).intro is None


def test_a_store_elsewhere_is_copied_from(desk, session, tmp_path, monkeypatch):
    monkeypatch.setattr(type(desk.media), "path", lambda *_: None)
    template = production_template(session, desk.media, style_of(session, "umum"), tmp_path)
    assert template.intro.parent == tmp_path
    assert MediaStore.at(desk.settings.media_url).exists(template.intro.stem, template.intro.suffix[1:])


def test_another_jingle_marks_all_recordings_of_its_category(desk, rendered):
    rendered(category="umum")
    rendered(category="kesehatan", title="Lain")
    with desk.database.writing() as session:
        style = replace(style_of(session, "umum"), gap_ms=800)
        set_style(session, the(session, "traffic"), "umum", style, NOW)
        assert mark_outdated(session, "umum") == 1
