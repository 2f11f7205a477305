"""What would help a spot without a place: tried at once, or checked by the solver; one press carries it out."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from scheduler.announcements.tables import Revision
from scheduler.spots import Spot, unplaced_of_day
from tests.console.conftest import text_of
from tests.console_flights.conftest import asked, crowd, place
from tests.playlists.airtime import DAY


@pytest.fixture
def crowded(session):
    """A flight that finds no place at midday, which more urgent ones fill; the other dayparts are free."""
    crowd(session, 6)
    script = asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=1, priority=3)
    place(session)
    return script


def wanted_fields(page, button):
    """The hidden fields of the form with that button."""
    form = next(each for each in re.findall(r"(?s)<form.*?</form>", page) if button in each)
    found = {}
    for name, value in re.findall(r'name="([a-z_]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value.replace("&#34;", '"'))
    return found


def test_each_suggestion_has_one_button_and_gives_one_more_spot(as_, session, crowded, look):
    help_ = as_("traffic").get(f"/tayang/{crowded}/usul/{DAY}").get_data(as_text=True)
    form = wanted_fields(help_, "Juga di sore")
    assert as_("traffic").post(f"/tayang/{crowded}", data=form).status_code == 302
    dayparts = select(Revision.dayparts).where(Revision.announcement_id == crowded)
    assert look(lambda session: session.scalar(dayparts)) == ["siang", "sore"]
    place(session)
    assert crowded not in look(lambda session: [one.announcement_id for one in unplaced_of_day(session, DAY)])


def test_a_shorter_script_leads_to_the_script(as_, session):
    crowd(session, 1, duration_ms=40_000, spots_per_day=10)
    place(session)
    script = asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=1, priority=1)
    place(session)
    help_ = as_("traffic").get(f"/tayang/{script}/usul/{DAY}").get_data(as_text=True)
    assert "10 detik lebih pendek." in help_
    assert f'href="/naskah/{script}/ubah"' in help_


def test_what_needs_others_to_move_is_checked_by_the_solver_on_demand(as_, session):
    crowd(session, 2, priority=5, spots_per_day=10)
    place(session)
    script = asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=1, priority=4, duration_ms=60_000)
    place(session)
    help_ = as_("traffic").get(f"/tayang/{script}/usul/{DAY}").get_data(as_text=True)
    assert "Prioritas 4 → 5." in help_
    [url] = re.findall(rf'href="(/tayang/{script}/usul/{DAY}/periksa\?usul=Priority[^"]*)"', help_)
    told = text_of(as_("traffic").get(url))
    assert "menolong" in told
    assert "Ramai" in told
    assert "tanpa tempat" in told


def test_a_suggestion_that_no_longer_stands_is_told(as_, crowded):
    answer = as_("traffic").get(f"/tayang/{crowded}/usul/{DAY}/periksa?usul=Something")
    assert answer.status_code == 409


def test_each_placed_spot_says_why_it_stands_where_it_does(as_, session):
    script = asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=1)
    place(session)
    page = text_of(as_("official").get(f"/tayang/{script}/hari?pekan={DAY}"))
    assert re.search(r"Bisa juga di \d+ jeda lain hari itu: nilainya sama\.", page)


def test_a_pinned_spot_says_so_and_a_past_one_says_nothing(as_, session, look):
    script = asked(session, "Imunisasi campak", dayparts=["siang"], spots_per_day=1)
    session.commit()
    as_("traffic").post(f"/tayang/{script}/sematan", data={"at": "13:37", "day": f"{DAY}"})
    place(session)
    page = text_of(as_("traffic").get(f"/tayang/{script}/hari?pekan={DAY}"))
    assert "13.37 disematkan Disematkan di sini." in page
    assert look(lambda session: session.scalars(select(Spot.day)).all()) == [date(2026, 11, 24)]
