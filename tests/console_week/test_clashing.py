"""What clashes is shown while an episode is held somewhere, with the ways out; asking changes nothing."""

from __future__ import annotations

import re
from datetime import time

import pytest

from scheduler.air_settings import AirSettings, air_settings
from scheduler.library import Kind
from tests.console_week.conftest import episode_of
from tests.playlists.airtime import add_library_sound


def held(as_, episode, at, ms=7_200_000):
    query = {"day": "2026-11-26", "time": at, "ms": ms}
    return as_("traffic").get(f"/pekan/acara/{episode['id']}/bentrok", query_string=query).text


def test_two_programmes_at_once_are_told_with_ways_out(as_, noon, database):
    card = held(as_, noon, "07:00")
    assert "“Lebak Pagi” masih mengudara saat “Siang Sunda” mulai" in card
    assert "Akhiri “Lebak Pagi” 60 menit lebih awal" in card
    assert episode_of(database, "Siang Sunda") == noon


def test_a_free_place_is_told_as_nothing(as_, noon):
    assert held(as_, noon, "09:00") == ""


@pytest.fixture
def adzan(session, week):
    settings = air_settings(session)
    settings.prayers, settings.anthem_at = ["dzuhur"], time(6)
    session.add(settings)
    add_library_sound(session, Kind.ADZAN, "Adzan", 200_000)
    session.commit()
    assert session.get(AirSettings, 1)


def test_a_programme_over_the_call_to_prayer_may_stay(as_, noon, adzan):
    card = held(as_, noon, "11:00")
    assert "Adzan Dzuhur" in card
    assert "Biarkan" in card


def test_a_way_out_is_one_click(as_, post, noon, database):
    moved = post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-26", time="07:00")
    form = re.search(r'<form[^>]* action="([^"]*pindah)"[^>]*>(.*?)</form>', moved.json["card"], re.DOTALL)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
    assert post("traffic", form[1], **fields).status_code == 200
    assert episode_of(database, "Lebak Pagi", "2026-11-26")["minutes"] == 120
    assert held(as_, noon, "07:00") == ""


def test_clashes_that_stand_already_are_marked_and_listed_beside_the_week(as_, post, noon):
    post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-26", time="07:00")
    shown = as_("traffic").get("/pekan/2026-11-25/isi").json["episodes"]
    assert sorted(each["title"] for each in shown if each["clashes"]) == ["Lebak Pagi", "Siang Sunda"]
    assert "1 bentrok" in as_("traffic").get("/pekan/2026-11-25/samping").text
