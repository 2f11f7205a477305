"""What found no place is told with its reason, and helped with a click that can be taken back."""

from __future__ import annotations

import html
import re

import pytest

from scheduler.announcements.tables import Announcement
from tests.console.conftest import NOW, text_of
from tests.console_week.conftest import forget_steps, place
from tests.playlists.airtime import airable
from tests.scheduler.announcing import flight


@pytest.fixture
def crowded(week, database):
    """Two that want the few breaks of one morning hour more often than there are; gives their ids."""
    with database.writing() as session:
        made = [
            airable(
                session, NOW, title=title, by=by,
                flight=flight(dayparts=["malam"], spots_per_day=8, separation_min=60, last_day="2026-11-25"),
            )
            for title, by in (("Imunisasi", "sehat@dinkes.example"), ("Waspada banjir", "siaga@bpbd.example"))
        ]  # fmt: skip
        ids = [each.id for each in made]
    place(database)
    forget_steps(database)
    return ids


def forms(as_):
    page = as_("traffic").get("/pekan/2026-11-25/samping").text
    found = re.findall(r'<form[^>]* action="/pekan/bantu"[^>]*>(.*?)</form>', page, re.DOTALL)
    return {text(form): fields(form) for form in found}


def text(form):
    return " ".join(re.sub(r"<[^>]+>", " ", form).split())


def fields(form):
    told = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form):
        told.setdefault(name, []).append(html.unescape(value))
    return told


def dayparts(database, announcement_id):
    with database.reading() as session:
        return session.get_one(Announcement, announcement_id).on_air.dayparts


def test_the_reason_is_told_in_words(as_, crowded):
    side = text_of(as_("traffic").get("/pekan/2026-11-25/samping"))
    assert "12 tidak kebagian tempat" in side
    assert "Imunisasi × 6, 24 Nov – 25 Nov" in side
    assert "Dengan jarak 60 menit, waktu siarnya memuat paling banyak 5." in side


def test_one_flight_gets_another_daypart_with_a_click_and_gives_it_back(as_, post, crowded, database):
    one = next(sent for told, sent in forms(as_).items() if told.startswith("Juga di siang"))
    one.pop("csrf_token", None)
    answer = post("traffic", "/pekan/bantu", **one)
    assert "sedang ditempatkan" in answer.json["told"]
    assert dayparts(database, one["announcement"][0]) == ["malam", "siang"]
    step = as_("traffic").get("/pekan/2026-11-25/isi").json["undo"]
    assert step["name"].startswith("Penayangan")
    post("traffic", "/pekan/urungkan", step=step["id"])
    assert dayparts(database, one["announcement"][0]) == ["malam"]


def test_several_are_helped_at_once_as_one_step(as_, post, crowded, database):
    told, sent = next((told, sent) for told, sent in forms(as_).items() if len(sent["announcement"]) > 1)
    assert re.match(r"Pindahkan 12 ke (siang|sore|pagi)", told)
    post("traffic", "/pekan/bantu", **sent)
    assert all(len(dayparts(database, each)) == 2 for each in crowded)
    undo = as_("traffic").get("/pekan/2026-11-25/isi").json["undo"]
    assert (undo["count"], undo["name"]) == (1, "Bantu yang tidak kebagian tempat")
    post("traffic", "/pekan/urungkan", step=undo["id"])
    assert all(dayparts(database, each) == ["malam"] for each in crowded)


def test_a_flight_that_somebody_changed_meanwhile_is_left_alone(as_, post, crowded, database):
    one = next(iter(forms(as_).values()))
    with database.writing() as session:
        session.get_one(Announcement, one["announcement"][0]).on_air.separation_min = 30
    assert post("traffic", "/pekan/bantu", **one).status_code == 409
    assert dayparts(database, one["announcement"][0]) == ["malam"]
