"""The air day on its page: prayer times that follow what is typed, what stands fixed, and where the station is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import time, timedelta

import pytest

from playlists.publishing import replan
from playlists.versions import newest_version
from scheduler.air_settings import air_settings
from scheduler.air_settings_editing import set_air_settings
from scheduler.database import Database
from scheduler.library import Kind
from scheduler.settings import read_settings
from scheduler.station import the_station
from scheduler.station_editing import change_station, place_of
from scheduler.undo import undo_last
from tests.cli.conftest import siar, station
from tests.conftest import NOW as AIRTIME
from tests.console.conftest import text_of
from tests.console_planning.programmes import add as add_programme
from tests.console_planning.programmes import episodes
from tests.playlists.airtime import DAY, add_library_sound, furnish_air
from tests.week.shows import NOW, TRAFFIC

__all__ = ["siar", "station"]

PLACE = {
    "name": "Radio Multatuli",
    "timezone": "Asia/Jakarta",
    "latitude": "-6.36",
    "longitude": "106.25",
    "day_starts": "04:00",
}
SETTINGS = {"version": "0", "method": "kemenag", "friday_min": "45", "prayers": ["maghrib"], "anthem_at": "06:00"}


def seal(browser):
    return re.search(r'name="seal" value="(\w+)"', browser.get("/siaran").get_data(as_text=True)).group(1)


def keep_place(browser, **changes):
    form = {**PLACE, "seal": seal(browser), **changes}
    return browser.post("/siaran/tempat", data=form)


def times(browser, **typed):
    return text_of(browser.post("/siaran/waktu", data={**PLACE, **SETTINGS, **typed}))


def test_the_prayer_times_of_a_week_are_shown_at_once(as_):
    page = text_of(as_("traffic").get("/siaran"))
    assert "Imsak Subuh Terbit Dzuhur Ashar Maghrib Isya Sel 24/11 03.57 04.07 05.25 11.44 15.08 17.58 19.12" in page
    assert "Sen 30/11" in page


def test_the_times_follow_what_is_typed_and_nothing_is_kept(as_, look):
    assert "Sel 24/11 03.57 04.07 05.25 11.44 15.08 18.01 19.12" in times(as_("traffic"), correction_maghrib="3")
    assert "Sel 24/11" in times(as_("traffic"), method="egyptian")
    assert times(as_("traffic"), method="egyptian") != times(as_("traffic"))
    assert "Sel 24/11 05.07" in times(as_("traffic"), longitude="119.4", latitude="-5.1", timezone="Asia/Tokyo")
    assert look(air_settings).version == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"latitude": "89.9", "longitude": "0"}, "matahari"),
        ({"latitude": "91"}, "derajat dari −90 sampai 90"),
        ({"latitude": "enam"}, "derajat dari −90 sampai 90"),
        ({"timezone": "Asia/Rangkasbitung"}, "bukan zona waktu"),
        ({"timezone": "../../etc/passwd"}, "bukan zona waktu"),
    ],
)
def test_where_no_prayer_time_can_be_told_that_is_said(as_, typed, told):
    assert told in times(as_("traffic"), **typed)


def test_calls_at_the_pole_are_refused_when_they_are_asked_for(as_, look):
    assert keep_place(as_("traffic"), latitude="89.9", longitude="0").status_code == 302
    assert "matahari" in text_of(as_("traffic").get("/siaran"))
    answer = as_("traffic").post("/siaran/aturan", data=SETTINGS)
    assert answer.status_code == 422
    assert 'id="fault-prayers"' in answer.get_data(as_text=True)
    assert look(air_settings).version == 0


def test_what_stands_fixed_today_is_shown_and_a_missing_sound_told(as_, database):
    with database.writing() as session:
        add_library_sound(session, Kind.ANTHEM, "Indonesia Raya", 90_000)
    assert as_("traffic").post("/siaran/aturan", data=SETTINGS).status_code == 302
    page = text_of(as_("editor").get("/siaran"))
    assert "06.00 Indonesia Raya 1.30" in page
    assert "Adzan Maghrib" in page
    with database.writing() as session:
        add_library_sound(session, Kind.ADZAN, "Adzan", 180_000)
    assert "17.58 Adzan Maghrib 3.00" in text_of(as_("editor").get("/siaran"))


def test_all_settings_are_kept_and_come_back_into_the_form(as_, look):
    form = {
        **SETTINGS, "correction_isya": "-2", "imsak_first": "2027-02-08", "imsak_last": "2027-03-09",
        "friday_url": "https://masjid.example/live", "friday_min": "40", "sign_on": "05:00", "sign_off": "00:30",
        "goal_news": "30",
    }  # fmt: skip
    assert as_("traffic").post("/siaran/aturan", data=form).status_code == 302
    kept = look(air_settings)
    assert (kept.corrections, kept.friday_ms, kept.goals) == ({"isya": -2}, 40 * 60_000, {"news": 30})
    page = as_("traffic").get("/siaran").get_data(as_text=True)
    for value in ("-2", "2027-03-09", "https://masjid.example/live", "00:30", "40"):
        assert f'value="{value}"' in page


def test_each_fault_stands_at_its_field(as_):
    form = {**SETTINGS, "correction_subuh": "banyak", "sign_on": "25:00", "goal_news": "80", "goal_religion": "80"}
    answer = as_("traffic").post("/siaran/aturan", data={**form, "friday_min": "0", "imsak_first": "kapan"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    for name in ("correction_subuh", "sign_on", "friday_min", "imsak_first"):
        assert f'id="fault-{name}"' in page
    assert "100 persen" in text_of(answer)
    assert 'value="banyak"' in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sign_on": "05:00"}, "sign_off"),
        ({"imsak_first": "2027-02-08"}, "imsak_last"),
        ({"imsak_first": "2027-02-08", "imsak_last": "2027-02-07"}, "imsak_last"),
    ],
)
def test_what_makes_sense_only_in_pairs_is_told(as_, typed, field):
    answer = as_("traffic").post("/siaran/aturan", data={**SETTINGS, **typed})
    assert answer.status_code == 422
    assert f'id="fault-{field}"' in answer.get_data(as_text=True)


def test_the_second_of_two_who_set_the_air_is_told_and_loses_nothing(as_, look):
    as_("admin").post("/siaran/aturan", data={**SETTINGS, "anthem_at": "05:00"})
    second = as_("traffic").post("/siaran/aturan", data={**SETTINGS, "anthem_at": "07:00"})
    assert second.status_code == 409
    assert 'value="07:00"' in second.get_data(as_text=True)
    assert "sekarang sudah: 05:00" in text_of(second)
    version = re.search(r'name="version" value="(\d+)"', second.get_data(as_text=True)).group(1)
    assert (
        as_("traffic").post("/siaran/aturan", data={**SETTINGS, "anthem_at": "07:00", "version": version}).status_code
        == 302
    )
    assert look(air_settings).anthem_at.hour == 7


def test_the_second_of_two_who_move_the_station_is_told(as_, look):
    stale = seal(as_("traffic"))
    keep_place(as_("admin"), latitude="-6,5")
    second = as_("traffic").post("/siaran/tempat", data={**PLACE, "latitude": "-7", "seal": stale})
    assert second.status_code == 409
    assert 'value="-7"' in second.get_data(as_text=True)
    assert look(the_station).latitude == -6.5


def test_in_another_zone_programmes_stay_at_their_hours_on_the_wall_and_come_back_when_undone(as_, look, database):
    add_programme(as_("traffic"))
    before = [each.starts_at for each in look(episodes)]
    assert keep_place(as_("traffic"), timezone="Asia/Makassar").status_code == 302
    moved = [each.starts_at for each in look(episodes)]
    assert {one - two for one, two in zip(before, moved, strict=False)} == {
        before[0].replace(hour=1) - before[0].replace(hour=0)
    }
    with database.writing() as session:
        undo_last(session, "traffic@radio.example", NOW)
    assert [each.starts_at for each in look(episodes)] == before


def test_a_day_that_begins_at_another_hour_is_told_at_its_field_when_it_is_none(as_, look):
    assert keep_place(as_("traffic"), day_starts="5 pagi").status_code == 422
    assert keep_place(as_("traffic"), day_starts="05:30").status_code == 302
    assert look(the_station).day_starts.minute == 30


def test_the_command_tells_the_times_as_the_station_airs_them(station):
    plain = json.loads(station("prayer-times", "2026-11-24", "--json").out)
    own = Database(read_settings().database_url)
    with own.writing() as session:
        set_air_settings(session, TRAFFIC, 0, {"corrections": {"maghrib": 3}}, NOW)
    own.close()
    corrected = json.loads(station("prayer-times", "2026-11-24", "--json").out)
    elsewhere = json.loads(station("prayer-times", "2026-11-24", "--lat", "-6.36", "--lon", "106.25", "--json").out)
    assert (plain["maghrib"], corrected["maghrib"], elsewhere["maghrib"]) == ("17:58", "18:01", "17:58")
    assert station("prayer-times", "tomorrow").code == 0


def test_when_the_day_begins_at_another_hour_published_days_meet_without_a_gap(database):
    days = [DAY, DAY + timedelta(days=1)]
    with database.writing() as session:
        furnish_air(session)
    replan(database, AIRTIME, "clock", "horizon", days=days)
    with database.writing() as session:
        place = place_of(the_station(session))
        change_station(session, TRAFFIC, place.seal, replace(place, day_starts=time(5, 30)), AIRTIME)
    replan(database, AIRTIME, "clock", "week changed", days=days)
    with database.reading() as session:
        one, two = (newest_version(session, day) for day in days)
    assert (one.version, one.ends_at) == (2, two.starts_at)
    assert f"{two.starts_at:%H.%M}" == "22.30"
