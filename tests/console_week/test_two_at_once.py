"""Two people who change one episode of the week at once, in each order: the second is told, and loses nothing."""

from __future__ import annotations

import pytest

from scheduler.programme_editing import retire_programme
from scheduler.programmes import find_episode
from tests.console.conftest import NOW
from tests.console_week.conftest import episode_of
from tests.week.shows import ADMIN

CHANGES = {
    "move": ("pindah", {"day": "2026-11-25", "time": "16:00"}),
    "resize": ("pindah", {"day": "2026-11-25", "time": "13:00", "ms": 9_000_000}),
    "exception": ("nama", {"title": "Siang Sunda: Wayang", "host": "Abah"}),
    "delete": ("batal", {}),
}


def change(post, who, episode, name, version):
    path, fields = CHANGES[name]
    return post(who, f"/pekan/acara/{episode['id']}/{path}", version=version, **fields)


@pytest.mark.parametrize("second", CHANGES)
@pytest.mark.parametrize("first", CHANGES)
def test_the_second_change_is_told_and_overwrites_nothing(post, noon, database, first, second):
    assert change(post, "admin", noon, first, 1).status_code == 200
    stands = episode_of(database, "Siang Sunda")
    late = change(post, "traffic", noon, second, 1)
    assert late.status_code == 409
    assert "admin mengubah “Siang Sunda" in late.json["card"]
    assert episode_of(database, "Siang Sunda") == stands
    for wanted in CHANGES[second][1].values():
        assert f'value="{wanted}"' in late.json["card"]
    assert f'name="version" value="{stands["version"]}"' in late.json["card"]
    assert change(post, "traffic", noon, second, stands["version"]).status_code == 200  # "all the same"


@pytest.mark.parametrize(
    ("second", "wanted"),
    [
        ("move", "2026-11-25 16.00"),
        ("resize", "2026-11-25 13.00, 2.30.00"),
        ("exception", "“Siang Sunda: Wayang”"),
        ("delete", "ditiadakan kali ini"),
    ],
)
def test_what_the_second_wanted_stands_beside_what_is_now(post, noon, second, wanted):
    post("admin", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-26", time="17:00")
    card = change(post, "traffic", noon, second, 1).json["card"]
    assert "Kam 26/11 17.00" in card
    assert wanted in card.partition("Anda ingin")[2]


@pytest.mark.parametrize("name", CHANGES)
def test_a_copy_stands_in_nobodys_way(post, noon, database, name):
    copy = {"day": "2026-11-25", "time": "19:00"}
    assert post("admin", f"/pekan/acara/{noon['id']}/salin", **copy).status_code == 200
    assert change(post, "traffic", noon, name, 1).status_code == 200


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_meanwhile_can_still_be_copied(post, noon, database, name):
    assert change(post, "admin", noon, name, 1).status_code == 200
    stands = episode_of(database, "Siang Sunda")
    copy = {"version": 1, "day": "2026-11-25", "time": "19:00"}
    assert post("traffic", f"/pekan/acara/{noon['id']}/salin", **copy).status_code == 200
    assert episode_of(database, "Siang Sunda") == stands


def test_two_copies_to_one_time_leave_one_and_tell_the_second(post, noon, as_):
    copy = {"day": "2026-11-25", "time": "19:00"}
    assert post("admin", f"/pekan/acara/{noon['id']}/salin", **copy).status_code == 200
    late = post("traffic", f"/pekan/acara/{noon['id']}/salin", **copy)
    assert late.status_code == 409
    assert late.json["what"]
    content = as_("traffic").get("/pekan/2026-11-25/isi").json
    assert [each["starts"] for each in content["episodes"]].count("2026-11-25T19:00:00") == 1


def test_an_episode_whose_programme_was_ended_meanwhile_is_told(post, noon, database):
    with database.writing() as session:
        programme = find_episode(session, noon["id"]).programme
        retire_programme(session, ADMIN, programme.id, programme.version, NOW)
    late = change(post, "traffic", noon, "move", 1)
    assert (late.status_code, bool(late.json["what"])) == (404, True)
