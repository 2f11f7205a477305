"""Placing the week anew: shown first, kept as it was shown, with its proof; and a week that follows its changes."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from audio.media import MediaStore
from scheduler.changes import UndoStep
from scheduler.desk import Desk
from scheduler.errors import Conflict
from scheduler.events import Event, newest_waiting
from scheduler.placement import Plan
from scheduler.placement_runs import PlacementRun, keep_run, stretches
from scheduler.spots import Spot
from scheduler.undo import undo_last
from tests.console.conftest import NOW, text_of
from tests.console_week.conftest import place
from tests.playlists.airtime import airable
from tests.scheduler.announcing import flight
from web.wiring import place_anew

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def spots(database):
    with database.reading() as session:
        return session.execute(select(Spot.id, Spot.break_id).order_by(Spot.id)).all()


@pytest.fixture
def unplaced_week(week, database):
    with database.writing() as session:
        airable(session, NOW, flight=flight(dayparts=["siang"], last_day="2026-12-10"))


def shown(as_):
    page = as_("traffic").get("/pekan/2026-11-25/susun").text
    return page, html.unescape(re.search(r'name="paper" value="([^"]+)"', page)[1])


def test_what_would_move_is_shown_and_nothing_is_changed(as_, unplaced_week, database):
    page, _ = shown(as_)
    assert "18 spot masuk" in page
    assert "Terbukti: tidak ada susunan yang lebih baik." in page
    assert spots(database) == []


def test_what_is_kept_is_what_was_shown_with_its_proof(as_, post, unplaced_week, database):
    _, paper = shown(as_)
    assert post("traffic", "/pekan/susun", paper=paper).status_code == 200
    assert len(spots(database)) == 18
    side = text_of(as_("traffic").get("/pekan/2026-11-25/samping"))
    assert "18 dari 18 tayangan terbukti paling baik (selisih 0,0 %)" in side
    assert "23 Nov belum disusun" not in side  # it is past


def newest_step(as_):
    return as_("traffic").get("/pekan/2026-11-25/isi").json["undo"]


def test_placing_anew_is_taken_back_as_every_step_and_stays_so(as_, post, unplaced_week, database):
    _, paper = shown(as_)
    post("traffic", "/pekan/susun", paper=paper)
    step = newest_step(as_)
    assert step["name"] == "Susun ulang spot"
    with database.writing() as session:
        waiting = session.scalars(select(Event.kind).where(Event.handled_at.is_(None)))
        assert "week.changed" not in set(waiting)  # which would place them anew at once
    assert post("traffic", "/pekan/urungkan", step=step["id"]).json["told"] == "Diurungkan: Susun ulang spot."
    assert spots(database) == []
    assert newest_step(as_) is None


def test_no_step_leads_back_behind_a_plan_that_was_made_since(as_, post, unplaced_week, database):
    _, paper = shown(as_)
    post("traffic", "/pekan/susun", paper=paper)
    place(database)
    assert newest_step(as_) is None


def test_what_is_on_within_ten_minutes_is_not_taken_back(as_, post, unplaced_week, database):
    _, paper = shown(as_)
    post("traffic", "/pekan/susun", paper=paper)
    with database.writing() as session:
        first = min(spot.break_starts_at for spot in session.scalars(select(Spot)))
        traffic = session.scalars(select(UndoStep)).one().actor
        with pytest.raises(Conflict, match="ten minutes"):
            undo_last(session, traffic, first - timedelta(minutes=9))
    assert len(spots(database)) == 18


def test_a_plan_shown_before_something_changed_is_not_kept(as_, post, unplaced_week, database):
    _, paper = shown(as_)
    with database.writing() as session:
        airable(session, NOW, title="Lain", flight=flight(dayparts=["siang"]))
    answer = post("traffic", "/pekan/susun", paper=paper)
    assert (answer.status_code, answer.json["what"]) == (409, "Ada yang berubah sejak susunan ini ditunjukkan.")
    assert spots(database) == []


@pytest.mark.parametrize("harm", [lambda paper: "", lambda paper: paper[:-2] + "xx", lambda paper: "a" * 50])
def test_a_plan_that_is_not_ours_is_not_kept(as_, post, unplaced_week, database, harm):
    _, paper = shown(as_)
    assert post("traffic", "/pekan/susun", paper=harm(paper)).status_code == 409
    assert spots(database) == []


def test_a_week_that_is_over_is_not_placed(as_, week):
    assert as_("traffic").get("/pekan/2026-11-16/susun").status_code == 409


def test_who_does_not_plan_places_nothing(as_, post, unplaced_week):
    assert as_("editor").get("/pekan/2026-11-25/susun").status_code == 403
    assert post("editor", "/pekan/susun", paper="x").status_code == 403


def test_after_a_move_the_spots_follow_also_beyond_the_days_that_are_ready(post, noon, placed, database, settings):
    desk = Desk(settings, database, MediaStore.at(settings.media_url), lambda: NOW)
    with database.writing() as session:
        airable(session, NOW, title="Sampai Minggu", flight=flight(dayparts=["siang"]))
    place(database)
    before = spots(database)
    post("traffic", f"/pekan/acara/{noon['id']}/pindah", version=1, day="2026-11-27", time="10:00")
    with database.reading() as session:
        change = newest_waiting(session, "week.changed").payload["change"]
    place_anew(desk, change)
    friday = [brk[11:13] for _, brk in spots(database) if brk.startswith("2026-11-27")]
    assert {"10", "11"} & {brk[11:13] for _, brk in before if brk.startswith("2026-11-27")}
    assert friday == ["12", "12"]


def a_plan(value, bound, stopped_by="proof"):
    return Plan((), (), value, bound, 0.5, stopped_by)


def test_days_are_told_by_the_run_that_placed_them_last(session):
    keep_run(session, MONDAY, SUNDAY, a_plan(90.0, 100.0, "clock"), NOW)
    keep_run(session, MONDAY, MONDAY + timedelta(days=2), a_plan(50.0, 50.0), NOW + timedelta(minutes=1))
    session.flush()
    found = stretches(session, MONDAY - timedelta(days=1), SUNDAY)
    assert [(part.first.day, part.last.day, part.run and part.run.proven) for part in found] == [
        (22, 22, None), (23, 25, True), (26, 29, False),
    ]  # fmt: skip
    assert found[2].run.gap == pytest.approx(0.1)


def test_a_run_that_covers_an_older_one_takes_its_place(session):
    keep_run(session, MONDAY, MONDAY, a_plan(1.0, 2.0, "clock"), NOW)
    keep_run(session, MONDAY, SUNDAY, a_plan(9.0, 9.0), NOW)
    assert session.scalar(select(func.count(PlacementRun.id))) == 1
