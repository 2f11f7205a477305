"""One episode changed from the week: moved, copied, left out, renamed; and two people who do it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.library import Kind
from scheduler.programme_editing import add_programme
from scheduler.programmes import Source, programmes
from tests.console.conftest import NOW
from tests.console_week.conftest import episode_of
from tests.playlists.airtime import add_library_sound
from tests.week.shows import TRAFFIC, programme, show


def test_an_episode_is_moved_and_its_programme_stays(post, noon, database):
    answer = post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time="15:00")
    assert answer.status_code == 200
    assert answer.json["told"] == "“Siang Sunda” kini pada Rab 25/11 15.00."
    assert episode_of(database, "Siang Sunda")["at"] == "25 15.00"
    assert episode_of(database, "Siang Sunda", "2026-11-26")["at"] == "26 13.00"


def test_an_episode_becomes_longer_and_stays_where_it_is(post, as_, noon, database):
    post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time="13:00", ms=9_000_000)
    assert as_("traffic").get("/pekan/2026-11-25/isi").json["undo"]["name"] == "Lamanya “Siang Sunda”"
    assert episode_of(database, "Siang Sunda")["minutes"] == 150


def test_a_form_without_the_script_comes_back_to_the_week(as_, noon, database):
    form = {"version": 1, "day": "2026-11-26", "time": "16:00", "minutes": "90"}
    answer = as_("traffic").post(f"/pekan/acara/{noon['id']}/pindah", data=form)
    assert answer.location == "/pekan"
    assert episode_of(database, "Siang Sunda")["at"] == "26 16.00"
    assert episode_of(database, "Siang Sunda")["minutes"] == 90


def test_a_copy_leaves_the_one_that_is_there(post, noon, database, session):
    assert post("traffic", f"/pekan/acara/{noon['id']}/salin", day="2026-11-25", time="19:00").status_code == 200
    assert episode_of(database, "Siang Sunda")["at"] == "25 13.00"
    assert "RDATE:20261125T190000" in next(each for each in programmes(session) if "Siang" in each.title).recurrence


def test_a_copy_of_another_length_is_one_step(post, as_, noon):
    form = {"day": "2026-11-25", "time": "09:00", "minutes": "30"}
    assert post("traffic", f"/pekan/acara/{noon['id']}/salin", **form).status_code == 200
    content = as_("traffic").get("/pekan/2026-11-25/isi").json
    copy = next(each for each in content["episodes"] if each["starts"] == "2026-11-25T09:00:00")
    assert (copy["ms"], content["undo"]["count"]) == (1_800_000, 1)


def test_an_episode_is_left_out_shown_as_such_and_brought_back(post, as_, noon, database):
    post("traffic", f"/pekan/acara/{noon['id']}/batal", version=1)
    shown = as_("traffic").get("/pekan/2026-11-25/isi").json["episodes"]
    assert next(each for each in shown if each["id"] == noon["id"])["cancelled"]
    post("traffic", f"/pekan/acara/{noon['id']}/pulihkan", version=2)
    assert not episode_of(database, "Siang Sunda")["cancelled"]


def test_an_episode_gets_a_title_of_its_own(post, noon, database):
    post("traffic", f"/pekan/acara/{noon['id']}/nama", version=1, title="Siang Sunda: Lutung Kasarung", host="")
    assert episode_of(database, "Siang Sunda")["name"] == "Siang Sunda: Lutung Kasarung"


def test_a_recording_is_given_from_the_panel(post, as_, database, week, session):
    programme(session, title="Dongeng", source=Source.FILE, first_starts="2026-11-24T18:00", duration_ms=1_800_000)
    sound = add_library_sound(session, Kind.PROGRAMME, "Dongeng 1", 1_700_000)
    session.flush()
    sound_id = sound.id
    session.commit()
    tale = episode_of(database, "Dongeng")
    assert "Rekamannya belum datang" in as_("traffic").get(f"/pekan/acara/{tale['id']}").text
    post("traffic", f"/pekan/acara/{tale['id']}/rekaman", version=1, sound=sound_id)
    assert episode_of(database, "Dongeng")["sound_id"] == sound_id


def test_the_second_of_two_is_told_who_was_quicker_and_loses_nothing(post, noon, database):
    post("admin", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time="16:00")
    late = post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-26", time="09:00")
    assert late.status_code == 409
    assert episode_of(database, "Siang Sunda")["at"] == "25 16.00"
    for said in (
        "Admin",
        "Rab 25/11 16.00",
        "2026-11-26 09.00",
        'name="version" value="2"',
        "Biarkan seperti sekarang",
    ):
        assert said.lower() in late.json["card"].lower()


def test_the_second_can_do_it_all_the_same(post, noon, database):
    post("admin", f"/pekan/acara/{noon['id']}/nama", version=1, title="Lain")
    again = post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=2, day="2026-11-26", time="09:00")
    assert again.status_code == 200
    assert episode_of(database, "Siang Sunda")["at"] == "26 09.00"
    assert episode_of(database, "Siang Sunda")["name"] == "Lain"


@pytest.mark.parametrize("time", ["", "25:00", "siang", "13:00+07:00"])
def test_a_time_that_is_none_is_told_and_changes_nothing(post, noon, database, time):
    answer = post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time=time)
    assert answer.status_code == 422
    assert answer.json["what"]
    assert episode_of(database, "Siang Sunda") == noon


@pytest.mark.parametrize("length", ["0", "-5", "99999", "nan", "sejam"])
def test_a_length_that_is_none_is_told_and_changes_nothing(post, noon, database, length):
    fields = {"version": 1, "day": "2026-11-25", "time": "13:00", "minutes": length}
    assert post("traffic", f"/pekan/acara/{noon['id']}/pindah", **fields).status_code == 422
    assert episode_of(database, "Siang Sunda") == noon


def test_what_has_begun_stays(post, week, database, session):
    add_programme(session, TRAFFIC, show(title="Warta Pagi", first_starts="2026-11-24T08:30"), NOW - timedelta(hours=1))
    session.commit()
    begun = episode_of(database, "Warta Pagi", "2026-11-24")
    answer = post("traffic", f"/pekan/acara/{begun['id']}/pindah", version=1, day="2026-11-24", time="20:00")
    assert (answer.status_code, answer.json["what"]) == (409, "Episode ini sudah dimulai.")


@pytest.mark.parametrize("who", ["editor", "announcer"])
def test_who_does_not_plan_sees_the_week_and_changes_nothing(as_, post, noon, who):
    assert as_(who).get("/pekan/2026-11-25").status_code == 200
    assert "/pindah" not in as_(who).get(f"/pekan/acara/{noon['id']}").text
    assert post(who, f"/pekan/acara/{noon['id']}/batal", version=1).status_code == 403
