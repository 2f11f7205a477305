"""Whether there is room, and where: shown while the flight's fields are filled in, and to its reviewer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from scheduler.library import Kind, LibrarySound
from tests.console.conftest import SCRIPT, id_of, text_of
from tests.console_flights.conftest import asked, crowd, place
from tests.playlists.airtime import DAY

ONE_DAY = {"first_day": f"{DAY}", "last_day": f"{DAY}", "spots_per_day": "2", "dayparts": ["siang"], "priority": "2"}


def room(browser, **fields):
    return text_of(browser.post("/tayang/ruang", data={**ONE_DAY, **fields}))


def test_the_form_asks_by_itself_as_it_is_filled(as_, session):
    page = as_("official").get("/naskah/baru").get_data(as_text=True)
    assert 'hx-post="/tayang/ruang"' in page
    assert "Setelah tanggal dan waktu siar terisi" in room(as_("official"), last_day="")
    assert "Ada tempat untuk 2 dari 2 tayangan" in room(as_("official"))


def test_a_full_daypart_is_named_with_what_would_help(as_, session):
    crowd(session, 4)
    place(session)
    told = as_("official").post("/tayang/ruang", data=ONE_DAY)
    assert "Ada tempat untuk 0 dari 2 tayangan" in text_of(told)
    assert "siang: penuh" in text_of(told)
    assert 'data-add-daypart="sore"' in told.get_data(as_text=True)


def test_the_fullest_of_several_days_is_told(as_, session):
    crowd(session, 4, last_day=f"{DAY}")
    place(session)
    told = room(as_("official"), last_day=f"{DAY + timedelta(days=1)}")
    assert "Ada tempat untuk 2 dari 4 tayangan" in told
    assert "Setiap hari paling sedikit 0 dari 2." in told


def test_an_urgent_flight_hears_how_many_fit_if_lesser_ones_make_room(as_, session):
    crowd(session, 4, priority=1)
    place(session)
    assert "2 lagi jika yang kurang mendesak memberi tempat." in room(as_("official"), priority="5")


def test_days_that_are_not_planned_yet_count_what_others_have_asked_for(as_, session):
    crowd(session, 4)
    session.commit()
    assert "Ada tempat untuk 0 dari 2 tayangan" in room(as_("official"))


def test_the_spots_that_a_flight_has_are_not_in_the_way_of_its_next_revision(as_, session):
    script = asked(
        session, "Imunisasi campak", dayparts=["siang"], spots_per_day=10, separation_min=0, duration_ms=60_000
    )
    place(session)
    assert "Ada tempat untuk 2 dari 2" in room(as_("official"), body="kata " * 50, announcement=script)
    assert "Ada tempat untuk 2 dari 2" not in room(as_("official"), body="kata " * 50)


def test_a_flight_of_months_is_looked_at_a_month_at_a_time(as_, session):
    far = {"last_day": f"{DAY + timedelta(days=80)}", "spots_per_day": "1"}
    told = as_("official").post("/tayang/ruang", data={**ONE_DAY, **far}).get_data(as_text=True)
    assert "untuk 31 dari 31 tayangan" in told
    assert "Hari-hari mulai 25 Des" in told
    told = as_("official").post("/tayang/ruang", data={**ONE_DAY, **far, "mulai": "2027-01-25"}).get_data(as_text=True)
    assert "untuk 19 dari 19 tayangan" in told
    assert "Hari-hari mulai" not in told


def test_a_total_is_all_that_is_asked_for(as_, session):
    told = room(as_("official"), last_day=f"{DAY + timedelta(days=6)}", total="3")
    assert "Ada tempat untuk 3 dari 3 tayangan" in told


def test_days_that_are_past_have_no_room(as_, session):
    assert "Setelah tanggal dan waktu siar terisi" in room(
        as_("official"), first_day="2026-11-01", last_day="2026-11-02"
    )


def test_the_reviewer_sees_the_room_of_the_newest_revision(as_, session):
    script = id_of(as_("official").post("/naskah/baru", data=SCRIPT))
    assert f'hx-get="/tayang/{script}/ruang"' in as_("editor").get(f"/tinjau/{script}").get_data(as_text=True)
    assert "Ada tempat untuk 72 dari 72 tayangan" in text_of(as_("editor").get(f"/tayang/{script}/ruang"))


@pytest.mark.parametrize(
    "wrong", [{"spots_per_day": "x"}, {"dayparts": []}, {"first_day": "kemarin"}, {"priority": "x"}]
)
def test_fields_that_make_no_flight_break_nothing(as_, session, wrong):
    assert as_("official").post("/tayang/ruang", data={**ONE_DAY, **wrong}).status_code == 200


def test_the_jingle_and_the_closing_take_room_as_well_as_the_words(as_, session, with_music):
    body = "Warga diminta menjaga kebersihan. " * 18
    assert "Ada tempat untuk 2 dari 2 tayangan" in room(as_("official"), body=body, category="umum")
    for jingle in session.scalars(select(LibrarySound).where(LibrarySound.kind == Kind.JINGLE)):
        jingle.duration_ms = 30_000
    session.commit()
    assert "Ada tempat untuk 0 dari 2 tayangan" in room(as_("official"), body=body, category="umum")
