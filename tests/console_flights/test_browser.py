"""Flights in a real browser: on a phone, by keyboard, for a screen reader, under the console's own content policy."""

from __future__ import annotations

import pytest

from tests.browsing import CHROMIUM, serious_faults
from tests.console.test_browser import address, open_as
from tests.console_flights.conftest import DISASTER, asked, crowd, place
from tests.playlists.airtime import DAY, add_recording
from tests.scheduler.announcing import flight, submitted

__all__ = ["address", "open_as"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: the Debian package chromium")


@pytest.fixture
def crowded(session):
    """A flight without a place at midday, and an urgent one that waits for approval, with its recording."""
    crowd(session, 6)
    script = asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=1, priority=3)
    urgent = submitted(session, DISASTER, title="Siaga banjir", priority=5, flight=flight(spots_per_day=2))
    add_recording(session, urgent)
    waiting = urgent.id
    place(session)
    return script, waiting


def test_no_page_keeps_anybody_out_or_runs_over_the_edge(open_as, crowded):
    script, waiting = crowded
    found = {}
    for who, width, paths in (
        ("traffic", 390, ["/tayang", "/tayang/tanpa-tempat", f"/tayang/{script}", "/naskah/baru"]),
        ("traffic", 1360, ["/tayang", f"/tayang/{script}", f"/tinjau/{waiting}"]),
    ):
        page = open_as(who, width)
        for path in paths:
            page.goto(path)
            page.wait_for_load_state("networkidle")
            found[path, width] = (serious_faults(page), page.evaluate("document.documentElement.scrollWidth"))
    assert {key: told for key, told in found.items() if told != ([], key[1])} == {}


def test_a_writer_sees_the_room_and_adds_a_daypart_by_one_press(open_as, crowded):
    page = open_as("official", 390)
    page.goto("/naskah/baru")
    page.get_by_label("Mulai").fill(f"{DAY}")
    page.get_by_label("Sampai").fill(f"{DAY}")
    page.get_by_text("pagi", exact=False).first.click()
    page.get_by_text("Ada tempat untuk 0 dari 3 tayangan").wait_for()
    page.get_by_role("button", name="Tambah sore").press("Enter")
    page.get_by_text("Ada tempat untuk 3 dari 3 tayangan").wait_for()
    assert page.locator('input[name="dayparts"][value="sore"]').is_checked()


def test_traffic_helps_a_spot_to_its_place_and_takes_it_back_by_keyboard(open_as, crowded):
    script, _ = crowded
    page = open_as("traffic")
    page.goto(f"/tayang/{script}")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Apa yang menolong?").first.press("Enter")
    page.get_by_role("button", name="Juga di sore").press("Enter")
    page.get_by_text("Penayangan diubah").wait_for()
    assert page.locator('input[name="dayparts"][value="sore"]').is_checked()
    page.keyboard.press("u")
    page.get_by_text("Diurungkan: penayangan").wait_for()
    assert not page.locator('input[name="dayparts"][value="sore"]').is_checked()


def test_an_urgent_script_is_approved_by_two_keys_after_what_moves_was_shown(open_as, crowded):
    _, waiting = crowded
    page = open_as("editor")
    page.goto(f"/tinjau/{waiting}")
    page.wait_for_load_state("load")
    page.keyboard.press("s")
    page.get_by_text("Hari ini akan tayang pukul").wait_for()
    page.keyboard.press("s")
    page.get_by_text("“Siaga banjir” disetujui").wait_for()
