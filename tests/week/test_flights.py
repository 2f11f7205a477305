"""What traffic adds to a flight: exclusions, pins, turns, live reading; and the order inside a break."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.announcements.deciding import decide
from scheduler.announcements.tables import Announcement
from scheduler.clocks import FormatClock
from scheduler.flight_rules import FlightRule, Pin
from scheduler.placement import greedy, violations
from scheduler.planning import keep_plan, read_situation
from scheduler.recordings import Recording, recording_of
from scheduler.renditions import Rendition
from scheduler.spots import Spot, spots_of_day, unplaced_of_day
from tests.playlists.airtime import DAY, SIX, add_recording, airable, furnish_air
from tests.scheduler.announcing import flight, submitted, the
from tests.week.shows import NOW, WIB, episodes, programme

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _air(session: Session) -> None:
    furnish_air(session, capacity_ms=60_000)


def plan(session: Session, day: date = DAY) -> list[Spot]:
    situation = read_situation(session, day, day, SIX)
    found = greedy(situation.problem)
    assert violations(situation.problem, found.spots) == []
    keep_plan(session, situation, found, SIX)
    spots = spots_of_day(session, day)
    assert {each.break_id for each in spots} <= {situation.break_of(each.break_id) for each in found.spots}
    return spots


def times(spots: list[Spot], of: Announcement | None = None) -> list[str]:
    return [
        f"{each.break_starts_at.astimezone(WIB):%H.%M}" for each in spots if of is None or each.announcement_id == of.id
    ]


def rule(session: Session, of: Announcement, **values: Any) -> None:
    session.add(FlightRule(announcement_id=of.id, **values))
    session.flush()


def pin(session: Session, of: Announcement, **values: Any) -> None:
    session.add(Pin(announcement_id=of.id, **values))
    session.flush()


def test_a_flight_stays_out_of_a_programme_and_out_of_a_clock(session: Session) -> None:
    daily = programme(session, first_starts="2026-11-24T10:00")
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=20, separation_min=0))
    assert {"10.20", "10.40"} < set(times(plan(session)))
    rule(session, spot, excluded_programmes=[daily.id])
    assert "10.20" not in times(plan(session))
    assert "11.20" in times(plan(session))
    clock = session.scalars(select(FormatClock)).one()
    session.get_one(FlightRule, spot.id).excluded_clocks = [clock.id]
    assert plan(session) == []


def test_a_spot_pinned_to_a_time_stands_there_also_where_no_break_is(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=2))
    pin(session, spot, day=DAY, at=time(13, 37))
    found = plan(session)
    assert "13.37" in times(found)
    assert len(found) == 2
    assert [each.pinned for each in found if each.break_id.endswith("T133700+0700")] == [True]
    assert [each.id for each in plan(session)] == [each.id for each in found]


def test_a_pin_on_a_weekday_holds_on_that_weekday_alone(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=1))
    pin(session, spot, weekday=1, at=time(13, 20))
    assert times(plan(session)) == ["13.20"]
    assert not any(each.pinned for each in plan(session, WEDNESDAY))


def test_a_spot_pinned_before_the_news_is_first_in_that_break_and_the_others_fit_around(session: Session) -> None:
    news = programme(session, first_starts="2026-11-24T12:00")
    pinned = airable(session, title="Iklan pagi", priority=1, flight=flight(dayparts=["siang"], spots_per_day=1))
    pin(session, pinned, before_programme_id=news.id, place="first")
    for n in range(4):
        airable(
            session,
            title=f"Penting {n}",
            priority=5,
            flight=flight(dayparts=["siang"], spots_per_day=9, separation_min=0),
        )
    found = [each for each in plan(session) if each.break_id.endswith("T114000+0700")]
    assert [each.position for each in found] == list(range(len(found)))
    assert found[0].announcement_id == pinned.id
    assert sum(each.duration_ms for each in found) <= 60_000
    assert episodes(session, news)


def test_a_pin_that_its_break_has_no_room_for_is_told(session: Session) -> None:
    spot = airable(session, duration_ms=90_000, flight=flight(dayparts=["siang"], spots_per_day=1))
    pin(session, spot, day=DAY, at=time(13, 20))
    assert plan(session) == []
    assert any("pinned to" in each.reason for each in unplaced_of_day(session, DAY))


def test_a_lifted_pin_lets_the_spot_move_again(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=1))
    pin(session, spot, day=DAY, at=time(14, 40))
    assert times(plan(session)) == ["14.40"]
    session.delete(session.scalars(select(Pin)).one())
    assert not any(each.pinned for each in plan(session))


def test_several_renditions_take_turns_and_the_longest_is_planned_for(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=4, separation_min=60))
    recording = recording_of(session, spot.newest)
    assert recording is not None
    other = rendition(session, recording, 45_000)
    rule(session, spot, turns=[other.id])
    found = plan(session)
    assert [each.rendition_id for each in found] == [None, other.id, None, other.id]
    assert {each.duration_ms for each in found} == {45_000}


def rendition(session: Session, recording: Recording, duration_ms: int) -> Rendition:
    made = Rendition(
        recording_id=recording.id, sha256="f" * 64, ext="mp3", bytes=9, mime="audio/mpeg", duration_ms=duration_ms,
        loudness_lufs=-16.0, true_peak_dbtp=-1.0, voice="person", words="", remarks=[], findings=[], peaks=[],
        made_at=NOW,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_what_is_read_live_needs_no_recording(session: Session) -> None:

    spot = submitted(session, flight=flight(dayparts=["siang"], spots_per_day=2))
    decide(session, the(session, "editor"), spot.id, 1, "approve", NOW)
    assert plan(session) == []
    rule(session, spot, live=True)
    (short,) = {each.duration_ms for each in plan(session)}
    spot.newest.body = " ".join([spot.newest.body] * 4)
    (long,) = {each.duration_ms for each in plan(session)}
    assert 2 * short < long < 4 * short


def test_urgent_spots_come_first_and_no_agency_meets_itself(session: Session) -> None:
    for title, by, priority in (
        ("Biasa", "sehat@dinkes.example", 1),
        ("Vaksin", "sehat@dinkes.example", 2),
        ("Banjir", "siaga@bpbd.example", 5),
    ):
        made = submitted(
            session,
            by,
            title=title,
            priority=priority,
            flight=flight(dayparts=["siang"], spots_per_day=9, separation_min=0),
        )

        decide(session, the(session, "editor"), made.id, 1, "approve", NOW)
        add_recording(session, made, 20_000)
    found = [each for each in plan(session) if each.break_id.endswith("T104000+0700")]
    assert [each.revision.title for each in found] == ["Banjir", "Vaksin", "Biasa"]


def test_a_quota_counts_the_days_before(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=2, total=3))
    assert len(plan(session)) == 2
    assert len(plan(session, WEDNESDAY)) == 1
    assert len(times(spots_of_day(session, DAY), spot)) == 2
