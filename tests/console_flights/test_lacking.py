"""What found no place: hundreds of spots in groups that can be read, with what waits beside them."""

from __future__ import annotations

import pytest

from scheduler.announcements.deciding import decide
from scheduler.spots import Unplaced
from tests.console.conftest import NOW, text_of
from tests.console_flights.conftest import DISASTER, asked, crowd, place
from tests.playlists.airtime import DAY
from tests.scheduler.announcing import submitted, the
from web.console.flights import lacking

PAGE = "/tayang/tanpa-tempat?pekan=2026-11-24"


@pytest.fixture
def oversold(session):
    """Six urgent flights fill the midday; a lesser one finds no place there, another is longer than any break."""
    crowd(session, 6)
    asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=2, priority=1)
    asked(session, "Pidato panjang", dayparts=["siang"], spots_per_day=1, duration_ms=90_000)
    place(session)


def test_spots_are_gathered_by_reason_with_their_numbers(as_, oversold):
    page = text_of(as_("traffic").get(PAGE))
    assert "Jeda penuh oleh yang lebih mendesak 2 tayangan · 1 penayangan" in page
    assert "Lebih panjang dari semua jeda 1 tayangan · 1 penayangan Pidato panjang" in page
    assert "Tayangannya (90.0 detik) lebih panjang" in page


def test_what_waits_for_its_recording_is_not_told_to_have_its_place(as_, session):
    mute = submitted(session)
    decide(session, the(session, "editor"), mute.id, 1, "approve", NOW)
    session.commit()
    page = text_of(as_("traffic").get(PAGE))
    assert "belum bisa disusun; di bawah ini yang ditunggunya." in page
    assert "Semua yang diminta" not in page


def test_they_are_gathered_by_day_or_by_agency_as_well(as_, oversold):
    assert "Selasa, 24 November 2026" in text_of(as_("traffic").get(f"{PAGE}&menurut=hari"))
    assert "Dinas Kesehatan 3 tayangan · 2 penayangan" in text_of(as_("traffic").get(f"{PAGE}&menurut=instansi"))


def test_days_of_one_flight_are_told_together(as_, session):
    script = asked(session, "Imunisasi campak")
    for day in (DAY, DAY.replace(day=25), DAY.replace(day=26)):
        session.add(
            Unplaced(announcement_id=script, day=day, missing=2, reason="The %(breaks)d.", values={"breaks": 3})
        )
    session.commit()
    page = text_of(as_("traffic").get(PAGE))
    assert "Jeda penuh 6 tayangan · 1 penayangan" in page
    assert "6 tayangan · 24 Nov – 26 Nov" in page


def test_a_long_group_shows_its_most_urgent_first_and_the_rest_on_demand(as_, session, monkeypatch):
    monkeypatch.setattr(lacking, "SHOWN", 2)
    for priority in (1, 2, 3, 4):
        script = asked(session, f"Prioritas {priority}", priority=priority)
        session.add(Unplaced(announcement_id=script, day=DAY, missing=1, reason="Penuh.", values={"breaks": 1}))
    session.commit()
    page = text_of(as_("traffic").get(PAGE))
    assert page.index("Prioritas 4") < page.index("Prioritas 3")
    assert "Prioritas 2" not in page
    assert "Tampilkan 2 lainnya" in page
    assert "Prioritas 1" in text_of(as_("traffic").get(f"{PAGE}&semua=full"))


def test_what_waits_for_review_or_for_its_recording_stands_beside(as_, session):
    submitted(session, title="Belum ditinjau")
    mute = submitted(session, DISASTER, title="Belum direkam")
    decide(session, the(session, "editor"), mute.id, 1, "approve", NOW)
    session.commit()
    page = text_of(as_("traffic").get(PAGE))
    assert "Menunggu tinjauan 18 tayangan · 1 penayangan Belum ditinjau" in page
    assert "Belum ada rekaman 18 tayangan · 1 penayangan Belum direkam" in page


def test_when_all_has_its_place_the_page_says_so(as_, session):
    page = text_of(as_("traffic").get(PAGE))
    assert "Semua yang diminta dan sudah disusun mendapat tempat." in page


def test_the_page_asks_the_database_no_more_often_for_many_spots_than_for_one(as_, session, statements):
    scripts = crowd(session, 10)
    session.add(Unplaced(announcement_id=scripts[0], day=DAY, missing=1, reason="Penuh.", values={}))
    session.commit()
    as_("traffic").get(PAGE)
    few = statements(lambda: as_("traffic").get(PAGE))
    session.add_all(
        Unplaced(announcement_id=script, day=DAY.replace(day=day), missing=3, reason="Penuh.", values={"breaks": day})
        for script in scripts
        for day in range(24, 30)
    )
    session.commit()
    assert statements(lambda: as_("traffic").get(PAGE)) == few
