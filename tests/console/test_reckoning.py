"""What became of what was planned: why it did not air, the day's books, make-goods, proof, alarms."""

from __future__ import annotations

from datetime import timedelta

import pytest

from playlists.airings import Airing
from playlists.as_run import take_in
from playlists.machines import Machine
from playlists.make_goods import notice_missed
from tests.console.conftest import NOW, text_of
from tests.playlists.airtime import SIX
from tests.playlists.test_as_run import line
from tests.reconciliation.aired import day_on_air


@pytest.fixture
def missed(database):
    """A spot of this morning that its machine skipped; gives the announcement, the item and the machine."""
    machine, item = day_on_air(database)
    with database.writing() as session:
        said = [line(1, item_id=item, outcome="skipped", detail="late by 95 s")]
        take_in(session, session.get_one(Machine, machine.id), said, SIX + timedelta(minutes=30))
        notice_missed(session, NOW)
        return session.get_one(Airing, item).announcement_id, item, machine.id


def test_why_an_announcement_did_not_air_is_told_from_submission_to_machine(as_, missed):
    page = text_of(as_("traffic").get(f"/naskah/{missed[0]}/mengapa"))
    assert "editor menyetujui revisi 1." in page
    assert "late by 95 s" in page
    assert "Penggantinya diusulkan" in page


def test_an_office_is_told_why_of_its_own_announcements_only(as_, missed):
    codes = {as_(who).get(f"/naskah/{missed[0]}/mengapa").status_code for who in ("official", "other official")}
    assert codes == {200, 404}


def test_what_happened_in_an_hour_is_told_of_a_machine(as_, missed):
    page = text_of(as_("announcer").get(f"/mesin/{missed[2]}/mengapa?hari=2026-11-24&jam=6"))
    assert "Versi 1 untuk Sel 24/11 sudah terbit." in page
    assert as_("announcer").get(f"/mesin/{missed[2]}/mengapa?hari=never").status_code == 404
    assert as_("announcer").get(f"/mesin/{missed[2]}/mengapa").status_code == 200


def test_the_days_books_show_what_was_missed_with_its_reason(as_, missed):
    page = text_of(as_("editor").get("/hari/2026-11-24/rekonsiliasi"))
    assert "Kata mesin: late by 95 s" in page
    assert as_("official").get("/hari/2026-11-24/rekonsiliasi").status_code == 403
    assert "Tidak ada yang terbit" in text_of(as_("editor").get("/hari/2026-11-20/rekonsiliasi"))


def test_a_missed_spot_is_decided_on_once(as_, missed):
    assert "1 tayangan terlewat" in text_of(as_("traffic").get("/"))
    assert "menunggu keputusan" in text_of(as_("traffic").get("/terlewat"))
    as_("traffic").post(f"/terlewat/{missed[1]}", data={"act": "decline"})
    assert "dibiarkan terlewat" in text_of(as_("traffic").get("/terlewat"))
    assert as_("traffic").post(f"/terlewat/{missed[1]}", data={"act": "place"}).status_code == 409


def test_a_missed_spot_is_made_good_and_says_where(as_, missed):
    answer = as_("traffic").post(f"/terlewat/{missed[1]}", data={"act": "place"}, follow_redirects=True)
    assert "Sudah ditempatkan" in text_of(answer)
    assert "sudah diganti" in text_of(answer)


def test_an_office_downloads_the_proof_of_its_own_announcements_only(as_, missed):
    official = as_("official")
    assert "studio-1" in text_of(official.get(f"/naskah/{missed[0]}/bukti"))
    assert official.get(f"/naskah/{missed[0]}/bukti.csv").get_data(as_text=True).startswith("station,")
    assert official.get(f"/naskah/{missed[0]}/bukti.pdf").data.startswith(b"%PDF")
    assert as_("other official").get(f"/naskah/{missed[0]}/bukti.csv").status_code == 404


def test_an_alarm_address_is_added_shown_without_its_password_and_removed(as_):
    traffic = as_("traffic")
    told = traffic.post("/alarm", data={"name": "Grup siaga", "url": "json://siaga:sangatrahasia@127.0.0.1:9/"})
    assert told.status_code == 302
    page = traffic.get("/alarm").get_data(as_text=True)
    assert "Grup siaga" in page
    assert "sangatrahasia" not in page
    target = page.partition("/coba")[0].rpartition("/alarm/")[2]
    assert "Pesan uji tidak sampai ke Grup siaga." in text_of(traffic.post(f"/alarm/{target}/coba"))
    traffic.post(f"/alarm/{target}/hapus")
    assert "Grup siaga" not in text_of(traffic.get("/alarm")).partition("diberi tahu lagi")[2]


def test_an_address_that_is_none_is_told(as_):
    answer = as_("traffic").post("/alarm", data={"url": "halo"})
    assert answer.status_code == 422
    assert "Alamat itu tidak dimengerti." in text_of(answer)


def test_the_quiet_hours_are_kept_and_a_time_that_is_none_is_told(as_):
    kept = {"quiet_from": "22:00", "quiet_to": "05:00", "make_good_automatic": "1"}
    as_("traffic").post("/alarm/aturan", data=kept)
    assert 'value="22:00"' in as_("traffic").get("/alarm").get_data(as_text=True)
    assert as_("traffic").post("/alarm/aturan", data={"quiet_from": "25:99"}).status_code == 422


@pytest.mark.parametrize("path", ["/alarm", "/terlewat"])
def test_alarms_and_missed_spots_are_for_traffic_and_the_admin(as_, path):
    assert as_("editor").get(path).status_code == 403
