"""Another category for a programme, asked for where an episode is dropped into another row."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from scheduler.programmes import Programme
from tests.console_week.conftest import episode_of


def category_of(database, title):
    with database.reading() as session:
        return session.scalars(select(Programme.category).where(Programme.title == title)).one()


def test_the_category_is_asked_for_the_whole_programme(as_, noon):
    page = as_("traffic").get(f"/pekan/acara/{noon['id']}/kategori?to=news").text
    assert "Kategori melekat pada acaranya" in page
    assert '<option value="news" selected>' in page


def test_a_new_category_is_a_step_that_is_taken_back(as_, post, noon, database):
    answer = post("traffic", f"/pekan/acara/{noon['id']}/kategori", version=1, category="news")
    assert answer.json["told"] == "“Siang Sunda” kini masuk: Berita dan informasi."
    assert category_of(database, "Siang Sunda") == "news"
    step = as_("traffic").get("/pekan/2026-11-25/isi").json["undo"]
    assert post("traffic", "/pekan/urungkan", step=step["id"]).status_code == 200
    assert category_of(database, "Siang Sunda") == "culture"
    assert episode_of(database, "Siang Sunda")["at"] == "25 13.00"


def test_an_episode_that_was_moved_alone_stays_where_it_is(post, noon, database):
    post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-25", time="15:00")
    post("traffic", f"/pekan/acara/{noon['id']}/kategori", version=1, category="news")
    assert episode_of(database, "Siang Sunda")["at"] == "25 15.00"


def test_the_second_of_two_is_told_and_can_do_it_all_the_same(post, noon, database):
    post("admin", f"/pekan/acara/{noon['id']}/kategori", version=1, category="religion")
    late = post("traffic", f"/pekan/acara/{noon['id']}/kategori", version=1, category="news")
    assert late.status_code == 409
    assert category_of(database, "Siang Sunda") == "religion"
    assert 'name="category" value="news"' in late.json["card"]
    assert 'name="version" value="2"' in late.json["card"]
    assert post("traffic", f"/pekan/acara/{noon['id']}/kategori", version=2, category="news").status_code == 200


@pytest.mark.parametrize("category", ["", "breaks", "source relay"])
def test_a_category_that_is_none_is_told(post, noon, database, category):
    assert post("traffic", f"/pekan/acara/{noon['id']}/kategori", version=1, category=category).status_code == 422
    assert category_of(database, "Siang Sunda") == "culture"


def test_who_does_not_plan_sets_none(as_, post, noon):
    assert post("editor", f"/pekan/acara/{noon['id']}/kategori", version=1, category="news").status_code == 403
    assert "/kategori" not in as_("editor").get(f"/pekan/acara/{noon['id']}").text
