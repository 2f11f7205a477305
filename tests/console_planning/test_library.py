"""The library on its page: found, changed in place, retired and brought back, and its rules of rotation."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from scheduler.air_settings import air_settings
from scheduler.library import Kind, LibrarySound
from tests.console.conftest import text_of
from tests.console_planning.programmes import add as add_programme
from tests.playlists.airtime import add_library_sound


def sounds(session):
    return list(session.scalars(select(LibrarySound).order_by(LibrarySound.title)))


@pytest.fixture
def song(database):
    with database.writing() as session:
        made = add_library_sound(session, Kind.MUSIC, "Kopi Cibeber", 60_000)
        session.flush()
        return made.id


@pytest.mark.parametrize(("words", "found"), [("kopi", 1), ("KOPI keroncong", 1), ("pagi", 1), ("50%", 0), ("teh", 0)])
def test_sounds_are_found_by_title_artist_category_and_tag(as_, database, song, words, found):
    with database.writing() as session:
        sound = session.get_one(LibrarySound, song)
        sound.tags, sound.category = ["pagi"], "keroncong"
    page = as_("editor").get(f"/pustaka?cari={words}").get_data(as_text=True)
    assert page.count("data-hear-sound") == found


def change(browser, song, version="1", **changes):
    form = {"title": "Kopi Cibeber", "kind": "music", "cue_in": "0", "cue_out": "60", "version": version, **changes}
    return browser.post(f"/pustaka/{song}/ubah", data=form, headers={"HX-Request": "true"})


def test_a_sound_is_changed_where_it_stands(as_, look, song):
    form = as_("traffic").get(f"/pustaka/{song}/ubah", headers={"HX-Request": "true"}).get_data(as_text=True)
    assert form.lstrip().startswith("<li")
    row = change(as_("traffic"), song, title="Kopi Pahit", cue_in="1,250", cue_out="58.5", tags="malam")
    assert "Kopi Pahit" in text_of(row)
    [made] = look(sounds)
    assert (made.title, made.cue_in_ms, made.cue_out_ms, made.tags) == ("Kopi Pahit", 1250, 58_500, ["malam"])


def test_cues_that_make_no_sense_are_told_in_the_row(as_, look, song):
    answer = change(as_("traffic"), song, cue_in="59", cue_out="2")
    assert answer.status_code == 422
    assert 'id="fault-cue_out_ms"' in answer.get_data(as_text=True)
    assert look(sounds)[0].cue_out_ms == 60_000


def test_the_second_of_two_who_change_a_sound_is_told(as_, look, song):
    change(as_("admin"), song, title="Kopi Manis")
    second = change(as_("traffic"), song, artist="Ansambel")
    assert second.status_code == 409
    assert "Kopi Manis" in text_of(second)
    assert 'value="Ansambel"' in second.get_data(as_text=True)
    assert look(sounds)[0].title == "Kopi Manis"


def test_a_retired_sound_stands_among_the_retired_and_comes_back(as_, look, song):
    as_("traffic").post(f"/pustaka/{song}/pensiun", data={"version": "1"})
    assert "Kopi" not in text_of(as_("editor").get("/pustaka"))
    assert "Kopi" in text_of(as_("editor").get("/pustaka?jenis=retired"))
    as_("traffic").post(f"/pustaka/{song}/kembali", data={"version": "2"})
    assert look(sounds)[0].retired_at is None


def test_each_daypart_without_filler_is_named(as_, database, song):
    with database.writing() as session:
        session.get_one(LibrarySound, song).dayparts = ["pagi", "siang", "sore"]
    assert "Tidak ada pengisi pada: dini hari , malam ." in text_of(as_("editor").get("/pustaka"))
    with database.writing() as session:
        session.get_one(LibrarySound, song).dayparts = []
    assert "Setiap waktu siar punya pengisi." in text_of(as_("editor").get("/pustaka"))


RULES = {
    "artist_separation_min": "60",
    "title_separation_min": "240",
    "share_id": "60",
    "share_su": "40",
    "version": "0",
}


def test_the_rules_of_rotation_are_set_and_a_second_person_is_told(as_, look):
    assert as_("traffic").post("/pustaka/rotasi", data=RULES).status_code == 302
    kept = look(air_settings)
    assert (kept.artist_separation_min, kept.title_separation_min) == (60, 240)
    assert kept.language_shares == {"id": 60, "su": 40}
    second = as_("admin").post("/pustaka/rotasi", data={**RULES, "artist_separation_min": "5"})
    assert second.status_code == 409
    assert re.search(r'id="artist_separation_min"[^>]*value="5"', second.get_data(as_text=True))
    assert "sekarang sudah: 60" in text_of(second)


def test_shares_beyond_the_whole_are_told(as_):
    answer = as_("traffic").post("/pustaka/rotasi", data={**RULES, "share_su": "60"})
    assert answer.status_code == 422
    assert "100 persen" in text_of(answer)


def test_home_tells_planners_of_a_recording_that_is_overdue_and_of_dayparts_without_filler(as_):
    add_programme(as_("traffic"), deadline_min="10080")
    home = text_of(as_("traffic").get("/"))
    assert "Rekaman “Bupati Menyapa” belum ada" in home
    assert "Tidak ada pengisi pada dini hari" in home
    assert "Bupati" not in text_of(as_("editor").get("/"))
