"""Prayer calls, anthem, sign-on and sign-off: where they stand, what yields to them, and what is told at the pole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.air_settings_editing import set_air_settings
from scheduler.breaks import breaks_of
from scheduler.conflicts import clashes_if, clashes_of
from scheduler.errors import Conflict, Invalid
from scheduler.fixtures import Fixture, fixtures_between
from scheduler.library import Kind
from scheduler.programmes import Programme
from scheduler.station import the_station
from scheduler.undo import undo_last
from tests.playlists.airtime import add_library_sound, furnish_air
from tests.week.shows import NOW, TRAFFIC, WIB, episodes, programme, wib

TUESDAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def set_air(session: Session, read_version: int = 0, **changes: Any) -> None:
    set_air_settings(session, TRAFFIC, read_version, changes, NOW)


def day(session: Session, date: date = TUESDAY) -> tuple[Fixture, ...]:
    station = the_station(session)
    return fixtures_between(session, station, *station.window(date)).fixtures


def told(found: tuple[Fixture, ...]) -> list[str]:
    return [f"{each.at.astimezone(WIB):%H.%M} {each.title}" for each in found]


@pytest.fixture
def adzan(session: Session) -> None:
    add_library_sound(session, Kind.ADZAN, "Adzan", 180_000)
    session.flush()
    set_air(session, prayers=["subuh", "dzuhur", "maghrib"])


@pytest.mark.usefixtures("adzan")
def test_each_call_is_in_the_broadcast_day_it_falls_in(session: Session) -> None:
    assert told(day(session)) == ["04.07 Adzan Subuh", "11.44 Adzan Dzuhur", "17.58 Adzan Maghrib"]


@pytest.mark.usefixtures("adzan")
def test_a_correction_moves_one_prayer_by_whole_minutes(session: Session) -> None:
    set_air(session, 1, corrections={"dzuhur": 2})
    assert "11.46 Adzan Dzuhur" in told(day(session))
    assert "17.58 Adzan Maghrib" in told(day(session))


@pytest.mark.usefixtures("adzan")
def test_imsak_is_called_in_its_dates_alone(session: Session) -> None:
    sound = add_library_sound(session, Kind.JINGLE, "Imsak", 20_000)
    session.flush()
    set_air(session, 1, imsak_first="2026-11-25", imsak_last="2026-11-25", sounds={"imsak": sound.id})
    assert not [each for each in day(session, TUESDAY - DAY) if each.title == "Imsak"]
    assert told(day(session, TUESDAY))[-1] == "03.57 Imsak"  # of Wednesday, in the last hour of Tuesday's broadcast


@pytest.mark.usefixtures("adzan")
def test_the_friday_sermon_follows_its_call(session: Session) -> None:
    set_air(session, 1, friday_url="https://masjid.example/live", friday_ms=1_800_000)
    assert not [each for each in day(session) if each.kind == "relay"]
    friday = day(session, date(2026, 11, 27))
    assert [each.kind for each in friday if each.stream_url] == ["relay"]
    assert [each.at for each in friday if each.stream_url] == [wib("27 11.48")]


def test_the_pole_has_no_prayer_times_and_that_is_told(session: Session) -> None:
    station = the_station(session)
    station.latitude = 78.2
    with pytest.raises(Invalid) as refused:
        set_air(session, prayers=["subuh"])
    assert "sun makes no" in str(refused.value.fields["prayers"])
    station.latitude = -6.36
    add_library_sound(session, Kind.ADZAN, "Adzan", 180_000)
    set_air(session, prayers=["subuh"], anthem_at="06:00")
    station.latitude = 78.2
    found = fixtures_between(session, station, *station.window(TUESDAY))
    assert found.fixtures == ()
    assert any("sun makes no" in str(fault) for fault in found.faults)
    assert any("no sound for" in str(fault) for fault in found.faults)


def test_off_air_goes_from_sign_off_to_sign_on_also_over_the_turn_of_the_day(session: Session) -> None:
    set_air(session, sign_on="05:00", sign_off="00:30")
    night = [(f"{each.at.astimezone(WIB):%H.%M}", each.duration_ms // 60_000) for each in day(session)]
    assert night == [("04.00", 60), ("00.30", 210)]


def test_a_day_on_air_from_five_to_eleven_at_night_ends_in_silence(session: Session) -> None:
    set_air(session, sign_on="05:00", sign_off="23:00")
    night = [(f"{each.at.astimezone(WIB):%H.%M}", each.duration_ms // 60_000) for each in day(session)]
    assert night == [("04.00", 60), ("23.00", 300)]


def breaks(session: Session) -> dict[str, int]:
    found = breaks_of(session, the_station(session), TUESDAY, TUESDAY)
    return {f"{each.starts_at.astimezone(WIB):%H.%M}": each.capacity_ms for each in found}


def test_breaks_yield_to_a_call_before_them_and_within_them(session: Session) -> None:
    furnish_air(session, capacity_ms=480_000)
    assert breaks(session)["11.40"] == 480_000
    add_library_sound(session, Kind.ADZAN, "Adzan", 180_000)
    set_air(session, prayers=["dzuhur"])
    assert breaks(session)["11.40"] == 240_000
    set_air(session, 1, corrections={"dzuhur": -6})
    assert "11.40" not in breaks(session)
    assert breaks(session)["11.20"] == 480_000


def test_there_is_no_break_off_air_nor_in_a_programme_that_allows_none(session: Session) -> None:
    furnish_air(session)
    programme(session, breaks_inside=False)
    set_air(session, sign_on="05:00", sign_off="23:00")
    found = breaks(session)
    assert not {"04.20", "23.20", "00.20", "10.20", "10.40"} & set(found)
    assert {"09.40", "11.20", "22.40"} <= set(found)


def two(session: Session) -> tuple[Programme, Programme]:
    return programme(session), programme(session, title="Dialog", first_starts="2026-11-24T10:30", source="studio")


def test_two_programmes_at_once_are_told_with_ways_out_that_solve_it(session: Session) -> None:
    first, second = two(session)
    clash, *more = clashes_of(session, TUESDAY, TUESDAY)
    assert not more
    assert (clash.kind, clash.at, clash.until) == ("programmes", wib("24 10.30"), wib("24 11.00"))
    assert [way.act for way in clash.ways] == ["resize", "move", "cancel", "cancel"]
    for way in clash.ways:
        if way.starts_at and way.duration_ms:
            assert clashes_if(session, way.episode_id, way.starts_at, way.duration_ms) == []
    assert {way.episode_id for way in clash.ways} == {episodes(session, p)[0].id for p in (first, second)}


@pytest.mark.usefixtures("adzan")
def test_a_programme_bears_a_call_inside_but_does_not_begin_in_one(session: Session) -> None:
    daily = programme(session, first_starts="2026-11-24T11:00")
    inside = clashes_of(session, TUESDAY, TUESDAY)
    assert [(clash.kind, clash.bears, clash.ways[0].act) for clash in inside] == [("adzan", True, "let")]
    begins = clashes_if(session, episodes(session, daily)[0].id, wib("24 11.45"), 3_600_000)
    assert [(clash.bears, clash.ways[0].act, clash.ways[0].starts_at) for clash in begins] == [
        (False, "move", wib("24 11.47"))
    ]


def test_settings_are_refused_field_by_field_and_the_second_editor_is_told(session: Session) -> None:
    with pytest.raises(Invalid) as refused:
        set_air(session, corrections={"subuh": 400}, goals={"news": 90, "religion": 20}, anthem_at="25:00", moon=1)
    assert set(refused.value.fields) == {"corrections.subuh", "goals.goals", "anthem_at", "moon"}
    set_air(session, title_separation_min=90)
    with pytest.raises(Conflict):
        set_air(session, title_separation_min=60)
    undo_last(session, TRAFFIC.name, NOW)
