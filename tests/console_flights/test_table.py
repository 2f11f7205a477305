"""The table of flights: by agency, a bar for each day that says in words what was asked, placed and aired."""

from __future__ import annotations

from datetime import date, timedelta

from playlists.airings import Airing
from scheduler.announcements.deciding import decide
from scheduler.spots import spots_of_day
from tests.console.conftest import NOW, SCRIPT, id_of, text_of
from tests.console_flights.conftest import DISASTER, asked, crowd, place
from tests.playlists.airtime import DAY
from tests.scheduler.announcing import flight, submitted, the
from web.console.flights import listing

WEEK = "/tayang?pekan=2026-11-24"


def test_an_agencys_flights_stand_under_its_name_with_each_day_in_words(as_, session):
    asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=2)
    place(session)
    page = text_of(as_("traffic").get(WEEK))
    assert "Dinas Kesehatan 1 penayangan" in page
    assert page.index("Dinas Kesehatan 1") < page.index("Imunisasi campak")
    assert "diminta 2, dijadwalkan 2, tayang 0" in page
    assert "diminta 2, belum disusun" in page


def test_what_aired_is_counted_on_its_day(as_, session):
    asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=2)
    place(session)
    spot = spots_of_day(session, DAY)[0]
    session.add(
        Airing(
            item_id=spot.id, announcement_id=spot.announcement_id, date=DAY, version=1,
            planned_at=spot.break_starts_at, duration_ms=30_000, outcome="aired", started_at=spot.break_starts_at,
        )
    )  # fmt: skip
    session.commit()
    assert "diminta 2, dijadwalkan 2, tayang 1" in text_of(as_("traffic").get(WEEK))


def test_a_total_limits_what_a_week_asks_for(as_, session):
    asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=2, total=3)
    session.commit()
    assert "diminta 3, belum disusun" in text_of(as_("traffic").get(WEEK))


def test_another_week_is_one_press_away_and_a_wrong_one_is_told(as_, session):
    asked(session, "Imunisasi campak", first_day="2026-12-01", last_day="2026-12-05")
    session.commit()
    assert "Tidak ada yang diminta pada pekan ini." in text_of(as_("traffic").get(WEEK))
    assert 'href="/tayang?pekan=2026-11-30"' in as_("traffic").get(WEEK).get_data(as_text=True)
    assert "Imunisasi campak" in text_of(as_("traffic").get("/tayang?pekan=2026-12-03"))
    assert as_("traffic").get("/tayang?pekan=2026-02-31").status_code == 422


def test_agency_priority_and_words_narrow_the_table(as_, session):
    asked(session, "Imunisasi campak", priority=2)
    asked(session, "Siaga banjir", DISASTER, priority=5)
    agency = the(session, DISASTER).agency_id
    session.commit()
    for narrowed in ("&prioritas=5", "&cari=banjir"):
        page = text_of(as_("traffic").get(WEEK + narrowed))
        assert "Siaga banjir" in page
        assert "Imunisasi campak" not in page
    assert "Imunisasi campak" not in text_of(as_("traffic").get(f"{WEEK}&instansi={agency}"))


def test_many_flights_show_only_the_sums_of_their_agencies_until_one_is_chosen(as_, session, monkeypatch):
    monkeypatch.setattr(listing, "OPEN_AT_ONCE", 2)
    crowd(session, 3)
    agency = the(session, DISASTER).agency_id
    session.commit()
    assert "Ramai 1" not in text_of(as_("traffic").get(WEEK))
    assert "Ramai 1" in text_of(as_("traffic").get(f"{WEEK}&instansi={agency}"))


def test_a_flight_says_what_it_still_waits_for(as_, session):
    submitted(session, title="Belum ditinjau")
    mute = submitted(session, title="Belum direkam")
    decide(session, the(session, "editor"), mute.id, 1, "approve", NOW)
    session.commit()
    page = text_of(as_("traffic").get(WEEK))
    assert "menunggu tinjauan" in page
    assert "belum ada rekaman" in page
    assert "Sebelum itu belum mendapat tempat." in page


def test_a_draft_is_no_flight_and_a_withdrawn_one_is_told_only_where_it_stood(as_, session):
    as_("official").post("/naskah/baru", data={**SCRIPT, "title": "Konsep saja", "act": "draft"})
    gone = submitted(session, title="Sudah ditarik", flight=flight())
    decide(session, the(session, "sehat@dinkes.example"), gone.id, 1, "withdraw", NOW)
    session.commit()
    page = text_of(as_("traffic").get(WEEK))
    assert "Konsep saja" not in page
    assert "Sudah ditarik" not in page


def test_the_table_asks_the_database_no_more_often_for_many_flights_than_for_one(as_, session, statements):
    asked(session, "Imunisasi campak")
    session.commit()
    as_("traffic").get(WEEK)
    few = statements(lambda: as_("traffic").get(WEEK))
    crowd(session, 12)
    session.commit()
    assert statements(lambda: as_("traffic").get(WEEK)) == few


def test_traffic_sets_how_much_of_an_agency_a_break_holds(as_, session):
    form = {"read": "2", "limit": "3"}
    assert as_("editor").post("/tayang/batas-instansi", data=form).status_code == 403
    as_("traffic").post("/tayang/batas-instansi", data=form)
    assert "paling banyak 3 tayangan dari satu instansi" in text_of(as_("traffic").get(WEEK))
    assert as_("traffic").post("/tayang/batas-instansi", data=form).status_code == 409
    assert as_("traffic").post("/tayang/batas-instansi", data={"read": "3", "limit": "0"}).status_code == 422


def test_a_script_that_was_just_handed_in_is_a_flight(as_, session):
    script = id_of(as_("official").post("/naskah/baru", data=SCRIPT))
    assert f"/tayang/{script}" in as_("official").get("/tayang").get_data(as_text=True)
    assert date.fromisoformat(SCRIPT["first_day"]) - DAY == timedelta(days=1)
