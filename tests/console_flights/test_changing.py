"""What traffic changes on a flight's page holds at once, is on the audit log, and can be taken back."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from scheduler.announcements.tables import Announcement, Revision
from scheduler.audit import AuditLine
from scheduler.flight_rules import FlightRule, Pin
from scheduler.recordings import recording_of
from tests.console.conftest import text_of
from tests.console_flights.conftest import asked
from tests.week.shows import programme
from tests.week.test_flights import rendition

WANTED = {
    "first_day": "2026-11-24", "last_day": "2026-12-05", "spots_per_day": "5", "separation_min": "45", "total": "20",
    "priority": "4", "dayparts": ["pagi", "sore"],
}  # fmt: skip


@pytest.fixture
def flight_id(session):
    script = asked(session, "Imunisasi campak")
    session.commit()
    return script


def read_in(browser, script):
    page = browser.get(f"/tayang/{script}").get_data(as_text=True)
    return re.search(r'name="read" value="([^"]*)"', page).group(1).replace("&#34;", '"')


def change(browser, script, **changed):
    return browser.post(f"/tayang/{script}", data={"read": read_in(browser, script), **WANTED, **changed})


def terms(session):
    found = session.scalars(select(Revision)).one()
    return (found.last_day.isoformat(), found.spots_per_day, found.separation_min, found.total, found.priority)


def states(session):
    script = session.scalars(select(Announcement)).one()
    return (script.status, script.revision, script.approved_revision)


def pins(session):
    return [pin.id for pin in session.scalars(select(Pin))]


def test_a_change_holds_at_once_without_another_approval(as_, look, flight_id):
    assert change(as_("traffic"), flight_id).status_code == 302
    assert look(terms) == ("2026-12-05", 5, 45, 20, 4)
    assert look(states) == ("approved", 1, 1)
    assert "flight_changed" in look(lambda session: set(session.scalars(select(AuditLine.action))))
    assert "mengubah penayangan" in text_of(as_("admin").get("/riwayat"))


def test_a_change_is_taken_back_by_whoever_made_it(as_, look, flight_id):
    before = look(terms)
    change(as_("traffic"), flight_id)
    page = as_("traffic").get(f"/tayang/{flight_id}").get_data(as_text=True)
    step = re.search(r'name="step" value="([^"]*)"', page).group(1)
    assert 'name="step"' not in as_("admin").get(f"/tayang/{flight_id}").get_data(as_text=True)
    answer = as_("traffic").post(f"/tayang/{flight_id}/urungkan", data={"step": step})
    assert answer.status_code == 302
    assert look(terms) == before
    assert as_("traffic").post(f"/tayang/{flight_id}/urungkan", data={"step": step}).status_code == 409


def test_every_field_that_is_wrong_is_told_and_nothing_typed_is_lost(as_, look, flight_id):
    before = look(terms)
    answer = change(
        as_("traffic"), flight_id, last_day="2026-11-01", spots_per_day="0", separation_min="2000", priority="9"
    )
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    for field in ("spots_per_day", "separation_min"):
        assert f'id="fault-flight.{field}"' in page
    assert 'id="fault-priority"' in page
    assert 'value="2026-11-01"' in page
    assert look(terms) == before


def test_of_two_who_change_a_flight_the_second_is_told_and_loses_nothing(as_, look, flight_id):
    read = read_in(as_("admin"), flight_id)
    change(as_("traffic"), flight_id)
    answer = as_("admin").post(f"/tayang/{flight_id}", data={**WANTED, "read": read, "spots_per_day": "7"})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Sementara itu" in page
    assert "Di bawah ini yang Anda ketik" in page
    assert 'name="spots_per_day" min="1" max="48" value="7"' in answer.get_data(as_text=True)
    assert look(terms)[1] == 5


def test_a_spot_is_pinned_to_a_time_on_a_weekday_or_on_one_day(as_, look, flight_id):
    where = f"/tayang/{flight_id}/sematan"
    as_("traffic").post(where, data={"at": "13:37", "weekday": "1"})
    as_("traffic").post(where, data={"at": "13:37", "weekday": "1", "day": "2026-11-26", "place": "first"})
    page = text_of(as_("traffic").get(f"/tayang/{flight_id}"))
    assert "setiap Selasa, 13.37" in page
    assert "Kamis, 26 November 2026, 13.37 · paling awal di dalamnya" in page
    assert as_("traffic").post(where, data={"at": "noon", "weekday": "1"}).status_code == 422


def test_a_spot_is_pinned_first_in_the_break_before_the_news_and_let_go(as_, session, look):
    flight_id = asked(session, "Imunisasi campak")
    news = programme(session, title="Berita pukul dua belas").id
    session.commit()
    as_("traffic").post(f"/tayang/{flight_id}/sematan", data={"programme": news, "place": "first"})
    page = text_of(as_("traffic").get(f"/tayang/{flight_id}"))
    assert "di jeda sebelum Berita pukul dua belas · paling awal di dalamnya" in page
    [pin] = look(pins)
    as_("traffic").post(f"/tayang/another/sematan/{pin}/lepas")
    assert look(pins) == [pin]
    as_("traffic").post(f"/tayang/{flight_id}/sematan/{pin}/lepas")
    assert look(pins) == []


def test_programmes_are_excluded_recordings_take_turns_and_an_announcer_reads_it_live(as_, session, look):
    flight_id = asked(session, "Imunisasi campak")
    music = programme(session, title="Musik Sunda").id
    recording = recording_of(session, session.get_one(Announcement, flight_id).newest)
    recording.rendition_id = rendition(session, recording, 30_000).id
    other = rendition(session, recording, 40_000).id
    session.commit()
    form = {"version": "0", "programmes": [music], "turns": [other], "live": "on"}
    assert as_("traffic").post(f"/tayang/{flight_id}/aturan", data=form).status_code == 302
    rule = look(lambda session: session.get_one(FlightRule, flight_id))
    assert (rule.excluded_programmes, rule.turns, rule.live) == ([music], [other], True)
    page = as_("traffic").get(f"/tayang/{flight_id}").get_data(as_text=True)
    assert f'value="{other}" checked' in page
    assert f'value="{music}" checked' in page
    assert as_("admin").post(f"/tayang/{flight_id}/aturan", data=form).status_code == 409


def test_a_change_by_an_official_is_a_new_revision_and_the_approved_one_airs_on(as_, look, flight_id):
    form = {**WANTED, "title": "Imunisasi campak", "body": "Bawa anak ke Posyandu terdekat.", "revision": "1"}
    as_("official").post(f"/naskah/{flight_id}/ubah", data={**form, "act": "submit"})
    assert look(states) == ("submitted", 2, 1)
    assert "Tayang sehari 3" in text_of(as_("official").get(f"/tayang/{flight_id}"))
    page = text_of(as_("traffic").get(f"/tayang/{flight_id}"))
    assert "Revisi 2 menunggu persetujuan: 24 Nov – 5 Des, 5 kali sehari." in page
