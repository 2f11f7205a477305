"""An official sees the flights of its own agency alone: what others announce is never reachable."""

from __future__ import annotations

import pytest

from tests.console.conftest import SCRIPT, text_of
from tests.console_flights.conftest import DISASTER, asked, crowd, place
from tests.playlists.airtime import DAY
from tests.scheduler.announcing import the


@pytest.fixture
def others(session):
    """A flight of another agency."""
    script = asked(session, "Rahasia banjir", DISASTER, priority=5)
    session.commit()
    return script


def test_the_table_holds_no_flight_of_another_agency(as_, session, others):
    asked(session, "Imunisasi campak")
    agency = the(session, DISASTER).agency_id
    session.commit()
    for page in ("/tayang", "/tayang/tanpa-tempat", f"/tayang?instansi={agency}", "/tayang?cari=Rahasia"):
        told = text_of(as_("official").get(page))
        assert "Rahasia banjir" not in told
        assert "BPBD" not in told
    assert "Imunisasi campak" in text_of(as_("official").get("/tayang"))


def test_a_flight_of_another_agency_does_not_exist(as_, others):
    for path in ("", "/hari", "/ruang"):
        assert as_("official").get(f"/tayang/{others}{path}").status_code == 404
    form = {**SCRIPT, "announcement": others}
    assert as_("official").post("/tayang/ruang", data=form).status_code == 404


def test_an_official_changes_no_flight_by_itself(as_, session):
    own = asked(session, "Imunisasi campak")
    session.commit()
    for path in ("", "/aturan", "/sematan", "/sematan/x/lepas", "/urungkan"):
        assert as_("official").post(f"/tayang/{own}{path}").status_code == 403
    for path in (f"/usul/{DAY}", f"/usul/{DAY}/periksa"):
        assert as_("official").get(f"/tayang/{own}{path}").status_code == 403
    page = as_("official").get(f"/tayang/{own}").get_data(as_text=True)
    assert f"/naskah/{own}/ubah" in page
    assert "revisi baru" in page


def test_the_reason_names_no_announcement_of_another_agency(as_, session):
    crowd(session, 6, priority=5)
    own = asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=2, priority=1)
    place(session)
    for page in (f"/tayang/{own}", "/tayang/tanpa-tempat", f"/naskah/{own}", f"/naskah/{own}/mengapa"):
        told = text_of(as_("official").get(page))
        assert "Ramai" not in told
    assert "di bawah pengumuman lain" in text_of(as_("official").get(f"/tayang/{own}"))
    assert "di bawah Ramai" in text_of(as_("traffic").get(f"/tayang/{own}"))


def test_room_for_an_official_is_room_for_its_own_agency(as_, session):
    """Whatever agency stands in the form: two of the same agency fill a break's share of it."""
    crowd(session, 2, by="sehat@dinkes.example", priority=1, duration_ms=10_000, spots_per_day=10)
    place(session)
    days = {"first_day": f"{DAY}", "last_day": f"{DAY}", "spots_per_day": "2", "dayparts": ["siang"], "priority": "1"}
    told = text_of(as_("official").post("/tayang/ruang", data={**days, "agency": "BPBD"}))
    assert "Ada tempat untuk 0 dari 2 tayangan" in told
    told = text_of(as_("traffic").post("/tayang/ruang", data={**days, "agency": "BPBD"}))
    assert "Ada tempat untuk 2 dari 2 tayangan" in told
