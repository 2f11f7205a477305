"""A break's panel: what is in it, and of each spot why it stands here."""

from __future__ import annotations

import re

from sqlalchemy import select

from scheduler.spots import Spot
from tests.console.conftest import text_of


def a_spot(database):
    with database.reading() as session:
        return session.scalars(select(Spot).order_by(Spot.break_starts_at.desc())).first()


def test_each_spot_tells_why_it_is_here(as_, placed, database):
    page = text_of(as_("announcer").get(f"/pekan/jeda/{a_spot(database).break_id}"))
    assert "Imunisasi campak Dinas Kesehatan · 0.30" in page
    assert re.search(r"Bisa juga di \d+ jeda lain hari itu: nilainya sama.", page)


def test_a_pinned_spot_says_that_somebody_put_it_there(as_, placed, database):
    spot = a_spot(database)
    with database.writing() as session:
        session.get_one(Spot, spot.id).pinned = True
    assert "Seseorang menyematkannya di sini." in as_("traffic").get(f"/pekan/jeda/{spot.break_id}").text


def test_the_breaks_of_a_day_are_listed_for_who_has_no_mouse(as_, placed, database):
    page = as_("traffic").get("/pekan/2026-11-25/jeda").text
    assert page.count("<meter") == 2 * (24 - 2)  # two in each hour, none in the two of the noon show
    assert f"/pekan/jeda/{a_spot(database).break_id[:10]}" in page.replace("2026-11-25", a_spot(database).break_id[:10])


def test_a_break_that_is_gone_is_told(as_, placed):
    for name in ("2026-11-25T132000+0700", "kosong", "2026-13-01T0000"):
        assert as_("traffic").get(f"/pekan/jeda/{name}").status_code == 404
