"""The planning pages in a real browser: by keyboard, on a phone, for a screen reader, under their policy."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.serving import make_server

from scheduler.arrivals import Arrival
from scheduler.clock_editing import add_clock, add_exception, assign_hours
from scheduler.clock_fields import read_clock
from scheduler.clocks import ClockHour
from scheduler.library import Kind
from scheduler.programme_editing import add_programme
from scheduler.programmes import programmes
from tests.browsing import CHROMIUM, serious_faults
from tests.console.conftest import PASSWORD, PEOPLE
from tests.console_planning.sounds import tone
from tests.playlists.airtime import DAY, add_library_sound
from tests.week.shows import ADMIN, NOW, show

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: the Debian package chromium")


@pytest.fixture
def planned(database):
    """A week with one of each: a programme, two clocks, an exception, sounds. Gives their ids."""
    element = {"at_s": 1200, "feature": "break", "timing": "soft", "capacity_ms": 120_000}
    with database.writing() as session:
        add_library_sound(session, Kind.MUSIC, "Kopi Cibeber", 60_000)
        programme = add_programme(session, ADMIN, show(source="file", quota=7, quota_period="week"), NOW)
        clocks = [
            add_clock(session, ADMIN, read_clock({"name": n, "elements": [element]}), NOW).id for n in ("Biasa", "Pagi")
        ]
        assign_hours(session, ADMIN, [(day, hour) for day in range(7) for hour in range(24)], clocks[0], NOW)
        add_exception(session, ADMIN, "HUT RI", (DAY, DAY), [6, 7], clocks[1], NOW)
        return {"programme": programme.id, "clock": clocks[0], "other": clocks[1]}


@pytest.fixture
def open_page(chromium, console) -> Iterator[Any]:
    """`open_page(path, width)`: traffic's own browser; what it complains of fails the test."""
    console.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, console, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    complaints: list[str] = []
    context = chromium.new_context(
        viewport={"width": 1360, "height": 844}, locale="id-ID", base_url=f"http://127.0.0.1:{server.server_port}"
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if "Content Security" in told.text else None)
    page.goto("/masuk")
    page.get_by_label("E-mail").fill(PEOPLE["traffic"])
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")

    def go(path: str, width: int = 1360) -> Any:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(path)
        return page

    yield go
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
    assert complaints == []


def test_no_page_keeps_anybody_out_or_runs_over_the_edge_of_a_phone(open_page, planned):
    paths = (
        "/program", "/program/baru", f"/program/{planned['programme']}", f"/program/{planned['programme']}/ubah",
        "/program/kalender", "/jam", f"/jam/{planned['clock']}", "/pustaka", "/siaran",
    )  # fmt: skip
    found = {}
    for path in paths:
        page = open_page(path, 390)
        found[path, "faults"] = serious_faults(page)
        found[path, "width"] = page.evaluate("document.documentElement.scrollWidth")
    for path in ("/program/baru", "/jam", "/pustaka"):
        found[path, "wide"] = serious_faults(open_page(path))
    assert {key: value for key, value in found.items() if value not in ([], 390)} == {}


def test_a_programme_is_added_by_keyboard_with_its_clash_told_before(open_page, planned, look):
    page = open_page("/program/baru?mulai=2026-11-26T10:30")
    page.get_by_label("Nama").fill("Dialog OPD")
    page.get_by_label("Berulang").select_option("weekly")
    assert not page.get_by_label("RRULE").is_visible()
    page.get_by_role("checkbox", name="Kam").focus()
    page.get_by_text("Berbenturan dengan 1 hal").wait_for()
    page.get_by_role("checkbox", name="Kam").press("Space")
    page.get_by_role("checkbox", name="Sel").press("Space")
    page.get_by_text(re.compile("^Sel 10.30–11.30$")).wait_for()
    page.get_by_label("Nama").press("Enter")
    page.get_by_text("“Dialog OPD” masuk pekan siaran.").wait_for()
    assert [each.recurrence for each in look(programmes)] == ["RRULE:FREQ=WEEKLY;BYDAY=TU", "RRULE:FREQ=DAILY"]


