"""The console in a real browser: with a keyboard, on a phone, for a screen reader, under its own content policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.serving import make_server

from audio.media import MediaStore
from playlists.machines import add_machine, hear_from
from playlists.publishing import replan, take_off
from playlists.versions import newest_version
from scheduler.library import LibrarySound
from tests.browsing import CHROMIUM, serious_faults
from tests.console.conftest import NOW, PASSWORD, PEOPLE
from tests.playlists.airtime import airable, furnish_air
from tests.scheduler.announcing import TODAY, flight

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: the Debian package chromium")


@pytest.fixture
def address(console) -> Iterator[str]:
    """The console on a port of this machine, its forms with their tokens."""
    console.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, console, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_as(chromium, address) -> Iterator[Any]:
    """`open_as("editor", width)`: a page of that person's own browser; what its console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def sign_in(who: str, width: int = 1360) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 844}, locale="id-ID", base_url=address)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if "Content Security" in told.text else None)
        page.goto("/masuk")
        page.get_by_label("E-mail").fill(PEOPLE[who])
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


def write_script(page: Any) -> None:
    page.get_by_role("link", name="Naskah baru").first.click()
    page.get_by_label("Judul").fill("Imunisasi campak serentak")
    page.get_by_label("Isi").fill(
        "Dinas Kesehatan Kab. Lebak mengajak orang tua datang ke Posyandu, Senin, 07/12/2026."
    )
    page.locator("#heard mark", has_text="Kabupaten").wait_for()
    page.get_by_role("button", name="Ajukan untuk ditinjau").last.click()
    page.get_by_text("Sudah diajukan.").wait_for()


def test_a_script_is_written_heard_in_words_handed_in_and_approved_by_one_key(open_as):
    write_script(open_as("official"))
    editor = open_as("editor")
    editor.get_by_role("link", name="Tinjau").click()
    editor.get_by_role("button", name="Setujui revisi 1").wait_for()
    editor.wait_for_load_state("load")
    editor.keyboard.press("s")
    editor.get_by_text("disetujui: selanjutnya direkam").wait_for()


def test_no_page_keeps_anybody_out_or_runs_over_the_edge_of_a_phone(open_as):
    official = open_as("official", 390)
    write_script(official)
    story = official.url.partition("/naskah/")[2]
    found = {}
    for who, paths in (
        ("official", ["/", "/naskah", "/naskah/baru", f"/naskah/{story}"]),
        ("admin", ["/", f"/tinjau/{story}", "/hari", "/mesin", "/orang", "/riwayat", "/alarm", "/sandi"]),
    ):
        page = official if who == "official" else open_as(who, 390)
        for path in paths:
            page.goto(path)
            found[path, "faults"] = serious_faults(page)
            found[path, "width"] = page.evaluate("document.documentElement.scrollWidth")
    assert {key: value for key, value in found.items() if value not in ([], 390)} == {}


def test_no_page_keeps_anybody_out_on_a_wide_screen(open_as):
    write_script(open_as("official"))
    admin = open_as("admin")
    faults = {}
    for path in ("/", "/naskah/baru", "/tinjau", "/orang"):
        admin.goto(path)
        faults[path] = serious_faults(admin)
    assert {path: found for path, found in faults.items() if found} == {}


def test_the_keyboard_reaches_the_content_first(open_as):
    page = open_as("editor")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_words_that_were_typed_and_not_sent_are_not_lost_without_asking(open_as):
    page = open_as("official")
    page.goto("/naskah/baru")
    page.get_by_label("Judul").fill("Belum selesai")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/naskah")
    assert asked == ["beforeunload"]


@pytest.fixture
def aired(database, settings):
    """Today is published with announcements of both hours; gives the id of one."""
    media = MediaStore.at(settings.media_url)
    with database.writing() as session:
        furnish_air(session)
        announcement = airable(session, NOW, flight=flight(spots_per_day=9, dayparts=["pagi", "siang", "sore"]))
        machine, _ = add_machine(session, "studio-1", "admin", NOW)
        hear_from(machine, {"on_air": True}, NOW)
        for sound in session.scalars(select(LibrarySound)):
            stored = media.put_bytes(sound.title.encode(), "mp3")
            sound.sha256, sound.bytes = stored.sha256, stored.bytes
    replan(database, NOW, "clock", "horizon")
    return announcement.id


