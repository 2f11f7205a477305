"""A station that is gone, or answers wrongly, is only a message; the day is played and told all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from playlists.agent.clock import SimulatedClock
from playlists.agent.pace import SIMULATED
from tests.agent import trouble
from tests.agent.conftest import DATE, START

MINUTE = timedelta(minutes=1)
SLOW = replace(SIMULATED, pulse=600, heartbeat=3600, report=600, silent=60, alive=60, journal=60, media=60)
HOUR = timedelta(hours=1)


def hours(day, count, start=START, prefix="h"):
    return day(*[(f"{prefix}{n}", 3600, "programme") for n in range(count)], start=start)


def test_three_days_without_the_station_are_played_from_the_cache_and_told_afterwards_in_order(station, day, agent):
    for n in range(3):
        station.publish(f"2026-11-{24 + n}", hours(day, 24, START + timedelta(days=n), f"d{n}-"))
    clock = SimulatedClock(START)
    agent(clock=clock).run(START + MINUTE)
    station.fault = trouble.gone()
    agent(clock=clock, pace=SLOW).run(START + timedelta(days=2, hours=23, minutes=30))
    assert len(station.lines) == 1
    station.fault = None
    agent(clock=clock).run(START + timedelta(days=3))
    played = [line["item_id"] for _, line in sorted(station.lines.items()) if line["outcome"] != "failed"]
    assert [name for name in dict.fromkeys(played) if name] == [f"d{n}-{h}" for n in range(3) for h in range(24)]
    assert station.arrivals == sorted(set(station.arrivals))


@pytest.mark.parametrize("status", [400, 401, 404, 503])
def test_an_error_for_hours_is_only_a_message(station, day, agent, status):
    station.publish(DATE, hours(day, 4))
    clock = SimulatedClock(START)
    agent(clock=clock).run(START + MINUTE)
    station.fault = trouble.answering(status)
    agent(clock=clock, pace=SLOW).run(START + 2 * HOUR + MINUTE)
    station.fault = None
    agent(clock=clock).run(START + 3 * HOUR + MINUTE)
    assert station.outcomes()["h1"] == "aired"


def test_the_token_is_asked_about_again_until_it_is_taken(station, day, agent):
    station.publish(DATE, hours(day, 2))
    station.fault = trouble.answering(401)
    player = agent()
    clock = player.clock
    wait = clock.wait

    def healed_after_half_an_hour(seconds):
        wait(seconds)
        if clock.now() > START + HOUR / 2:
            station.fault = None

    clock.wait = healed_after_half_an_hour
    player.run(START + HOUR + MINUTE)
    assert station.outcomes()["h0"] == "partial"
    assert station.reported("h0")[0]["detail"].startswith("joined 18")


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Selamat datang di Wi-Fi</html>",
        b"",
        b"[]",
        b'{"playlists": 4}',
        b'{"date": "2026-11-24", "items": [{}]}',
    ],
)
@pytest.mark.parametrize("only", ["/pulse", "/playlists/"])
def test_an_answer_that_is_no_plan_leaves_the_held_one_in_force(station, day, agent, body, only):
    station.publish(DATE, hours(day, 3))
    clock = SimulatedClock(START)
    agent(clock=clock).run(START + MINUTE)
    station.publish(DATE, hours(day, 3), version=2)
    station.fault = trouble.answering(200, body, only=only)
    machine = agent(clock=clock)
    machine.run(START + HOUR + MINUTE)
    assert machine.plan.versions == {DATE: 1}
    assert machine.notices.current
    assert station.outcomes()["h1"] == "partial"


def test_a_playlist_that_breaks_off_is_asked_for_again(station, day, agent):
    station.publish(DATE, hours(day, 2))
    station.fault = trouble.truncated("/playlists/")
    machine = agent()
    machine.run(START + MINUTE)
    assert machine.plan.versions == {}
    station.fault = None
    machine = agent(clock=machine.clock)
    machine.run(START + 2 * MINUTE)
    assert machine.plan.versions == {DATE: 1}


def test_the_playlist_of_another_day_is_refused(station, day, agent):
    station.publish(DATE, hours(day, 2), changes={"date": "2026-11-23"})
    machine = agent()
    machine.run(START + MINUTE)
    assert machine.plan.versions == {}
    assert "2026-11-23" in machine.notices.current[f"playlist {DATE}"]


def test_an_older_version_after_a_newer_is_refused(station, day, agent):
    station.publish(DATE, hours(day, 2), version=3)
    clock = SimulatedClock(START)
    agent(clock=clock).run(START + MINUTE)
    station.publish(DATE, hours(day, 1), version=2)
    machine = agent(clock=clock)
    machine.run(START + 2 * MINUTE)
    assert machine.plan.versions == {DATE: 3}


def test_a_lower_version_published_later_is_taken_as_from_a_restored_station(station, day, agent):
    station.publish(DATE, hours(day, 2), version=3)
    clock = SimulatedClock(START)
    agent(clock=clock).run(START + MINUTE)
    station.publish(DATE, hours(day, 2), version=2, changes={"published_at": "2026-11-24T07:00:00+07:00"})
    machine = agent(clock=clock)
    machine.run(START + 2 * MINUTE)
    assert machine.plan.versions == {DATE: 2}


def test_a_day_of_no_items_is_filled(station, agent):
    station.publish(DATE, [])
    agent().run(START + HOUR)
    lines = [line for _, line in sorted(station.lines.items())]
    assert {line["item_id"] for line in lines} == {None}
    assert [a["ended_at"] for a in lines[:-1]] == [b["started_at"] for b in lines[1:]]


def test_ten_thousand_lines_at_once_go_in_batches_of_five_hundred(station, agent):
    machine = agent()
    for number in range(10_000):
        machine.store.report({"item_id": f"n{number}", "outcome": "aired"})
    machine.run(START + MINUTE)
    assert len(station.reported("n9999")) == 1
    assert max(station.batches) == 500
    assert station.arrivals == sorted(set(station.arrivals))


def test_a_line_that_the_station_cannot_read_does_not_hold_up_the_others(station, day, agent):
    station.publish(DATE, hours(day, 1))
    machine = agent()
    for name in ("good", "bad", "fine"):
        machine.store.report({"item_id": name, "outcome": "aired"})

    def fault(handler):
        if handler.path.endswith("/as-run") and b'"bad"' in handler.body:
            handler.answer(422, b"{}", etag=False)
            return True
        return False

    station.fault = fault
    machine.run(START + 5 * MINUTE)
    assert "good" in station.outcomes()
    assert "fine" in station.outcomes()


def test_an_answer_that_was_lost_is_reported_again_under_the_same_number(station, day, agent):
    station.publish(DATE, day(("a", 10, "spot"), ("b", 3000, "programme")))
    lost = []

    def fault(handler):
        if handler.path.endswith("/as-run") and not lost:
            lost.append(handler.body)
            handler.close_connection = True
            handler.connection.close()
            return True
        return False

    station.fault = fault
    agent().run(START + 5 * MINUTE)
    assert lost
    assert len(station.reported("a")) == 1
