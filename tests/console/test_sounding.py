"""Home says what a listener hears, also when that is not what was planned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from playlists.machines import Machine, add_machine, hear_from
from playlists.publishing import publish_day
from tests.console.conftest import NOW, text_of
from web.console.log import on_air

BEAT = {"on_air": True, "levels": {"peak_dbfs": [-3.0, -7.4], "rms_dbfs": [-15.0, -19.3], "until": NOW.isoformat()}}


@pytest.fixture
def planned(database, with_music):
    """What the published day has for now; a machine stands beside."""
    with database.writing() as session:
        add_machine(session, "studio-1", "admin", NOW)
        return on_air(publish_day(session, date(2026, 11, 24), "a colleague", NOW).day().items, NOW)


def home_when(as_, database, **told) -> str:
    at = told.pop("at", NOW)
    with database.writing() as session:
        hear_from(session.scalars(select(Machine)).one(), {**BEAT, **told}, at)
    return text_of(as_("announcer").get("/sekarang"))


def test_what_plays_as_planned_stands_with_its_time_left(as_, database, planned):
    shown = home_when(as_, database, now_playing={"item_id": planned.id, "title": planned.title})
    assert planned.title in shown.split("Berikutnya")[0]
    assert "sisa" in shown.lower()
    assert "menurut mesin putar" not in shown


def test_what_plays_instead_is_told_by_the_machines_word(as_, database, planned):
    shown = home_when(as_, database, now_playing={"item_id": None, "title": "Kopi Cibeber"})
    assert f"Kopi Cibeber menurut mesin putar; rencananya {planned.title}" in shown


@pytest.mark.parametrize("ago", [timedelta(minutes=1), timedelta(days=1)])
def test_an_old_word_is_not_believed(as_, database, planned, ago):
    playing = {"item_id": None, "title": "Kopi Cibeber"}
    assert "Kopi Cibeber" not in home_when(as_, database, now_playing=playing, at=NOW - ago).split("Berikutnya")[0]


def test_how_loud_it_is_stands_beside(as_, database, planned):
    assert "−19,3 dB, puncak −7,4 dB" in home_when(as_, database)


def test_a_machine_that_sends_silence_is_seen(as_, database, planned):
    silence = {"peak_dbfs": [-96.0], "rms_dbfs": [-96.0], "until": NOW.isoformat()}
    assert "tanpa suara" in home_when(as_, database, levels=silence)


@pytest.mark.parametrize("levels", [None, {}, [], {"peak_dbfs": [], "rms_dbfs": [True]}, {"peak_dbfs": "loud"}])
def test_levels_that_make_no_sense_are_left_out(as_, database, planned, levels):
    assert "puncak" not in home_when(as_, database, levels=levels)