def test_a_way_out_of_a_clash_is_taken_with_one_press(open_page, planned):
    page = open_page("/program/baru?mulai=2026-11-26T10:30")
    page.get_by_role("button", name="Mulai pukul 11.00").press("Enter")
    page.get_by_text("Kam 11.00–12.00", exact=True).wait_for()
    page.get_by_text("Tidak ada acara lain pada waktu itu.").wait_for()
    assert page.get_by_label("Mulai pukul").input_value() == "11:00"


def test_the_dial_is_drawn_while_the_list_is_edited_and_rows_come_and_go(open_page, planned):
    page = open_page(f"/jam/{planned['clock']}")
    page.get_by_role("button", name="Tambah unsur").press("Enter")
    page.keyboard.type("50.00")
    page.get_by_text("dalam 2 jeda").wait_for()
    page.locator(".element").last.get_by_label("Apa").select_option("jingle")
    page.get_by_text("dalam 1 jeda").wait_for()
    assert not page.locator(".element").last.get_by_label("Memuat").is_visible()
    page.get_by_role("link", name="50.00 jingle").press("Enter")
    assert page.evaluate("document.activeElement.value") == "50.00"
    page.get_by_role("button", name="Hapus", exact=True).first.press("Enter")
    page.get_by_text("dalam 0 jeda").wait_for()
    page.get_by_role("button", name="Simpan").press("Enter")
    page.get_by_text("“Biasa” tersimpan.").wait_for()
    assert page.locator(".element").count() == 1


def test_hours_are_chosen_with_the_arrow_keys_and_given_a_clock(open_page, planned, look):
    page = open_page("/jam")
    page.get_by_role("checkbox", name="Senin 00.00, Biasa").focus()
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.get_by_text("3 jam dipilih").wait_for()
    page.locator("#clock-of-hours").select_option(planned["other"])
    page.get_by_role("button", name="Terapkan").press("Enter")
    page.get_by_text("Mulai sekarang 3 jam memakainya.").wait_for()
    changed = look(
        lambda session: session.scalars(select(ClockHour).where(ClockHour.clock_id == planned["other"])).all()
    )
    assert {(each.weekday, each.hour) for each in changed} == {(1, 1), (1, 2), (2, 2)}


def test_a_whole_weekday_is_chosen_at_the_edge_and_drawn_with_the_mouse(open_page, planned):
    page = open_page("/jam")
    page.get_by_role("button", name="Sab", exact=True).click()
    page.get_by_text("24 jam dipilih").wait_for()
    cells = page.locator(".cell")
    cells.nth(0).hover()
    page.mouse.down()
    cells.nth(1).hover()
    cells.nth(2).hover()
    page.mouse.up()
    page.get_by_text("27 jam dipilih").wait_for()


def test_a_sound_is_sent_from_the_page_and_changed_in_its_row(open_page, planned, look):
    page = open_page("/pustaka")
    page.get_by_label("Berkas").set_input_files({"name": "Pagi.wav", "mimeType": "audio/wav", "buffer": tone()})
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("1 berkas sudah sampai").wait_for()
    assert look(lambda session: session.scalars(select(Arrival.name)).all()) == ["Pagi.wav"]
    page.get_by_role("link", name="Ubah “Kopi Cibeber”").press("Enter")
    row = page.locator(".sound-form")
    row.get_by_label("Selesai di").fill("0")
    row.get_by_role("button", name="Simpan").click()
    row.get_by_text("Letakkan tanda kedua").wait_for()
    row.get_by_label("Selesai di").fill("58,5")
    row.get_by_label("Judul").fill("Kopi Pahit")
    row.get_by_role("button", name="Simpan").click()
    page.locator(".sound", has_text="Kopi Pahit").get_by_text("tersimpan").wait_for()


def test_a_file_that_is_refused_is_told_beside_the_button(open_page, planned):
    page = open_page("/pustaka")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_role("alert").filter(has_text="Pilih berkas suara").wait_for()


def test_prayer_times_follow_a_correction_at_once(open_page, planned):
    page = open_page("/siaran")
    page.get_by_label("Maghrib", exact=True).and_(page.locator("[type=number]")).fill("3")
    page.locator("#prayer-times").get_by_text("18.01").wait_for()
    page.get_by_label("Lintang").fill("89,9")
    page.locator("#prayer-times").get_by_role("alert").wait_for()
