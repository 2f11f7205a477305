"""Machines, people and the audit log: the pages of traffic and of the admin."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from playlists.machines import all_machines, hear_from, machines_by_token
from scheduler.tokens import hash_token
from tests.console.conftest import NOW, PASSWORD, text_of


def add_machine(browser, name="studio-1"):
    page = browser.post("/mesin", data={"name": name}).get_data(as_text=True)
    return re.search(r"SIAR_TOKEN=(\S+)", page).group(1)


def test_a_machines_token_is_shown_once_with_the_command_that_starts_it(as_, database):
    token = add_machine(as_("traffic"))
    with database.reading() as session:
        assert machines_by_token(session)[hash_token(token)].name == "studio-1"
    assert token not in as_("traffic").get("/mesin").get_data(as_text=True)


def test_two_machines_cannot_share_a_name(as_):
    add_machine(as_("traffic"))
    answer = as_("traffic").post("/mesin", data={"name": "studio-1"})
    assert answer.status_code == 409
    assert "Sudah ada mesin bernama studio-1. Pilih nama lain." in text_of(answer)


def test_a_machine_that_is_shut_out_stays_on_the_page(as_, database):
    token = add_machine(as_("traffic"))
    with database.reading() as session:
        [machine] = all_machines(session)
    as_("traffic").post(f"/mesin/{machine.id}/cabut")
    with database.reading() as session:
        assert hash_token(token) not in machines_by_token(session)
    assert "1 mesin sudah ditutup" in text_of(as_("traffic").get("/mesin"))


def test_a_silent_machine_needs_traffic_until_it_is_heard(as_, database):
    add_machine(as_("traffic"))
    assert "Mesin studio-1 diam" in text_of(as_("traffic").get("/"))
    with database.writing() as session:
        hear_from(all_machines(session)[0], {"on_air": True, "clock_offset_ms": 20, "versions": {"2026-11-24": 3}}, NOW)
    page = text_of(as_("traffic").get("/"))
    assert "Mesin studio-1 diam" not in page
    assert "v3 · jam 0,02 d" in page


def test_a_heartbeat_that_makes_no_sense_breaks_no_page(as_, database):
    add_machine(as_("traffic"))
    with database.writing() as session:
        hear_from(all_machines(session)[0], {"clock_offset_ms": "soon", "now_playing": "?", "versions": []}, NOW)
    assert as_("traffic").get("/").status_code == 200
    assert as_("traffic").get("/mesin").status_code == 200


@pytest.mark.parametrize("path", ["/mesin", "/orang", "/riwayat", "/hari/2026-11-24"])
def test_an_official_sees_nothing_of_the_house(as_, path):
    answer = as_("official").get(path)
    assert answer.status_code == 403
    assert "Halaman ini bukan untuk Anda." in text_of(answer)


def test_a_new_official_comes_in_by_the_link_that_the_admin_is_shown(as_, guest):
    as_("admin").post("/orang/kantor", data={"name": "Dinas PUPR"})
    page = as_("admin").get("/orang").get_data(as_text=True)
    agency = re.search(r'value="(\w{26})" ?>Dinas PUPR', page).group(1)
    form = {"name": "Budi Santosa", "email": "budi@pupr.example", "role": "official", "agency_id": agency}
    invited = as_("admin").post("/orang", data=form).get_data(as_text=True)
    link = re.search(r"http://localhost(/undangan/\S+)<", invited).group(1)
    assert "Dinas PUPR" in text_of(guest.post(link, data={"password": PASSWORD}, follow_redirects=True))


def test_a_person_without_a_place_is_told_what_is_wrong(as_):
    answer = as_("admin").post("/orang", data={"email": "x@y.example", "name": "X", "role": "official"})
    assert answer.status_code == 422
    assert "Petugas dinas tergabung dalam sebuah dinas" in text_of(answer)


def test_the_door_is_closed_and_opened_again_but_never_on_oneself(as_, database):
    as_("editor")
    with database.reading() as session:
        ids = dict(session.execute(text("select email, id from person")).all())
    admin = as_("admin")
    admin.post(f"/orang/{ids['editor@radio.example']}/pintu", data={"open": "0"})
    assert as_("editor").get("/").status_code == 302
    admin.post(f"/orang/{ids['editor@radio.example']}/pintu", data={"open": "1"})
    assert as_("editor").get("/").status_code == 200
    assert admin.post(f"/orang/{ids['admin@radio.example']}/pintu", data={"open": "0"}).status_code == 403


def test_the_audit_log_tells_who_did_what_and_that_its_chain_is_whole(as_, submitted):
    page = text_of(as_("traffic").get("/riwayat"))
    assert "sehat menulis pengumuman" in page
    assert "Rantai utuh" in text_of(as_("traffic").get("/riwayat/periksa"))


def test_a_line_changed_behind_the_stations_back_is_told(as_, database, submitted):
    with database.writing() as session:
        session.execute(text("update audit_line set actor = 'nobody' where seq = 1"))
    assert "Rantai putus di baris 1" in text_of(as_("traffic").get("/riwayat/periksa"))