def test_withdrawn_at_1405_the_day_of_1406_no_longer_has_it_filler_stands_there_and_the_difference_says_so(
    open_as, aired, database, console
):
    at_1405 = NOW.replace(hour=7, minute=5)
    console.extensions["siar_clock"] = lambda: at_1405
    page = open_as("traffic")
    page.goto("/hari/2026-11-24")
    spots = page.locator(".kind-spot.row-waiting time")
    went = [spots.nth(n).get_attribute("datetime") for n in range(spots.count())]
    assert went
    page.goto(f"/naskah/{aired}")
    page.get_by_text("Tarik…").click()
    page.get_by_role("button", name="Tarik", exact=True).click()
    page.get_by_text("Ditarik: tidak disiarkan lagi.").wait_for()
    take_off(database, at_1405, "siar", "withdrawn")  # what the queue does a moment later
    console.extensions["siar_clock"] = lambda: at_1405 + timedelta(minutes=1)
    page.goto("/hari/2026-11-24/beda")
    assert page.locator(".change-removed", has_text="Imunisasi").count() == len(went)
    page.goto("/hari/2026-11-24")
    assert spots.count() == 0
    with database.reading() as session:
        stands = {item.starts_at.isoformat(): item.kind for item in newest_version(session, TODAY).day().items}
    assert {stands[at] for at in went} == {"filler"}
    page.goto("/hari/2026-11-24/beda?semua=1")
    assert page.locator(".change-added").count() >= len(went)


def test_an_item_is_skipped_from_home_and_the_audit_log_says_by_whom(open_as, aired):
    page = open_as("traffic")
    page.get_by_role("button", name="Lewati").click()
    page.get_by_text("“Lewati” sedang dikirim ke studio-1.").wait_for()
    page.goto("/riwayat")
    assert "skip" in page.get_by_role("row", name="memberi perintah").inner_text()


def test_a_day_is_changed_by_keyboard_and_taken_back(open_as, aired):
    page = open_as("traffic")
    page.goto("/hari/2026-11-24")
    page.keyboard.press("e")
    page.get_by_role("button", name="Buang").nth(3).press("Enter")
    page.get_by_text("1 langkah").wait_for()
    assert page.get_by_text("semula").count() > 0
    page.keyboard.press("u")
    page.get_by_text("0 langkah").wait_for()


def test_a_row_is_dragged_to_another_place_the_times_after_it_are_told_and_it_is_taken_back(open_as, aired):
    page = open_as("traffic")
    page.goto("/hari/2026-11-24/ubah")
    rows = page.locator("[draggable=true]")
    moved = rows.nth(0).get_attribute("data-before")
    rows.nth(0).drag_to(rows.nth(4))
    page.get_by_text("1 langkah").wait_for()
    assert rows.nth(3).get_attribute("data-before") == moved
    assert rows.nth(3).get_by_text("semula").count() == 1
    page.keyboard.press("u")
    page.get_by_text("0 langkah").wait_for()
    assert rows.nth(0).get_attribute("data-before") == moved


def test_the_log_moves_on_without_a_reload_and_what_was_opened_stays_open(open_as, aired, console):
    page = open_as("traffic")
    page.goto("/hari/2026-11-24")
    page.locator(".filler-run:visible summary").last.click()
    before = page.locator("#now time").get_attribute("datetime")
    console.extensions["siar_clock"] = lambda: NOW + timedelta(minutes=5)
    page.evaluate("htmx.trigger(document.body, 'item-ended')")
    page.locator(f"#now:not(:has(time[datetime='{before}']))").wait_for()
    on_air = page.locator("#now time").get_attribute("datetime")
    assert NOW < datetime.fromisoformat(on_air) <= NOW + timedelta(minutes=5)
    assert page.locator(".filler-run[open]").count() == 1


def test_home_moves_by_itself_and_says_so_when_the_station_does_not_answer(open_as, aired):
    page = open_as("traffic")
    stale = page.get_by_text("Stasiun tidak menjawab")
    assert not stale.is_visible()
    page.route("**/sekarang", lambda route: route.abort())
    page.evaluate("window.dispatchEvent(new Event('online'))")
    stale.wait_for()
    page.unroute("**/sekarang")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    stale.wait_for(state="hidden")
