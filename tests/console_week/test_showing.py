"""The week's page and what its calendar draws."""

from __future__ import annotations

from datetime import time

import pytest

from scheduler.air_settings import air_settings
from scheduler.library import Kind
from scheduler.programmes import Source
from tests.console.conftest import text_of
from tests.playlists.airtime import add_library_sound
from tests.week.shows import programme


def content(as_, who="traffic"):
    return as_(who).get("/pekan/2026-11-25/isi").json


def test_officials_do_not_see_the_week(as_, week):
    assert as_("official").get("/pekan/2026-11-25").status_code == 403
    assert "/pekan" not in as_("official").get("/").text


def test_this_week_is_the_one_of_the_stations_own_day(as_, week):
    assert as_("traffic").get("/pekan").location == "/pekan/2026-11-24"
    assert "23–29 Nov 2026" in text_of(as_("traffic").get("/pekan/2026-11-24"))


@pytest.mark.parametrize("day", ["2026-13-01", "kemarin", "9999-01-01"])
def test_a_day_that_is_none_is_told(as_, week, day):
    assert as_("traffic").get(f"/pekan/{day}").status_code == 404


def test_episodes_are_drawn_by_the_stations_wall_clock(as_, week):
    noon = next(each for each in content(as_)["episodes"] if each["starts"] == "2026-11-25T13:00:00")
    assert (noon["title"], noon["category_name"], noon["ms"]) == ("Siang Sunda", "Kebudayaan", 7_200_000)


def test_breaks_tell_how_full_they_are(as_, placed):
    filled = [each for each in content(as_)["breaks"] if each["starts"].startswith("2026-11-25") and each["used"]]
    assert [each["used"] for each in filled] == [30_000] * 3
    assert {each["ms"] for each in filled} == {120_000}


def test_prayer_calls_and_the_anthem_are_drawn_as_fixed(as_, week, session):
    settings = air_settings(session)
    settings.prayers, settings.anthem_at = ["maghrib"], time(6)
    session.add(settings)
    add_library_sound(session, Kind.ADZAN, "Adzan", 200_000)
    add_library_sound(session, Kind.ANTHEM, "Indonesia Raya", 118_000)
    session.commit()
    kinds = [each["kind"] for each in content(as_)["fixtures"]]
    assert kinds.count("adzan") == kinds.count("anthem") == 7


def test_a_recording_that_has_not_come_is_told(as_, week, session):
    programme(session, title="Dongeng", source=Source.FILE, first_starts="2026-11-24T09:30", duration_ms=1_800_000)
    session.commit()
    told = {each["starts"][:10]: each["missing"] for each in content(as_)["episodes"] if each["title"] == "Dongeng"}
    assert (told["2026-11-24"], told["2026-11-25"]) == ("late", "due")
    side = text_of(as_("traffic").get("/pekan/2026-11-25/samping"))
    assert "Rekaman belum ada" in side
    assert "terlambat sejak 08.30" in side


def test_while_nothing_happens_the_calendar_is_told_nothing(as_, post, noon):
    first = as_("traffic").get("/pekan/2026-11-25/isi")
    again = as_("traffic").get("/pekan/2026-11-25/isi", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    post("admin", f"/pekan/acara/{noon['id']}/batal", version=1)
    later = as_("traffic").get("/pekan/2026-11-25/isi", headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200
    assert later.json["placing"]


def test_beside_the_week_stand_the_pattern_and_what_regional_programmes_kept(as_, week, session):
    programme(
        session, title="Bupati Menyapa", category="public_service", quota=2, quota_period="week",
        recurrence="RRULE:FREQ=WEEKLY;BYDAY=TH", first_starts="2026-11-26T19:00",
    )  # fmt: skip
    session.commit()
    side = text_of(as_("traffic").get("/pekan/2026-11-25/samping"))
    assert "Kebudayaan 43 % target 15 %" in side
    assert "Bupati Menyapa 0 mengudara, 1 direncanakan dari 2" in side
