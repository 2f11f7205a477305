"""What traffic changes in a flight holds at once; what an office sees of the room; what an urgent approval moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.announcements.submission import read_flight
from scheduler.audit import AuditLine
from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.flight_editing import Rules, change_flight, flight_of, set_rules
from scheduler.pin_editing import Wish, add_pin, remove_pin
from scheduler.placement import greedy, violations
from scheduler.planning import keep_plan, keep_what_fits, read_situation
from scheduler.replan_preview import replan_preview
from scheduler.room import Wanted, room
from scheduler.spots import spots_of_day
from scheduler.undo import undo_last
from tests.playlists.airtime import DAY, SIX, add_recording, airable, furnish_air
from tests.scheduler.announcing import TODAY, flight, submitted, the
from tests.week.shows import ADMIN, NOW, TRAFFIC, programme


@pytest.fixture(autouse=True)
def _air(session: Session) -> None:
    furnish_air(session, capacity_ms=60_000)


def plan(session: Session, first: date = DAY, last: date = DAY) -> int:
    situation = read_situation(session, first, last, SIX)
    keep_plan(session, situation, greedy(situation.problem), SIX)
    return len(spots_of_day(session, first))


def test_a_change_by_traffic_holds_at_once_is_logged_and_can_be_undone(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=1))
    assert plan(session) == 1
    before = flight_of(spot.newest)
    change_flight(session, TRAFFIC, spot.id, before, replace(before, spots_per_day=3), NOW)
    assert (plan(session), spot.status, spot.approved_revision) == (3, "approved", 1)
    line = session.scalars(select(AuditLine).where(AuditLine.action == "flight_changed")).one()
    assert line.after[f"revision {spot.newest.id}"] == {"spots_per_day": 3}
    undo_last(session, TRAFFIC.name, NOW)
    assert plan(session) == 1


def test_two_people_at_one_flight_and_those_who_may_not(session: Session) -> None:
    spot = airable(session)
    before = flight_of(spot.newest)
    change_flight(session, TRAFFIC, spot.id, before, replace(before, spots_per_day=5), NOW)
    with pytest.raises(Conflict):
        change_flight(session, ADMIN, spot.id, before, replace(before, spots_per_day=2), NOW)
    with pytest.raises(Forbidden):
        change_flight(session, the(session, "sehat@dinkes.example"), spot.id, flight_of(spot.newest), before, NOW)
    with pytest.raises(Invalid) as refused:
        read_flight(flight(last_day="2026-11-01", separation_min=1441), TODAY)
    assert "flight.separation_min" in refused.value.fields


def test_a_new_last_day_is_the_kill_date(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=1))
    before = flight_of(spot.newest)
    change_flight(session, TRAFFIC, spot.id, before, replace(before, last_day=DAY), NOW)
    assert plan(session, DAY + timedelta(days=1), DAY + timedelta(days=1)) == 0


def test_rules_and_pins_name_only_what_is_there(session: Session) -> None:
    spot, news = airable(session), programme(session)
    for rules in (Rules(excluded_programmes=("x",)), Rules(excluded_clocks=("x",)), Rules(turns=("x",))):
        with pytest.raises(Invalid):
            set_rules(session, TRAFFIC, spot.id, 0, rules, NOW)
    set_rules(session, TRAFFIC, spot.id, 0, Rules(excluded_programmes=(news.id,), live=True), NOW)
    with pytest.raises(Conflict):
        set_rules(session, ADMIN, spot.id, 0, Rules(), NOW)
    for wish in (Wish(), Wish(at=time(9)), Wish(weekday=8, at=time(9)), Wish(before_programme_id="x")):
        with pytest.raises(Invalid):
            add_pin(session, TRAFFIC, spot.id, wish, NOW)
    with pytest.raises(Invalid):
        add_pin(session, TRAFFIC, spot.id, Wish(day=spot.newest.last_day + timedelta(days=1), at=time(9)), NOW)
    pin = add_pin(session, TRAFFIC, spot.id, Wish(before_programme_id=news.id, place="first"), NOW)
    with pytest.raises(Conflict):
        add_pin(session, TRAFFIC, spot.id, Wish(before_programme_id=news.id, place="first"), NOW)
    remove_pin(session, TRAFFIC, pin.id, NOW)
    undo_last(session, TRAFFIC.name, NOW)
    assert plan(session) > 0


def test_an_office_sees_where_there_is_room_and_what_would_help(session: Session) -> None:
    for n in range(4):
        airable(
            session,
            title=f"Ramai {n}",
            priority=4,
            flight=flight(dayparts=["siang"], spots_per_day=9, separation_min=0),
        )
    plan(session)
    wanted = read_flight(flight(dayparts=["siang"], spots_per_day=2, last_day="2026-11-24"), TODAY)
    agency = the(session, "siaga@bpbd.example").agency_id or ""
    (day,) = room(session, Wanted(wanted, 20_000, 2, agency), SIX)
    assert (day.asked, day.fits) == (2, 0)
    assert {part.daypart: part.free for part in day.parts} == {"siang": 0}
    assert any("free" in str(each) for each in day.help)
    (urgent,) = room(session, Wanted(wanted, 20_000, 5, agency), SIX)
    assert urgent.parts[0].by_priority == 10
    assert (urgent.fits, urgent.by_moving) == (0, 2)


def test_room_for_days_that_are_past_is_none(session: Session) -> None:
    wanted = read_flight(flight(), TODAY)
    assert room(session, Wanted(wanted, 20_000, 2, "x"), SIX + timedelta(days=30)) == []


def test_what_an_urgent_approval_would_move_is_shown_and_nothing_is_moved(session: Session) -> None:
    for n in range(2):
        airable(
            session,
            title=f"Ramai {n}",
            priority=1,
            flight=flight(dayparts=["siang"], spots_per_day=10, separation_min=0),
        )
    plan(session)
    before = [spot.id for spot in spots_of_day(session, DAY)]
    urgent = submitted(
        session, "siaga@bpbd.example", title="Banjir", priority=5, flight=flight(dayparts=["siang"], spots_per_day=2)
    )
    assert replan_preview(session, urgent.id, DAY, SIX, limit_s=2).airs == ()
    add_recording(session, urgent, 50_000)
    seen = replan_preview(session, urgent.id, DAY, SIX, limit_s=2)
    assert len(seen.airs) == 2
    assert {move.title for move in seen.moves} == {"Ramai 0", "Ramai 1"}
    assert all(move.after is None for move in seen.moves)
    assert [spot.id for spot in spots_of_day(session, DAY)] == before


def test_what_still_fits_of_a_plan_is_kept_when_something_changed_meanwhile(session: Session) -> None:
    early = airable(session, title="Dulu", flight=flight(dayparts=["siang"], spots_per_day=2))
    situation = read_situation(session, DAY, DAY, SIX)
    found = greedy(situation.problem)
    late = airable(session, title="Kemudian", flight=flight(dayparts=["siang"], spots_per_day=1))
    with pytest.raises(Conflict):
        keep_plan(session, situation, found, SIX)
    again, kept = keep_what_fits(session, situation, found, SIX)
    assert violations(again.problem, kept.spots) == []
    assert {spot for spot in kept.spots if spot.flight == early.id} == set(found.spots)
    assert [spot.announcement_id for spot in spots_of_day(session, DAY)].count(late.id) == 1
    assert "changed" in str(kept.notes[-1])
