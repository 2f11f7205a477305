"""The voice in a real browser, over the whole station with its worker: a word fixed and heard again, a take recorded,
a bad file refused in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.serving import make_server

from scheduler.announcements.tables import Announcement
from scheduler.database import Database
from scheduler.errors import Unavailable
from scheduler.people import find_person
from scheduler.recordings import Recording, request_recording
from scheduler.rendering import render_recording
from tests.browsing import CHROMIUM, serious_faults
from tests.conftest import NOW
from tests.processes.running import settled
from tests.scheduler.announcing import submitted
from web.identity.credentials import set_password
from web.wiring import open_dispatcher
from web.wsgi import create_app

PASSWORD = "jembatan ciberang hujan"
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: the Debian package chromium")


@pytest.fixture
def address(desk) -> Iterator[str]:
    """The whole station on a port of this machine."""
    with desk.database.writing() as session:
        for who in ("announcer", "editor", "traffic"):
            set_password(session, find_person(session, f"{who}@radio.example"), PASSWORD)
    server = make_server("127.0.0.1", 0, create_app(desk), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def worker(desk) -> Iterator[None]:
    """A worker with its own eyes on the queue, in a thread of this process."""
    dispatcher, ended = open_dispatcher(replace(desk, database=Database(desk.settings.database_url))), threading.Event()

    def work() -> None:
        while not ended.is_set():
            task = dispatcher.queue.dequeue()
            if task:
                dispatcher.queue.execute(task)
            else:
                ended.wait(0.05)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    ended.set()
    thread.join()
    dispatcher.desk.database.close()


@pytest.fixture
def open_as(chromium, address) -> Iterator[Any]:
    """`open_as("editor")`: a page of that person; what its console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def sign_in(who: str) -> Any:
        context = chromium.new_context(locale="id-ID", base_url=address, permissions=["microphone"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if _of_the_policy(told) else None)
        page.goto("/masuk")
        page.get_by_label("E-mail").fill(f"{who}@radio.example")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


def _of_the_policy(told: Any) -> bool:
    """Whether the page's own code broke the content policy; what the test itself runs there has no address."""
    return "Content Security" in told.text and bool(told.location["url"])


def begun(desk, **changes: object) -> str:
    """The id of an announcement whose recording is wanted."""
    with desk.database.writing() as session:
        announcement = submitted(session, **changes)
        request_recording(session, announcement.newest, NOW)
        return announcement.id


def made(desk, **changes: object) -> str:
    """The id of an announcement whose recording is ready, whether this test or its worker came first."""
    announcement_id = begun(desk, **changes)
    with suppress(Unavailable):
        render_recording(desk, recording_of(desk, announcement_id).id)
    settled("the recording", lambda: recording_of(desk, announcement_id).status == "ready")
    return announcement_id


def recording_of(desk, announcement_id: str) -> Recording:
    with desk.database.reading() as session:
        newest = session.get_one(Announcement, announcement_id).newest
        return session.scalars(select(Recording).where(Recording.revision_id == newest.id)).one()


@needs_browser
def test_a_word_is_fixed_in_the_lexicon_and_heard_again_to_the_recording_on_air(desk, open_as, worker):
    script = made(desk, body="Bawa anak ke Posyandu terdekat.")
    before = recording_of(desk, script)
    page = open_as("editor")
    page.get_by_role("link", name="Suara").click()
    page.get_by_role("link", name="Kamus").click()
    page.get_by_label("Dalam kalimat").fill("Bawa anak ke Posyandu terdekat.")
    page.locator("#tried", has_text="Posyandu").wait_for()
    page.locator("#written").fill("Posyandu")
    page.locator("#spoken").fill("pos pelayanan terpadu")
    page.locator("#tried mark", has_text="pos pelayanan terpadu").wait_for()
    page.get_by_role("button", name="Dengarkan").click()
    assert heard_seconds(page) > 1
    assert serious_faults(page) == []
    page.get_by_role("button", name="Simpan").last.click()
    page.get_by_text("1 rekaman kini akan berbunyi lain.").wait_for()
    page.get_by_role("button", name="Buat ulang").click()
    page.get_by_text("1 rekaman dibuat ulang.").wait_for()
    again = settled("the new recording", lambda: changed(desk, script, before.sha256))
    assert "pos pelayanan terpadu" in again.words


@needs_browser
def test_what_is_being_written_is_heard_before_it_is_handed_in(open_as):
    page = open_as("editor")
    page.goto("/naskah/baru")
    page.get_by_label("Isi").fill("Puskesmas buka pukul 08.00 WIB.")
    page.locator("#heard mark", has_text="delapan").wait_for()
    page.locator("#heard").get_by_role("button", name="Dengarkan").click()
    assert heard_seconds(page) > 1


@needs_browser
def test_a_take_is_recorded_on_the_page_and_airs(desk, open_as, worker):
    script = made(desk)
    page = open_as("announcer")
    page.goto(f"/naskah/{script}/suara")
    assert serious_faults(page) == []
    page.get_by_role("button", name="Rekam", exact=True).click()
    page.wait_for_function("() => /0.0[1-9]/.test(document.querySelector('[data-length]').textContent)")
    page.get_by_role("button", name="Berhenti").click()
    page.get_by_role("button", name="Dengarkan hasilnya").wait_for()
    page.get_by_role("button", name="Pakai rekaman ini").click()
    page.locator("li", has_text="announcer").get_by_text("dipakai").wait_for()
    assert recording_of(desk, script).voice == "person"
    page.get_by_role("button", name="Pakai yang ini").click()
    page.get_by_text("Rekaman ini mulai kini disiarkan.").wait_for()
    assert recording_of(desk, script).voice == "espeak:id"


@needs_browser
def test_a_bad_file_is_refused_with_what_is_wrong_and_the_page_goes_on(desk, open_as, worker, tmp_path):
    script = made(desk)
    letter = tmp_path / "surat.mp3"
    letter.write_bytes(b"Yang terhormat, ini surat.\n" * 3000)
    page = open_as("announcer")
    page.goto(f"/naskah/{script}/suara")
    page.get_by_label("Atau kirim berkas").set_input_files(letter)
    page.get_by_role("button", name="Pakai rekaman ini").click()
    why = page.get_by_role("alert").filter(has_text="surat.mp3")
    why.wait_for()
    assert recording_of(desk, script).voice == "espeak:id"


def test_while_a_worker_renders_the_page_tells_how_far_it_is_and_at_what(desk, address, worker):
    app = create_app(desk)
    app.config["WTF_CSRF_ENABLED"] = False
    app.config["SECURITY_CSRF_PROTECT_MECHANISMS"] = []
    client = app.test_client()
    client.post("/masuk", data={"email": "editor@radio.example", "password": PASSWORD})
    script = begun(desk, body="Bawa anak ke Posyandu terdekat, Senin, 07/12/2026, pukul 08.00 WIB. " * 60)
    seen: set[str] = set()

    def finished() -> bool:
        page = client.get(f"/naskah/{script}/rekaman").get_data(as_text=True)
        if "<progress" in page:
            seen.add(page.split('<label for="rendering">')[1].split("</label>")[0])
        return "<progress" not in page

    settled("the recording", finished)
    assert len(seen) > 2, seen
    assert any("%" in told and " 0 %" not in told for told in seen)


def heard_seconds(page: Any) -> float:
    """How long the sound is that the page now plays."""
    page.wait_for_function("() => document.querySelector('[data-heard-sound]').currentTime > 0")
    return float(page.evaluate("document.querySelector('[data-heard-sound]').duration"))


def changed(desk, script: str, sha256: str | None) -> Recording | None:
    recording = recording_of(desk, script)
    return recording if recording.sha256 != sha256 else None
