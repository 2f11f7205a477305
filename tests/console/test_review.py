"""Two people stand behind what airs; and nobody decides about a text that he has not read."""

from __future__ import annotations

from tests.console.conftest import SCRIPT, id_of, text_of


def decide(browser, script, decision, revision="1", note=""):
    return browser.post(f"/tinjau/{script}", data={"revision": revision, "decision": decision, "note": note})


def test_a_reviewer_sees_how_each_expansion_is_read(as_, submitted):
    page = as_("editor").get(f"/tinjau/{submitted}").get_data(as_text=True)
    assert '<mark title="Kabupaten">Kab.</mark>' in page
    assert "Setujui revisi 1" in page


def test_review_begins_with_what_has_waited_longest(as_, submitted):
    as_("other official").post("/naskah/baru", data={**SCRIPT, "title": "Siaga banjir"})
    assert as_("editor").get("/tinjau").location == f"/tinjau/{submitted}"


def test_what_is_urgent_is_reviewed_before_what_has_waited_longer(as_, submitted):
    flood = id_of(as_("other official").post("/naskah/baru", data={**SCRIPT, "title": "Siaga banjir", "priority": "5"}))
    assert as_("editor").get("/tinjau").location == f"/tinjau/{flood}"


def test_with_nothing_to_review_the_page_says_so(as_):
    assert "Tidak ada yang menunggu tinjauan." in text_of(as_("editor").get("/tinjau"))


def test_an_approval_is_told_on_the_announcements_page(as_, submitted):
    assert decide(as_("editor"), submitted, "approve").status_code == 302
    assert "Disetujui editor, redaksi" in text_of(as_("official").get(f"/naskah/{submitted}"))


def test_an_approval_of_a_text_that_changed_since_it_was_read_shows_what_changed(as_, submitted):
    as_("official").post(f"/naskah/{submitted}/ubah", data={**SCRIPT, "title": "Imunisasi polio", "revision": "1"})
    answer = decide(as_("editor"), submitted, "approve")
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "<del>campak serentak</del><ins>polio</ins>" in page
    assert "Keputusan Anda tidak dijalankan" in page
    assert "menunggu tinjauan" in text_of(as_("editor").get(f"/naskah/{submitted}"))


def test_asking_for_changes_needs_a_note_and_the_writer_reads_it(as_, submitted):
    answer = decide(as_("editor"), submitted, "request_changes")
    assert answer.status_code == 422
    assert "Katakan apa yang perlu diubah." in text_of(answer)
    decide(as_("editor"), submitted, "request_changes", note="Nomornya keliru.")
    assert "Nomornya keliru." in text_of(as_("official").get("/"))


def test_the_next_reviewer_sees_what_changed_since_it_was_last_decided(as_, submitted):
    decide(as_("editor"), submitted, "request_changes", note="Ganti judul.")
    as_("official").post(f"/naskah/{submitted}/ubah", data={**SCRIPT, "title": "Imunisasi polio", "revision": "1"})
    page = as_("editor").get(f"/tinjau/{submitted}").get_data(as_text=True)
    assert "revisi 1 → 2" in page
    assert "<ins>polio</ins>" in page


def test_who_wrote_it_cannot_approve_it(as_):
    script = id_of(as_("editor").post("/naskah/baru", data={**SCRIPT, "agency": "BPBD"}))
    assert "orang lain yang harus menyetujui" in text_of(as_("editor").get(f"/tinjau/{script}"))
    answer = decide(as_("editor"), script, "approve")
    assert answer.status_code == 403
    assert "Yang menulis naskah tidak boleh menyetujuinya." in text_of(answer)


def test_alone_on_duty_traffic_releases_with_a_reason_until_a_colleague_countersigns(as_):
    script = id_of(as_("traffic").post("/naskah/baru", data={**SCRIPT, "agency": "BPBD"}))
    assert decide(as_("traffic"), script, "release_alone").status_code == 422
    decide(as_("traffic"), script, "release_alone", note="banjir pukul dua pagi")
    assert "Dilepas sendirian" in text_of(as_("editor").get("/"))
    as_("editor").post(f"/tinjau/{script}/tandatangan")
    assert "Dilepas sendirian: “" not in text_of(as_("editor").get("/"))
    assert "Ditandatangani orang kedua editor" in text_of(as_("official").get("/naskah")) + text_of(
        as_("traffic").get(f"/naskah/{script}")
    )


def test_holding_stops_what_airs(as_, submitted):
    decide(as_("editor"), submitted, "approve")
    decide(as_("editor"), submitted, "hold", note="nomor telepon keliru")
    assert "ditahan" in text_of(as_("official").get(f"/naskah/{submitted}"))


def test_officials_and_announcers_do_not_decide(as_, submitted):
    for who in ("official", "announcer"):
        assert as_(who).get(f"/tinjau/{submitted}").status_code == 403
        assert decide(as_(who), submitted, "approve").status_code == 403


def test_a_decision_that_is_none_changes_nothing(as_, submitted):
    assert decide(as_("editor"), submitted, "explode").status_code == 422
