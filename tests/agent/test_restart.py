"""After a stop of any kind the machine plays on at the right place, and tells each airing once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playlists.agent.agent import Agent
from playlists.agent.clock import SimulatedClock
from playlists.agent.items import Item
from playlists.agent.journal import line_of
from playlists.agent.outputs.kinds import output_named
from tests.agent import trouble
from tests.agent.conftest import DATE, START
from tests.agent.sounds import noise
from tests.agent.waiting import until

MINUTE = timedelta(minutes=1)
KILLS = int(os.environ.get("SIAR_TEST_KILLS", "6"))


def die_at(machine, moment) -> None:
    """The machine loses its power: nothing of it is closed, written or sent any more."""

    class PowerCut(BaseException):
        pass

    wait = machine.clock.wait

    def until_then(seconds):
        wait(seconds)
        if machine.clock.now() >= moment:
            raise PowerCut

    machine.clock.wait = until_then
    try:
        machine.run()
    except PowerCut:
        machine.clock.wait = wait


def test_a_programme_goes_on_where_it_should_be_and_has_one_line(station, day, agent):
    station.publish(DATE, day(("talk", 1200, "programme"), ("b", 60, "spot")))
    machine = agent()
    die_at(machine, START + 3 * MINUTE)
    machine.clock.wait(60)
    station.fault = trouble.gone()
    die_at(agent(clock=machine.clock), START + 10 * MINUTE)
    station.fault = None
    agent(clock=machine.clock).run(START + 22 * MINUTE)
    lines = station.reported("talk")
    assert len(lines) == 1
    assert lines[0]["started_at"] == "2026-11-23T23:00:00.000+00:00"
    assert lines[0]["ended_at"] == "2026-11-23T23:20:00.000+00:00"
    assert lines[0]["outcome"] == "partial"
    assert station.outcomes()["b"] == "aired"


def stop_at(machine, moment) -> None:
    """The service manager ends the agent, as for an update."""
    wait = machine.clock.wait

    def until_then(seconds):
        wait(seconds)
        if machine.clock.now() >= moment:
            machine.stop()

    machine.clock.wait = until_then
    machine.run()
    machine.clock.wait = wait


def test_a_programme_in_which_the_agent_was_stopped_and_started_has_one_line(station, day, agent):
    station.publish(DATE, day(("talk", 1200, "programme"), ("b", 60, "spot")))
    machine = agent()
    stop_at(machine, START + 3 * MINUTE)
    assert station.lines == {}
    machine.clock.wait(30)
    agent(clock=machine.clock).run(START + 22 * MINUTE)
    lines = station.reported("talk")
    assert [(line["outcome"], line["ended_at"]) for line in lines] == [("partial", "2026-11-23T23:20:00.000+00:00")]
    assert lines[0]["started_at"] == "2026-11-23T23:00:00.000+00:00"


def test_a_programme_after_which_the_agent_never_came_back_in_time_ends_where_it_was_stopped(station, day, agent):
    station.publish(DATE, day(("talk", 300, "programme"), ("b", 60, "spot")))
    machine = agent()
    stop_at(machine, START + 3 * MINUTE)
    machine.clock.wait(600)
    agent(clock=machine.clock).run(START + 20 * MINUTE)
    assert [line["ended_at"] for line in station.reported("talk")] == ["2026-11-23T23:03:00.000+00:00"]
    assert [line["outcome"] for line in station.reported("b")] == ["skipped"]


def test_an_announcement_that_the_agent_was_stopped_in_is_reported_at_once_and_not_again(station, day, agent):
    station.publish(DATE, day(("spot", 300, "spot"), ("b", 60, "spot")))
    machine = agent()
    stop_at(machine, START + 3 * MINUTE)
    assert station.reported("spot")[0]["detail"] == "the machine was stopped"
    agent(clock=machine.clock).run(START + 6 * MINUTE)
    assert len(station.reported("spot")) == 1


def test_a_run_that_ended_by_its_own_time_is_taken_up_where_the_plan_is(station, day, agent):
    station.publish(DATE, day(("talk", 1200, "programme")))
    machine = agent()
    machine.run(START + 3 * MINUTE)
    agent(clock=machine.clock).run(START + 20 * MINUTE)
    assert [line["ended_at"][14:19] for line in station.reported("talk")] == ["03:00", "20:00"]
    assert station.reported(None) == []


def test_an_announcement_is_never_joined_in_its_middle(station, day, agent):
    station.publish(DATE, day(("spot", 300, "spot"), ("b", 60, "spot"), ("f", 600, "filler")))
    machine = agent()
    die_at(machine, START + 2 * MINUTE)
    machine.clock.wait(30)
    agent(clock=machine.clock).run(START + 7 * MINUTE)
    assert [line["outcome"] for line in station.reported("spot")] == ["partial"]
    assert "the machine stopped" in station.reported("spot")[0]["detail"]
    assert station.reported("b")[0]["started_at"] == "2026-11-23T23:05:00.000+00:00"
    assert station.reported(None)[0]["kind"] == "filler"


def test_what_was_due_while_the_machine_was_off_is_told_as_skipped(station, day, agent):
    station.publish(DATE, day(*[(f"i{n}", 60, "spot") for n in range(6)]))
    machine = agent()
    die_at(machine, START + 90 * timedelta(seconds=1))
    machine.clock.wait(120)
    agent(clock=machine.clock).run(START + 6 * MINUTE)
    outcomes = station.outcomes()
    assert [outcomes[f"i{n}"] for n in range(6)] == ["aired", "partial", "skipped", "skipped", "aired", "aired"]
    assert station.reported("i2")[0]["detail"] == "the machine was not running"


def test_what_still_waited_for_its_file_when_the_machine_died_is_not_lost(station, day, agent):
    station.publish(DATE, day(("f", 60, "spot"), ("wanted", 60, "spot"), ("b", 60, "spot")))
    machine = agent()
    station.fault = trouble.answering(503, only="/media/")
    die_at(machine, START + MINUTE + 45 * timedelta(seconds=1))
    station.fault = None
    machine.clock.wait(120)
    agent(clock=machine.clock).run(START + 5 * MINUTE)
    assert station.outcomes() == {"f": "failed", "wanted": "skipped", "b": "skipped"}


def test_a_machine_that_first_starts_in_the_middle_of_the_day_does_not_answer_for_the_morning(station, day, agent):
    station.publish(DATE, day(*[(f"i{n}", 60, "spot") for n in range(6)], start=START - 3 * MINUTE))
    agent().run(START + 2 * MINUTE)
    assert sorted(station.outcomes()) == ["i3", "i4"]


def test_numbers_go_upwards_for_ever_even_on_a_new_disk(station, day, agent, tmp_path):
    station.publish(DATE, day(*[(f"i{n}", 60, "spot") for n in range(6)]))
    machine = agent()
    machine.run(START + 3 * MINUTE)
    before = max(station.lines)
    new_disk = Agent(station.url, "secret", tmp_path / "new", [output_named("null")], machine.clock)
    new_disk.run(START + 6 * MINUTE)
    assert min(seq for seq in station.lines if station.lines[seq]["item_id"] == "i4") > before


def test_a_broken_database_is_put_aside(station, day, agent, tmp_path):
    station.publish(DATE, day(("a", 60, "spot")))
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "agent.sqlite").write_bytes(b"no database at all" * 1000)
    agent().run(START + MINUTE)
    assert station.outcomes() == {"a": "aired"}
    assert (tmp_path / "cache" / "agent.broken").exists()


def test_a_full_disk_keeps_the_lines_in_memory_until_there_is_room(station, day, agent):
    station.publish(DATE, day(*[(f"i{n}", 60, "spot") for n in range(8)]))
    machine = agent()
    report = machine.store.report
    begun = machine.clock.now()

    def refusing(*line, **closes):
        if machine.clock.now() - begun < 4 * MINUTE:
            raise sqlite3.OperationalError("database or disk is full")
        return report(*line, **closes)

    machine.store.report = refusing
    machine.run(START + 8 * MINUTE)
    assert station.outcomes() == {f"i{n}": "aired" for n in range(8)}
    assert station.arrivals == sorted(set(station.arrivals))


def test_a_folder_that_cannot_be_written_is_told_and_the_day_is_played_all_the_same(station, day, tmp_path):
    station.publish(DATE, day(("off", 60, "off_air", {"media": None}), ("off2", 60, "off_air", {"media": None})))
    (tmp_path / "file").touch()
    clock = SimulatedClock(START)
    machine = Agent(station.url, "secret", tmp_path / "file" / "cache", [output_named("null")], clock)
    machine.run(START + 2 * MINUTE)
    assert "kept in memory" in machine.notices.current["store"]
    assert station.outcomes() == {"off": "aired", "off2": "aired"}


def test_a_disk_that_can_only_be_read_still_gives_the_plan_it_holds(station, day, agent, tmp_path, monkeypatch):
    station.publish(DATE, day(*[(f"i{n}", 60, "spot") for n in range(6)]))
    clock = SimulatedClock(START)
    agent(clock=clock).run(START + 2 * MINUTE)
    connect = sqlite3.connect

    def read_only(name, **options):
        if str(name).endswith("agent.sqlite"):
            raise sqlite3.OperationalError("attempt to write a readonly database")
        return connect(name, **options)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    station.fault = trouble.gone()
    die_at(agent(clock=clock), START + 3 * MINUTE)
    station.fault = None
    agent(clock=clock).run(START + 4 * MINUTE)
    assert station.outcomes()["i3"] == "aired"


def test_a_line_tells_the_nearest_millisecond():
    line = line_of(Item("a", START, 1, "soft", "spot"), START - timedelta(microseconds=11), START, "aired")
    assert line["started_at"] == line["ended_at"]


def test_killed_at_random_moments_nothing_is_lost_and_nothing_told_twice(station, tmp_path):
    """Half of the kills come while the agent starts, half while it plays."""
    chance = random.Random(7)
    media = [station.keep(noise(0.25, seed)) for seed in range(4)]
    first = datetime.now(UTC).replace(microsecond=0)
    items = [
        {
            "id": f"k{n}", "starts_at": (first + n * timedelta(seconds=0.5)).isoformat(), "timing": "soft",
            "duration_ms": 500, "kind": "off_air" if n % 5 == 4 else "spot", "title": f"{n}",
            "media": None if n % 5 == 4 else media[n % 4],
        }
        for n in range(1200 + KILLS * 8)
    ]  # fmt: skip
    station.publish(first.date().isoformat(), items)
    for number in range(KILLS):
        process = start(station, tmp_path)
        if number % 2:
            come_alive(station)
        time.sleep(chance.random() * 0.7)
        process.kill()
        process.wait()
    process = start(station, tmp_path)
    come_alive(station)
    aired = [*station.outcomes().values()].count("aired")
    until(lambda: [*station.outcomes().values()].count("aired") > aired)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    of_items = [line["item_id"] for line in station.lines.values() if line["item_id"]]
    assert len(of_items) == len(set(of_items))
    numbers = sorted(int(name[1:]) for name in of_items)
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


def come_alive(station) -> None:
    heard = len(station.heartbeats)
    until(lambda: len(station.heartbeats) > heard)


def start(station, tmp_path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "playlists.agent.cli", "--server", station.url, "--cache", str(tmp_path / "k")]
    environment = {**os.environ, "SIAR_TOKEN": "secret", "SIAR_OUTPUT": "null"}
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, env=environment, cwd=root, stderr=subprocess.DEVNULL)
