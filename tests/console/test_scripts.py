"""Writing, finding and handing in scripts; and all that people type which is no script."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from scheduler.announcements.tables import Announcement
from tests.console.conftest import SCRIPT, id_of, text_of


def count(database):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Announcement))


def test_an_empty_list_says_what_to_do_next(as_):
    page = text_of(as_("official").get("/naskah"))
    assert "Belum ada naskah. Tulis yang pertama" in page


def test_what_an_official_hands_in_waits_for_review(as_, submitted):
    assert "menunggu tinjauan" in text_of(as_("official").get(f"/naskah/{submitted}"))
    assert "1 naskah menunggu tinjauan" in text_of(as_("editor").get("/"))


def test_a_draft_waits_for_nobody_until_it_is_handed_in(as_):
    draft = id_of(as_("official").post("/naskah/baru", data={**SCRIPT, "act": "draft"}))
    assert "menunggu tinjauan" not in text_of(as_("editor").get("/"))
    as_("official").post(f"/naskah/{draft}/kirim", data={"revision": 1})
    assert "1 naskah menunggu tinjauan" in text_of(as_("editor").get("/"))


def test_the_same_form_sent_twice_makes_one_script(as_, database):
    form = {**SCRIPT, "form_key": "01ABC"}
    first, second = (id_of(as_("official").post("/naskah/baru", data=form)) for _ in range(2))
    assert first == second
    assert count(database) == 1


def test_the_same_edit_sent_twice_makes_one_revision(as_, submitted):
    edit = {**SCRIPT, "title": "Imunisasi campak", "revision": "1"}
    for _ in range(2):
        assert as_("official").post(f"/naskah/{submitted}/ubah", data=edit).status_code == 302
    assert 'name="revision" value="2"' in as_("official").get(f"/naskah/{submitted}/ubah").get_data(as_text=True)


def test_an_edit_of_what_changed_meanwhile_keeps_both_texts(as_, submitted):
    as_("editor").post(f"/naskah/{submitted}/ubah", data={**SCRIPT, "body": "Pukul sepuluh.", "revision": "1"})
    answer = as_("official").post(
        f"/naskah/{submitted}/ubah", data={**SCRIPT, "body": "Pukul sembilan.", "revision": "1"}
    )
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Pukul sepuluh." in page
    assert "Pukul sembilan." in page


def test_staff_write_on_behalf_of_an_agency_and_the_page_says_so(as_):
    script = id_of(as_("traffic").post("/naskah/baru", data={**SCRIPT, "agency": "BPBD"}))
    assert "lewat telepon, oleh traffic" in text_of(as_("editor").get(f"/naskah/{script}"))


@pytest.mark.parametrize("path", ["", "/ubah", "/rekaman"])
def test_another_agencys_script_does_not_exist(as_, submitted, path):
    assert as_("other official").get(f"/naskah/{submitted}{path}").status_code == 404
    assert "Imunisasi" not in text_of(as_("other official").get("/naskah"))


def test_another_agencys_script_cannot_be_changed_either(as_, submitted):
    for path in ("ubah", "kirim", "tarik"):
        answer = as_("other official").post(f"/naskah/{submitted}/{path}", data={**SCRIPT, "revision": "1"})
        assert answer.status_code == 404


def test_the_list_is_paged_and_searched(as_):
    for number in range(27):
        as_("official").post("/naskah/baru", data={**SCRIPT, "title": f"Kabar nomor {number}"})
    page = as_("official").get("/naskah").get_data(as_text=True)
    assert "Kabar nomor 26" in page
    assert "Kabar nomor 0<" not in page
    assert "Naskah lebih lama" in page
    assert "Kabar nomor 7" in text_of(as_("official").get("/naskah?cari=nomor 7"))
    assert "Tidak ada yang ditemukan." in text_of(as_("official").get("/naskah?cari=%25"))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "Ini belum diisi."),
        ({"title": " \u200f \t"}, "Ini kosong."),
        ({"body": "!!! …"}, "Ini kosong."),
        ({"body": "a" * 100_000}, "Panjangnya 100000 karakter"),
        ({"last_day": "2026-11-24", "first_day": "2026-11-25"}, "Hari terakhir mendahului hari pertama."),
        ({"first_day": "2026-02-30"}, "Tanggal itu tidak ada: 2026-02-30."),
        ({"dayparts": ["tengah malam"]}, "tengah malam tidak dikenal di sini."),
        ({"dayparts": []}, "Ini belum diisi."),
        ({"spots_per_day": "-1"}, "Ini harus bilangan bulat dari 1 sampai 48."),
        ({"priority": "9" * 40}, "Ini harus bilangan bulat"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_kept_or_lost(as_, database, changed, told):
    answer = as_("official").post("/naskah/baru", data={**SCRIPT, **changed})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert count(database) == 0
    if "body" not in changed:
        assert "mengajak orang tua ke Posyandu" in text_of(answer)


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script> Siaga banjir.",
        "{{ 7 * 7 }} {% raw %} Siaga banjir.",
        "'; DROP TABLE announcement; -- Siaga banjir.",
        "Siaga \x00\x07 banjir \ud83c\udf0a.",
        "\u202eSiaga banjir.",
    ],
)
def test_hostile_text_is_text(as_, body):
    script = id_of(as_("official").post("/naskah/baru", data={**SCRIPT, "body": body.encode("utf-8", "replace")}))
    page = as_("official").get(f"/naskah/{script}").get_data(as_text=True)
    assert "banjir" in page
    assert "<script>alert" not in page
    assert " 49 " not in text_of(as_("official").get(f"/naskah/{script}"))


def test_what_will_be_heard_stands_beside_the_text_with_its_expansions_marked(as_):
    heard = as_("official").post("/naskah/dengar", data={"body": "Kab. Lebak, 07/12/2026."}).get_data(as_text=True)
    assert '<mark title="Kab.">Kabupaten</mark>' in heard
    assert '<mark title="07/12/2026">tujuh Desember dua ribu dua puluh enam</mark>' in heard


def test_the_writer_is_told_when_weekday_and_date_do_not_match(as_):
    heard = text_of(as_("official").post("/naskah/dengar", data={"body": "Datanglah Senin, 08/12/2026."}))
    assert "Betulkan hari atau tanggalnya." in heard


def test_withdrawing_ends_it_and_keeps_its_text(as_, submitted):
    as_("official").post(f"/naskah/{submitted}/tarik", data={"revision": "1", "note": "batal"})
    page = text_of(as_("official").get(f"/naskah/{submitted}"))
    assert "ditarik" in page
    assert "“batal”" in page
    assert as_("official").post(f"/naskah/{submitted}/ubah", data={**SCRIPT, "revision": "1"}).status_code == 409
