"""Alerts that break in, and what the operator wants."""

from __future__ import annotations

from datetime import timedelta

from playlists.agent.clock import SimulatedClock
from tests.agent.conftest import DATE, START

MINUTE = timedelta(minutes=1)


def order_at(machine, station, moment, *commands):
    """Let the console's commands stand in the pulse from a moment on."""
    wait = machine.clock.wait

    def and_order(seconds):
        wait(seconds)
        if machine.clock.now() >= moment:
            station.commands = list(commands)

    machine.clock.wait = and_order


def test_an_alert_breaks_in_and_the_programme_is_joined_where_it_should_be(station, day, agent):
    station.publish(DATE, day(("talk", 600, "programme"), ("b", 60, "spot")))
    alert = day(("gempa", 30, "alert"))[0]
    machine = agent()
    wait = machine.clock.wait

    def and_alert(seconds):
        wait(seconds)
        if machine.clock.now() >= START + 2 * MINUTE:
            station.alerts = [{"id": "1", "item": alert, "mode": "interrupt"}]

    machine.clock.wait = and_alert
    machine.run(START + 13 * MINUTE)
    gempa, talk = station.reported("gempa"), station.reported("talk")
    assert [line["outcome"] for line in gempa] == ["aired"]
    assert len(talk) == 1
    assert talk[0]["outcome"] == "partial"
    assert talk[0]["started_at"] == "2026-11-23T23:00:00.000+00:00"
    assert talk[0]["ended_at"] == "2026-11-23T23:10:00.000+00:00"
    assert station.reported("b")[0]["started_at"] == "2026-11-23T23:10:00.000+00:00"


def test_an_alert_airs_once_however_often_the_machine_starts(station, day, agent):
    station.publish(DATE, day(("talk", 600, "programme")))
    station.alerts = [{"id": "1", "item": day(("gempa", 30, "alert"))[0]}]
    clock = SimulatedClock(START)
    for minutes in (2, 4, 6):
        agent(clock=clock).run(START + minutes * MINUTE)
    assert len(station.reported("gempa")) == 1


def test_an_alert_that_is_called_off_stops(station, day, agent):
    station.publish(DATE, day(("talk", 1200, "programme")))
    station.alerts = [{"id": "1", "item": day(("gempa", 600, "alert"))[0]}]
    machine = agent()
    wait = machine.clock.wait

    def and_cancel(seconds):
        wait(seconds)
        if machine.clock.now() >= START + 2 * MINUTE:
            station.alerts = []

    machine.clock.wait = and_cancel
    machine.run(START + 10 * MINUTE)
    assert station.reported("gempa")[0]["detail"] == "the alert was called off"
    assert station.reported("gempa")[0]["ended_at"] < "2026-11-23T23:03:30"


def test_an_alert_that_makes_no_sense_is_told_and_the_plan_goes_on(station, day, agent):
    station.publish(DATE, day(("a", 60, "spot"), ("b", 60, "spot")))
    station.alerts = [{"id": "1"}, {"id": "2", "item": {"id": "x"}}, 7]
    machine = agent()
    machine.run(START + 2 * MINUTE)
    assert "alert" in machine.notices.current
    assert station.outcomes() == {"a": "aired", "b": "aired"}


def test_skip_goes_on_with_what_comes_next(station, day, agent):
    station.publish(DATE, day(("a", 600, "spot"), ("b", 60, "spot"), ("c", 60, "programme", {"timing": "hard"})))
    machine = agent()
    order_at(machine, station, START + 2 * MINUTE, {"id": "1", "command": "skip"})
    machine.run(START + 13 * MINUTE)
    a, b, c = (station.reported(name)[0] for name in "abc")
    assert (a["outcome"], a["detail"]) == ("partial", "skipped by the operator")
    assert b["started_at"] == a["ended_at"]
    assert c["started_at"] == "2026-11-23T23:11:00.000+00:00"


def test_a_command_is_done_once_though_it_stands_in_every_pulse(station, day, agent):
    station.publish(DATE, day(*[(f"i{n}", 120, "spot") for n in range(5)]))
    machine = agent()
    order_at(machine, station, START + MINUTE, {"id": "1", "command": "skip"})
    machine.run(START + 8 * MINUTE)
    agent(clock=machine.clock).run(START + 9 * MINUTE)
    assert [line["item_id"] for line in station.lines.values() if "operator" in line["detail"]] == ["i0"]


def test_hold_fills_until_the_operator_goes_back_to_the_plan(station, day, agent):
    station.publish(DATE, day(("a", 60, "spot"), ("b", 60, "spot"), ("talk", 600, "programme"), ("f", 60, "filler")))
    machine = agent()
    hold, resume = {"id": "1", "command": "hold"}, {"id": "2", "command": "resume"}
    order_at(machine, station, START, hold)
    second = machine.clock.wait

    def and_resume(seconds):
        second(seconds)
        if machine.clock.now() >= START + 5 * MINUTE:
            station.commands = [hold, resume]

    machine.clock.wait = and_resume
    machine.run(START + 12 * MINUTE)
    assert station.outcomes()["a"] == "aired"
    assert station.outcomes()["b"] == "skipped"
    assert station.reported("talk")[0]["detail"].startswith("joined")
    assert station.reported(None)[0]["kind"] == "filler"


def test_play_next_puts_an_item_in_after_what_is_on_air(station, day, agent):
    station.publish(DATE, day(("a", 60, "spot"), ("f", 600, "filler"), ("c", 60, "spot")))
    machine = agent()
    order_at(machine, station, START, {"id": "1", "command": "play_next", "item_id": "c"})
    machine.run(START + 4 * MINUTE)
    assert station.reported("c")[0]["started_at"] == "2026-11-23T23:01:00.000+00:00"


def test_a_command_that_is_not_known_is_told(station, day, agent):
    station.publish(DATE, day(("a", 60, "spot")))
    station.commands = [{"id": "1", "command": "dance"}, {"id": "2", "command": "play_next", "item_id": "nobody"}, 7]
    machine = agent()
    machine.run(START + MINUTE)
    assert "could not be carried out" in machine.notices.current["command"]


def test_a_standby_machine_plays_the_same_in_silence_and_says_so(station, day, agent, tmp_path):
    station.publish(DATE, day(("a", 3, "spot")))
    station.on_air = False
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=3))
    assert set((tmp_path / "air.wav").read_bytes()[44:]) == {0}
    assert station.heartbeats[-1]["on_air"] is False
