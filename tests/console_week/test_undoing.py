"""Each step is taken back, the newest first, also after the page was loaded again."""

from __future__ import annotations

from tests.console_week.conftest import episode_of


def newest_step(browser):
    return browser.get("/pekan/2026-11-25/isi").json["undo"]


def test_each_step_is_taken_back_the_newest_first(post, as_, noon, database):
    post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time="16:00")
    post("traffic", f"/pekan/acara/{noon['id']}/nama", version=2, title="Lain")
    assert newest_step(as_("traffic"))["name"] == "Ganti nama “Lain”"
    told = post("traffic", "/pekan/urungkan", step=newest_step(as_("traffic"))["id"]).json["told"]
    assert told == "Diurungkan: Ganti nama “Lain”."
    assert newest_step(as_("traffic"))["name"] == "Pindah “Siang Sunda”"
    post("traffic", "/pekan/urungkan", step=newest_step(as_("traffic"))["id"])
    assert newest_step(as_("traffic")) is None
    found = episode_of(database, "Siang Sunda")
    assert (found["at"], found["name"]) == ("25 13.00", "Siang Sunda")


def test_a_copy_taken_back_is_gone(post, as_, noon):
    before = as_("traffic").get("/pekan/2026-11-25/isi").json["episodes"]
    post("traffic", f"/pekan/acara/{noon['id']}/salin", day="2026-11-25", time="19:00")
    post("traffic", "/pekan/urungkan", step=newest_step(as_("traffic"))["id"])
    assert as_("traffic").get("/pekan/2026-11-25/isi").json["episodes"] == before


def test_the_page_names_the_step_after_it_was_loaded_again(post, as_, noon):
    post("traffic", f"/pekan/acara/{noon['id']}/batal", version=1)
    assert "Tiadakan “Siang Sunda”" in as_("traffic").get("/pekan/2026-11-25").text


def test_a_button_that_names_an_older_step_does_not_take_a_newer_one_back(post, as_, noon, database):
    post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time="16:00")
    shown = newest_step(as_("traffic"))["id"]
    post("traffic", f"/pekan/acara/{noon['id']}/nama", version=2, title="Lain")
    answer = post("traffic", "/pekan/urungkan", step=shown)
    assert answer.status_code == 409
    assert "Ganti nama “Lain”" in answer.json["what"]
    assert episode_of(database, "Siang Sunda")["name"] == "Lain"


def test_nobody_takes_back_what_somebody_else_has_changed_since(post, as_, noon, database):
    post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time="16:00")
    post("admin", f"/pekan/acara/{noon['id']}/pindah", version=2, day="2026-11-25", time="17:00")
    answer = post("traffic", "/pekan/urungkan", step=newest_step(as_("traffic"))["id"])
    assert answer.status_code == 409
    assert episode_of(database, "Siang Sunda")["at"] == "25 17.00"


def test_with_nothing_to_take_back_it_says_so(post, week):
    assert post("traffic", "/pekan/urungkan", step="").status_code == 404
