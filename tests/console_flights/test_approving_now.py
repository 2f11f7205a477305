"""An urgent approval can air today: what would move is shown, then asked; then it is approved, placed and published."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from audio.media import MediaStore
from playlists.airings import Airing
from playlists.publishing import replan
from playlists.versions import newest_version
from scheduler.announcements.tables import Announcement
from scheduler.library import LibrarySound
from scheduler.spots import Spot, spots_of_day
from tests.console.conftest import NOW, text_of
from tests.console_flights.conftest import DISASTER, asked, crowd
from tests.playlists.airtime import DAY, add_recording
from tests.scheduler.announcing import flight, submitted
from web.console import approving_now

WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def urgent(session, database, settings):
    """Today is published, its midday full of lesser spots; a flood warning with its recording waits for approval."""
    crowd(session, 2, by="sehat@dinkes.example", priority=1, spots_per_day=10)
    made = submitted(
        session, DISASTER, title="Siaga banjir", priority=5, flight=flight(dayparts=["siang"], spots_per_day=2)
    )
    recording = add_recording(session, made, 50_000)
    script, media = made.id, MediaStore.at(settings.media_url)
    for sound in session.scalars(select(LibrarySound)):
        sound.sha256 = media.put_bytes(sound.title.encode(), "mp3").sha256
    recording.sha256 = media.put_bytes(b"banjir", "mp3").sha256
    session.commit()
    replan(database, NOW, "clock", "horizon", 2.0)
    return script


def approve(browser, script, **more):
    return browser.post(f"/tinjau/{script}", data={"revision": "1", "decision": "approve", "note": "", **more})


def shown(browser, script):
    """The part of the page that says what moves, and the plan that it carries."""
    told = browser.get(f"/tinjau/{script}/sekarang?revision=1&decision=approve&note=")
    paper = re.search(r'name="paper" value="([^"]*)"', told.get_data(as_text=True))
    return text_of(told), paper.group(1) if paper else ""


def status(script):
    return lambda session: session.get_one(Announcement, script).status


def airs_today(script):
    asked_ = select(Airing.planned_at).where(Airing.announcement_id == script, Airing.date == DAY)
    return lambda session: [f"{at.astimezone(WIB):%H.%M}" for at in session.scalars(asked_.order_by(Airing.planned_at))]


def test_before_an_approval_for_today_the_page_asks(as_, urgent, look):
    page = text_of(approve(as_("editor"), urgent))
    assert "Susun ulang sekarang?" in page
    assert look(status(urgent)) == "submitted"


def test_what_would_move_is_shown_and_nothing_is_moved(as_, urgent, look):
    before = look(lambda session: [spot.id for spot in spots_of_day(session, DAY)])
    told, paper = shown(as_("editor"), urgent)
    assert re.search(r"Hari ini akan tayang pukul 1\d\.\d0, 1\d\.\d0", told)
    assert "Ramai 0" in told
    assert "tanpa tempat" in told
    assert paper
    assert look(lambda session: [spot.id for spot in spots_of_day(session, DAY)]) == before


def test_approved_with_replan_it_is_placed_and_published_as_was_shown(as_, urgent, look):
    told, paper = shown(as_("editor"), urgent)
    version = look(lambda session: newest_version(session, DAY).version)
    answer = approve(as_("editor"), urgent, replan="now", paper=paper)
    assert answer.status_code == 302
    assert look(status(urgent)) == "approved"
    airs = look(airs_today(urgent))
    assert len(airs) == 2
    assert all(at in told for at in airs)
    assert look(lambda session: newest_version(session, DAY).version) == version + 1
    page = text_of(as_("editor").get(f"/naskah/{urgent}"))
    assert f"disetujui, ditempatkan, dan terbit: mengudara pukul {airs[0]}" in page


def test_nothing_within_the_next_ten_minutes_moves(as_, urgent, look):
    soon = NOW + timedelta(minutes=10)
    before = look(lambda session: [spot.id for spot in spots_of_day(session, DAY) if spot.break_starts_at < soon])
    _, paper = shown(as_("editor"), urgent)
    approve(as_("editor"), urgent, replan="now", paper=paper)
    after = look(lambda session: [spot.id for spot in spots_of_day(session, DAY) if spot.break_starts_at < soon])
    assert after == before
    assert all(at >= "09.10" for at in look(airs_today(urgent)))


def test_declined_it_is_approved_and_placed_in_the_ordinary_way(as_, urgent, look, database):
    approve(as_("editor"), urgent, replan="later")
    assert look(status(urgent)) == "approved"
    assert look(airs_today(urgent)) == []
    replan(database, NOW, "siar", "approved", 2.0)  # what the queue does a moment later
    assert len(look(airs_today(urgent))) == 2


def test_when_something_changed_since_it_is_approved_and_the_page_says_so(as_, session, urgent, look):
    _, paper = shown(as_("editor"), urgent)
    asked(session, "Sementara itu", priority=5, dayparts=["siang"])
    session.commit()
    approve(as_("editor"), urgent, replan="now", paper=paper)
    assert look(status(urgent)) == "approved"
    assert look(lambda session: session.scalars(select(Spot).where(Spot.announcement_id == urgent)).all()) == []
    assert "Sementara itu ada yang berubah" in text_of(as_("editor").get(f"/naskah/{urgent}"))


def test_a_day_that_was_made_by_hand_stands_and_the_page_says_so(as_, session, urgent, look):
    newest_version(session, DAY).by_hand = True
    session.commit()
    _, paper = shown(as_("editor"), urgent)
    approve(as_("editor"), urgent, replan="now", paper=paper)
    assert look(status(urgent)) == "approved"
    assert look(airs_today(urgent)) == []
    assert "daftar siar hari ini tetap seperti adanya" in text_of(as_("editor").get(f"/naskah/{urgent}"))


def test_a_plan_that_is_not_ours_changes_nothing(as_, urgent, look):
    assert approve(as_("editor"), urgent, replan="now", paper="forged").status_code == 409
    assert look(status(urgent)) == "submitted"


def test_without_a_recording_only_the_ordinary_way_is_offered(as_, session, look):
    script = submitted(session, DISASTER, title="Tanpa suara", priority=5).id
    session.commit()
    told, paper = shown(as_("editor"), script)
    assert "Rekamannya belum siap." in told
    assert paper == ""


def test_what_begins_tomorrow_is_approved_without_a_question(as_, session, look):
    script = submitted(session, DISASTER, priority=5, flight=flight(first_day="2026-11-25")).id
    session.commit()
    assert approve(as_("editor"), script).status_code == 302
    assert look(status(script)) == "approved"


def test_it_is_a_matter_of_today_when_it_begins_today_or_is_urgent_on_its_days():
    def one(priority, first, last):
        revision = type("Newest", (), {"priority": priority, "first_day": first, "last_day": last})
        return type("Script", (), {"newest": revision})

    yesterday, tomorrow = DAY - timedelta(days=1), DAY + timedelta(days=1)
    may = approving_now.may_air_today
    assert may(one(1, DAY, tomorrow), DAY)
    assert may(one(4, yesterday, tomorrow), DAY)
    assert not may(one(3, yesterday, tomorrow), DAY)
    assert not may(one(5, tomorrow, tomorrow), DAY)
    assert not may(one(5, yesterday, yesterday), DAY)


def test_who_wrote_it_is_told_at_once_and_the_note_goes_through_the_question(as_, session, urgent):
    assert approve(as_("official"), urgent).status_code == 403
    page = approve(as_("editor"), urgent, note="Segera, banjir.").get_data(as_text=True)
    assert 'name="note" value="Segera, banjir."' in page
