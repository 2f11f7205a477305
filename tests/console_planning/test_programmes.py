"""Programmes on their pages: filled in without a recurrence rule, clashes told before they are kept, taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from scheduler.air_settings_editing import set_air_settings
from scheduler.expanding import expand_programmes
from scheduler.library import Kind
from scheduler.programmes import programmes
from tests.console.conftest import text_of
from tests.console_planning.programmes import add, episodes, filled, the_programme
from tests.playlists.airtime import add_library_sound
from tests.week.shows import NOW, TRAFFIC


def test_an_empty_list_says_what_to_do_next(as_):
    assert "Belum ada acara. Tambahkan yang pertama" in text_of(as_("traffic").get("/program"))


def test_a_programme_is_added_without_knowing_any_rule(as_, look):
    programme_id = add(as_("traffic"))
    made = look(the_programme)
    assert made.recurrence == "RRULE:FREQ=WEEKLY;BYDAY=TU,TH"
    assert made.duration_ms == 30 * 60_000
    assert [f"{each.starts_at:%d %H.%M}" for each in look(episodes)][:3] == ["26 04.00", "01 04.00", "03 04.00"]
    page = text_of(as_("editor").get("/program"))
    assert "Bupati Menyapa" in page
    assert "Sel, Kam 11.00–11.30" in page
    assert "berikutnya Kam 26/11 pukul 11.00" in page
    assert "kuota: 0 dari 2 terpenuhi, 1 terjadwal" in page
    assert "9 rekaman belum ada, batasnya Rab 25/11 11.00" in page
    assert "penggantinya: musik dari pustaka" in text_of(as_("editor").get(f"/program/{programme_id}"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"repeat": "daily"}, "Setiap hari 11.00–11.30"),
        ({"repeat": "weekdays", "until": "2026-12-31"}, "Sen–Jum 11.00–11.30 s.d. 31 Des 2026"),
        ({"repeat": "weekly", "days": ["SA"], "every": "2"}, "Sab, setiap 2 pekan 11.00–11.30"),
        ({"repeat": "monthly", "nth": "-1", "nth_day": "SU"}, "Minggu terakhir setiap bulan 11.00–11.30"),
        ({"repeat": "once"}, "26 Nov 2026 11.00–11.30"),
        ({"repeat": "rule", "rule": "RRULE:FREQ=DAILY;COUNT=3"}, "menurut aturannya sendiri 11.00–11.30"),
    ],
)
def test_when_a_programme_airs_is_said_as_people_say_it(as_, changes, said):
    add(as_("traffic"), **changes)
    assert said in text_of(as_("traffic").get("/program"))


def test_a_programme_that_is_added_at_nine_has_not_aired_at_seven(as_, look, database):
    add(as_("traffic"), repeat="daily", day="2026-11-24", time="07:00")
    with database.writing() as session:
        expand_programmes(session, NOW + timedelta(hours=1))
    assert look(episodes)[0].starts_at > NOW


def test_a_rule_that_is_not_written_is_asked_for_instead_of_kept_as_once(as_):
    answer = as_("traffic").post("/program/baru", data=filled(repeat="rule", rule=" "))
    assert answer.status_code == 422
    assert "Aturannya belum ditulis." in answer.get_data(as_text=True)


def test_every_fault_is_told_at_its_field_and_nothing_typed_is_lost(as_):
    form = filled(title="", minutes="lama", days=[], source="relay", stream_url="radio", quota="-1", host="Abah")
    answer = as_("traffic").post("/program/baru", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for name in ("title", "duration_ms", "days", "stream_url", "quota"):
        assert f'id="fault-{name}"' in page
    assert 'value="Abah"' in page
    assert 'value="lama"' in page


def test_the_form_is_filled_from_a_moment_of_the_week(as_):
    page = as_("traffic").get("/program/baru?mulai=2026-12-05T06:30:00%2B07:00").get_data(as_text=True)
    assert 'value="2026-12-05"' in page
    assert 'value="06:30"' in page
    assert re.search(r'value="SA" checked', page)


def test_what_a_programme_would_meet_is_told_while_it_is_typed(as_, database):
    add(as_("traffic"))
    with database.writing() as session:
        add_library_sound(session, Kind.ADZAN, "Adzan", 180_000)
        set_air_settings(session, TRAFFIC, 0, {"prayers": ["dzuhur"]}, NOW)
    told = text_of(
        as_("traffic").post("/program/periksa", data=filled(title="", repeat="daily", time="11:10", minutes="60"))
    )
    assert "“Bupati Menyapa” masih mengudara saat “Acara baru” mulai. Kam 26/11 11.10–11.30, 9 kali" in told
    assert "terdengar di tengahnya, lalu acara berlanjut" in told


def test_a_clash_that_was_not_seen_is_shown_before_it_is_kept_and_kept_when_it_was(as_, look):
    add(as_("traffic"))
    shown = as_("traffic").post("/program/baru", data=filled(title="Kedua"))
    assert shown.status_code == 409
    assert "Belum disimpan: ada benturan" in text_of(shown)
    assert len(look(programmes)) == 1
    seen = re.search(r'name="seen" value="(\w+)"', shown.get_data(as_text=True)).group(1)
    add(as_("traffic"), title="Kedua", seen=seen)
    assert len(look(programmes)) == 2


def test_a_programme_does_not_clash_with_itself(as_, look):
    programme_id = add(as_("traffic"))
    answer = as_("traffic").post(f"/program/{programme_id}/ubah", data=filled(minutes="45", version="1"))
    assert answer.status_code == 302
    assert {each.duration_ms for each in look(episodes)} == {45 * 60_000}


def test_the_form_of_a_programme_gives_back_what_stands_there(as_, look):
    """Opened and sent as it is, nothing changes: also single dates, and a length in milliseconds."""
    rule = "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20271231\nEXDATE:20261203T110000"
    programme_id = add(as_("traffic"), repeat="rule", rule=rule, minutes="30.00833")
    page = as_("traffic").get(f"/program/{programme_id}/ubah").get_data(as_text=True)
    sent = dict(re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', page.replace('type="hidden" ', "")))
    sent |= dict(re.findall(r'<select[^>]*name="(\w+)".*?value="([^"]*)" selected', page))
    sent |= {"days": re.findall(r'name="days" value="(\w+)" checked', page)}
    sent |= dict(re.findall(r'type="(?:text|date|time|number)" id="(\w+)" name="\w+" value="([^"]*)"', page))
    before = look(the_programme)
    assert as_("traffic").post(f"/program/{programme_id}/ubah", data=sent).status_code == 302
    after = look(the_programme)
    assert (after.recurrence, after.duration_ms, after.quota) == (before.recurrence, 1_800_500, 2)


def test_the_second_of_two_who_change_a_programme_is_told_and_loses_nothing(as_, look):
    programme_id = add(as_("traffic"))
    as_("admin").post(f"/program/{programme_id}/ubah", data=filled(host="Neng Siti", version="1"))
    second = as_("traffic").post(f"/program/{programme_id}/ubah", data=filled(minutes="45", version="1"))
    assert second.status_code == 409
    page = text_of(second)
    assert "Sementara itu orang lain mengubahnya" in page
    assert "Pembawa acara Neng Siti Yayah Rokayah" in page
    assert look(the_programme).duration_ms == 30 * 60_000
    version = re.search(r'name="version" value="(\d+)"', second.get_data(as_text=True)).group(1)
    again = as_("traffic").post(f"/program/{programme_id}/ubah", data=filled(minutes="45", version=version))
    assert again.status_code == 302
    assert look(the_programme).duration_ms == 45 * 60_000


def undo(browser, path):
    page = browser.get(path).get_data(as_text=True)
    step = re.search(r'name="step" value="(\w+)"', page).group(1)
    return browser.post("/program/urungkan", data={"step": step, "back": "programmes"})


def test_a_retired_programme_is_taken_back_with_its_episodes(as_, look):
    programme_id = add(as_("traffic"))
    before = len(look(episodes))
    as_("traffic").post(f"/program/{programme_id}/pensiun", data={"version": "1"})
    assert look(episodes) == []
    assert "Perubahan terakhir Anda:" in text_of(as_("traffic").get("/program"))
    assert undo(as_("traffic"), "/program").status_code == 302
    assert len(look(episodes)) == before


def test_the_undo_button_takes_back_only_what_it_names(as_, look):
    add(as_("traffic"))
    page = as_("traffic").get("/program").get_data(as_text=True)
    step = re.search(r'name="step" value="(\w+)"', page).group(1)
    add(as_("traffic"), title="Kedua", time="15:00")
    assert as_("traffic").post("/program/urungkan", data={"step": step}).status_code == 409
    assert len(look(programmes)) == 2


@pytest.mark.parametrize("path", ["/program", "/jam", "/pustaka", "/siaran", "/program/kalender.ics"])
def test_the_planning_pages_are_for_staff(as_, path):
    assert as_("official").get(path).status_code == 403
    assert as_("announcer").get(path).status_code == 200


@pytest.mark.parametrize("path", ["/program/baru", "/jam/baru", "/program/kalender"])
def test_only_planners_change_what_is_planned(as_, path):
    assert as_("editor").get(path).status_code == 403
    assert as_("editor").post(path, data={}).status_code == 403
