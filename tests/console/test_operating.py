"""The operator's hand: commands, pairs, and what a machine tells of itself."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from playlists.commands import Command
from playlists.machines import Machine, add_machine, hear_from
from playlists.pairs import all_pairs
from playlists.publishing import publish_day
from tests.console.conftest import NOW, text_of

BEAT = {
    "versions": {"2026-11-24": 1},
    "cached_until": "2026-11-27T04:00:00+07:00",
    "clock_offset_ms": 640,
    "clock_trusted": True,
    "now_playing": {"title": "Lagu 3"},
    "on_air": True,
    "disk_free_bytes": 12_500_000_000,
}


@pytest.fixture
def studio(database):
    """Two machines that were heard a moment ago; gives their ids."""
    ids = []
    with database.writing() as session:
        for name in ("studio-1", "studio-2"):
            machine, _ = add_machine(session, name, "admin", NOW)
            hear_from(machine, BEAT, NOW)
            ids.append(machine.id)
    return ids


def commands(database):
    with database.reading() as session:
        return [(each.command, each.item_id) for each in session.scalars(select(Command).order_by(Command.id))]


def test_a_skip_from_home_reaches_the_machine_on_air_and_stands_on_the_audit_log(as_, database, studio, with_music):
    with database.writing() as session:
        publish_day(session, date(2026, 11, 24), "a colleague", NOW)
    home = as_("announcer").get("/").get_data(as_text=True)
    where = re.search(r'action="(/mesin/\w+/perintah)"', home).group(1)
    assert studio[0] in where
    assert as_("announcer").post(where, data={"command": "skip"}).status_code == 302
    assert commands(database) == [("skip", None)]
    assert "announcer memberi perintah" in text_of(as_("traffic").get("/riwayat"))
    assert "Lewati · 0 detik lalu · announcer · dalam perjalanan" in text_of(as_("traffic").get(f"/mesin/{studio[0]}"))


def test_an_item_that_comes_is_played_next(as_, database, studio, with_music):
    with database.writing() as session:
        day = publish_day(session, date(2026, 11, 24), "a colleague", NOW).day()
    coming = next(item.id for item in day.items if item.starts_at > NOW)
    where = f"/mesin/{studio[0]}/perintah"
    assert as_("traffic").post(where, data={"command": "play_next", "item_id": coming}).status_code == 302
    assert commands(database) == [("play_next", coming)]


def test_a_machines_page_tells_what_it_holds_and_that_its_clock_is_off(as_, studio):
    page = text_of(as_("announcer").get(f"/mesin/{studio[0]}"))
    assert "2026-11-24: v1" in page
    assert "Jamnya meleset 640 md" in page
    assert "12,5 GB" in page
    assert "Lagu 3" in page


def test_a_command_that_no_machine_knows_is_told_and_not_sent(as_, database, studio):
    assert as_("traffic").post(f"/mesin/{studio[0]}/perintah", data={"command": "explode"}).status_code == 422
    assert as_("traffic").post("/mesin/nobody/perintah", data={"command": "skip"}).status_code == 404
    assert commands(database) == []


@pytest.mark.parametrize("who", ["official", "editor"])
def test_only_who_operates_the_station_commands_a_machine(as_, studio, who):
    assert as_(who).post(f"/mesin/{studio[0]}/perintah", data={"command": "skip"}).status_code == 403


def test_two_machines_become_a_pair_are_switched_and_parted(as_, database, studio):
    traffic = as_("traffic")
    traffic.post("/mesin/pasangan", data={"main_id": studio[0], "standby_id": studio[1]})
    with database.reading() as session:
        [pair] = all_pairs(session)
    assert "studio-2 ikut memutar tanpa suara" in text_of(traffic.get("/mesin"))
    as_("announcer").post(f"/mesin/pasangan/{pair.id}/alih")
    assert "studio-1 ikut memutar tanpa suara" in text_of(traffic.get(f"/mesin/{studio[1]}"))
    traffic.post(f"/mesin/pasangan/{pair.id}/sendiri", data={"automatic": "1"})
    assert "Mengambil alih sendiri: ya" in text_of(traffic.get("/mesin"))
    traffic.post(f"/mesin/pasangan/{pair.id}/pisah")
    with database.reading() as session:
        assert not session.scalars(select(Machine.id).where(Machine.standby)).all()
    assert "memisahkan pasangan mesin" in text_of(traffic.get("/riwayat"))


def test_a_machine_that_fell_silent_says_so_on_home_and_on_its_page(as_, database, studio):
    with database.writing() as session:
        session.get_one(Machine, studio[0]).last_seen_at = NOW - timedelta(minutes=3)
    assert "Mesin sedang diam" in text_of(as_("traffic").get(f"/mesin/{studio[0]}"))
    assert "Mesin studio-1 diam" in text_of(as_("traffic").get("/sekarang"))


def test_a_new_machine_is_shown_the_command_that_fetches_and_starts_it_and_a_unit(as_):
    page = as_("traffic").post("/mesin", data={"name": "pemancar 100%"}).get_data(as_text=True)
    assert "http://localhost/api/v1/agent.pyz &amp;&amp; SIAR_TOKEN=" in page
    assert "Description=Siar playout pemancar 100%%" in page
