"""The pages of the lexicon, the productions and the takes, as the station's people use them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from audio.errors import VoiceFailed
from audio.media import MediaStore
from scheduler.announcements.tables import Announcement
from scheduler.desk import Desk
from scheduler.lexicon import lexicon_rows
from scheduler.productions import style_of
from scheduler.recordings import Recording, request_recording
from scheduler.rendering import render_recording
from scheduler.renditions import PERSON
from scheduler.sent_takes import SentTake, SentTakeState
from scheduler.take_listening import take_in_sent
from tests.console.conftest import (
    NOW,
    SCRIPT,
    _furnished,
    _templates,
    as_,
    console,
    database,
    guest,
    id_of,
    settings,
    submitted,
    text_of,
)
from tests.voice_desk.conftest import tone

__all__ = [
    "_furnished",
    "_templates",
    "as_",
    "console",
    "database",
    "guest",
    "settings",
    "submitted",
]  # fixtures of the console's own tests

ENTRY = {"written": "Posyandu", "spoken": "pos yandu", "kind": "word", "layer": ""}


@pytest.fixture
def recorded(settings, database, submitted) -> str:
    """A script whose recording was made by the voice."""
    make_recording(settings, database, submitted)
    return submitted


def make_recording(settings, database, announcement_id: str) -> None:
    desk = Desk(settings, database, MediaStore.at(settings.media_url), lambda: NOW)
    with database.writing() as session:
        wanted = request_recording(session, session.get_one(Announcement, announcement_id).newest, NOW)
    render_recording(desk, wanted.id)


def listen(settings, database) -> None:
    """What the worker does with the takes that were sent."""
    desk = Desk(settings, database, MediaStore.at(settings.media_url), lambda: NOW)
    with database.reading() as session:
        waiting = session.scalars(select(SentTake.id).where(SentTake.state == SentTakeState.WAITING)).all()
    for sent_take_id in waiting:
        take_in_sent(desk, sent_take_id)


def take_of(path: Path, revision: int = 1, name: str = "rekaman.wav"):
    return {"revision": str(revision), "take": (io.BytesIO(path.read_bytes()), name)}


def the_recording(database) -> Recording:
    with database.reading() as session:
        return session.scalars(select(Recording)).one()


def test_a_word_is_tried_before_it_is_kept(as_):
    form = {**ENTRY, "body": "Datanglah ke Posyandu di Kab. Lebak."}
    tried = as_("editor").post("/kamus/coba", data=form).get_data(as_text=True)
    assert '<mark title="Posyandu">pos yandu</mark>' in tried
    assert '<mark title="Kab.">Kabupaten</mark>' in tried
    assert "Belum ada kata" in text_of(as_("editor").get("/kamus"))


def test_a_pattern_that_could_hang_is_refused_with_the_reason_while_it_is_tried_and_when_it_is_kept(as_, database):
    form = {**ENTRY, "written": "(a+)+", "kind": "pattern", "body": "aaa"}
    assert "pengulangan di dalam pengulangan" in text_of(as_("editor").post("/kamus/coba", data=form))
    answer = as_("editor").post("/kamus", data=form)
    assert answer.status_code == 422
    assert 'value="(a+)+"' in answer.get_data(as_text=True)
    with database.reading() as session:
        assert lexicon_rows(session) == []


def test_what_is_kept_is_heard_on_the_writing_page_of_its_layer_only(as_):
    page = as_("editor").get("/kamus").get_data(as_text=True)
    found = re.search(r'value="(\w+)" *>Dinas Kesehatan<', page)
    as_("editor").post("/kamus", data={**ENTRY, "layer": found and found[1]})
    heard = {
        who: as_(who).post("/naskah/dengar", data={"body": "Ke Posyandu.", "language": "id"}).get_data(as_text=True)
        for who in ("official", "other official")
    }
    assert "pos yandu" in heard["official"]
    assert "pos yandu" not in heard["other official"]


def test_a_text_can_be_heard_at_once(as_):
    answer = as_("official").post("/naskah/suara-coba", data={"body": "Bawa anak ke Posyandu.", "language": "id"})
    assert answer.mimetype == "audio/mpeg"
    assert len(answer.data) > 10_000
    silent = as_("official").post("/naskah/suara-coba", data={"body": "…", "language": "id"})
    assert (silent.status_code, silent.mimetype) == (422, "text/plain")


def test_removing_can_be_undone(as_, database):
    as_("editor").post("/kamus", data=ENTRY)
    with database.reading() as session:
        entry_id = lexicon_rows(session)[0].id
    as_("editor").post(f"/kamus/{entry_id}/hapus")
    page = text_of(as_("editor").get("/kamus"))
    assert "Baru dihapus" in page
    as_("editor").post(f"/kamus/{entry_id}/kembali")
    with database.reading() as session:
        assert [row.spoken for row in lexicon_rows(session)] == ["pos yandu"]


def test_a_change_offers_to_make_the_recordings_again_that_would_sound_otherwise(as_, recorded, database):
    as_("editor").post("/kamus", data=ENTRY)
    assert "1 rekaman kini akan berbunyi lain" in text_of(as_("editor").get("/kamus"))
    assert "akan berbunyi lain" in text_of(as_("editor").get(f"/naskah/{recorded}"))
    as_("editor").post("/kamus/rekam-ulang")
    assert the_recording(database).remaking
    assert "akan berbunyi lain" not in text_of(as_("editor").get("/kamus"))


@pytest.mark.parametrize(("who", "status"), [("official", 403), ("announcer", 403), ("editor", 302)])
def test_who_changes_the_lexicon(as_, who, status):
    assert as_(who).post("/kamus", data=ENTRY).status_code == status


@pytest.mark.parametrize(("who", "status"), [("official", 403), ("editor", 403), ("traffic", 200), ("admin", 200)])
def test_who_sees_the_productions(as_, who, status):
    assert as_(who).get("/produksi").status_code == status
    assert as_(who).get("/produksi/kesehatan").status_code == status


def test_a_production_is_changed_and_the_usual_one_taken_again(as_, database):
    form = {
        "gap_ms": "800", "bed_lu": "8", "ducked_lu": "20", "fade_in_ms": "300", "fade_out_ms": "1200",
        "closing": "Sekian dari {agency}.", "announce_title": "on",
    }  # fmt: skip
    assert as_("traffic").post("/produksi/kesehatan", data=form).status_code == 302
    with database.reading() as session:
        style = style_of(session, "kesehatan")
    assert (style.gap_ms, style.announce_title, style.closing) == (800, True, "Sekian dari {agency}.")
    assert "milik stasiun" in text_of(as_("traffic").get("/produksi"))
    as_("traffic").post("/produksi/kesehatan/biasa")
    with database.reading() as session:
        assert style_of(session, "kesehatan").closing is None


def test_a_production_is_heard_as_the_form_says_before_it_is_kept(as_, database):
    form = {
        "gap_ms": "800",
        "bed_lu": "8",
        "ducked_lu": "20",
        "fade_in_ms": "0",
        "fade_out_ms": "0",
        "closing": "Sekian.",
    }
    heard = as_("traffic").post("/produksi/kesehatan/dengar", data=form)
    assert (heard.status_code, heard.mimetype) == (200, "audio/mpeg")
    wrong = as_("traffic").post("/produksi/kesehatan/dengar", data={**form, "gap_ms": 60_000})
    assert (wrong.status_code, wrong.mimetype) == (422, "text/plain")
    assert "5000" in wrong.get_data(as_text=True)
    assert as_("announcer").post("/produksi/kesehatan/dengar", data=form).status_code == 403
    with database.reading() as session:
        assert style_of(session, "kesehatan").gap_ms == 400


@pytest.mark.parametrize("gap", ["-5", "", "banyak", "9" * 40, "nan"])
def test_a_number_that_is_none_is_told_at_its_field(as_, gap):
    answer = as_("traffic").post("/produksi/kesehatan", data={"gap_ms": gap, "closing": "Sekian."})
    assert answer.status_code == 422
    assert "fault-gap_ms" in answer.get_data(as_text=True)


def test_a_take_that_is_sent_airs_once_a_worker_has_listened_to_it(as_, recorded, settings, database, tmp_path):
    path = tone(tmp_path / "take.wav", 8)
    answer = as_("announcer").post(f"/naskah/{recorded}/suara", data=take_of(path))
    assert answer.status_code == 302
    assert the_recording(database).voice == "espeak:id"
    assert "rekaman.wav" in text_of(as_("announcer").get(f"/naskah/{recorded}/suara/kiriman?revisi=1"))
    listen(settings, database)
    assert as_("announcer").get(f"/naskah/{recorded}/suara/kiriman?revisi=1").headers["HX-Refresh"] == "true"
    assert the_recording(database).voice == PERSON
    page = text_of(as_("announcer").get(f"/naskah/{recorded}/suara"))
    assert "dipakai" in page
    assert "suara espeak:id" in page


def test_a_take_larger_than_any_form_is_taken(as_, recorded, settings, database, tmp_path):
    path = tone(tmp_path / "take.wav", 40)
    assert path.stat().st_size > 3_000_000
    assert as_("announcer").post(f"/naskah/{recorded}/suara", data=take_of(path)).status_code == 302
    listen(settings, database)
    assert the_recording(database).voice == PERSON


def test_no_other_form_takes_that_much(as_):
    assert as_("editor").post("/kamus", data={**ENTRY, "spoken": "a" * 3_000_000}).status_code == 413


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Ini surat, bukan suara.\n" * 20, "tidak terbaca sebagai suara"),
        (b"", "kosong"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "suara"),
    ],
)
def test_a_bad_file_is_told_in_the_readers_language_and_changes_nothing(
    as_, recorded, settings, database, tmp_path, content, told
):
    (tmp_path / "bad.wav").write_bytes(content)
    answer = as_("announcer").post(f"/naskah/{recorded}/suara", data=take_of(tmp_path / "bad.wav", name="surat.wav"))
    assert answer.status_code == 302
    listen(settings, database)
    page = as_("announcer").get(f"/naskah/{recorded}/suara").get_data(as_text=True)
    why = page.split('id="why">')[1].split("</p>")[0]
    assert "surat.wav" in why
    assert told in why
    assert the_recording(database).voice == "espeak:id"


def test_sending_nothing_is_told(as_, recorded):
    answer = as_("announcer").post(f"/naskah/{recorded}/suara", data={"revision": "1"})
    assert answer.status_code == 422
    assert "Belum ada berkas" in text_of(answer)


def test_what_is_wrong_with_a_take_is_told_with_what_to_do(as_, recorded, settings, database, tmp_path):
    path = tone(tmp_path / "take.wav", 2, level=1.2)
    as_("announcer").post(f"/naskah/{recorded}/suara", data=take_of(path))
    listen(settings, database)
    page = text_of(as_("announcer").get(f"/naskah/{recorded}/suara"))
    assert "2 detik" in page
    assert "mikrofon" in page


@pytest.mark.parametrize("path", ["/suara", "/suara?revisi=1"])
def test_another_agencys_takes_do_not_exist_and_ones_own_are_the_stations(as_, recorded, path):
    assert as_("other official").get(f"/naskah/{recorded}{path}").status_code == 403
    assert as_("official").get(f"/naskah/{recorded}{path}").status_code == 403


def test_a_revision_that_is_not_there_is_told(as_, recorded, tmp_path):
    answer = as_("announcer").post(f"/naskah/{recorded}/suara", data=take_of(tone(tmp_path / "t.wav", 2), revision=9))
    assert answer.status_code == 404


def test_the_page_says_which_voice_read_it_and_why(as_, settings, database):
    script = id_of(as_("official").post("/naskah/baru", data={**SCRIPT, "language": "su", "body": "Wilujeng énjing."}))
    make_recording(settings, database, script)
    page = text_of(as_("official").get(f"/naskah/{script}/rekaman"))
    assert "Suara Indonesia yang membacanya" in page


def test_the_waveform_comes_with_the_page(as_, recorded):
    page = as_("editor").get(f"/naskah/{recorded}/rekaman").get_data(as_text=True)
    peaks = page.split('data-peaks="')[1].split('"')[0].split()
    assert max(map(int, peaks)) > 30


def test_a_recording_that_failed_says_why_in_the_readers_language(as_, settings, database):
    script = id_of(as_("official").post("/naskah/baru", data={**SCRIPT, "body": "Awas banjir."}))
    with pytest.raises(VoiceFailed):
        make_recording(replace(settings, voice="nobody"), database, script)
    page = text_of(as_("official").get(f"/naskah/{script}/rekaman"))
    assert "Tidak ada suara nobody" in page
    make_recording(settings, database, script)
    assert "gagal" not in text_of(as_("official").get(f"/naskah/{script}/rekaman"))
