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
from playlists.agent.outputs.kinds import output_named
from tests.agent import trouble
from tests.agent.conftest import DATE, START
from tests.agent.sounds import noise

MINUTE = timedelta(minutes=1)
KILLS = int(os.environ.get("SIAR_TEST_KILLS", "8"))


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


def test_killed_at_random_moments_nothing_is_lost_and_nothing_told_twice(station, tmp_path):
    chance = random.Random(7)
    length = 0.25
    now = datetime.now(UTC)
    media = [station.keep(noise(length, seed)) for seed in range(4)]
    first = now.replace(microsecond=0)
    items = [
        {
            "id": f"k{n}", "starts_at": (first + timedelta(seconds=n * length)).isoformat(), "timing": "soft",
            "duration_ms": 250, "kind": "spot", "title": f"{n}", "media": media[n % 4],
        }
        for n in range(240 + KILLS * 8)
    ]  # fmt: skip
    station.publish(now.date().isoformat(), items)
    for _ in range(KILLS):
        process = start(station, tmp_path)
        time.sleep(0.6 + chance.random())
        process.kill()
        process.wait()
    process = start(station, tmp_path)
    time.sleep(1.5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0
    of_items = [line["item_id"] for line in station.lines.values() if line["item_id"]]
    assert len(of_items) == len(set(of_items))
    numbers = sorted(int(name[1:]) for name in of_items)
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert "aired" in station.outcomes().values()


def start(station, tmp_path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "playlists.agent.cli", "--server", station.url, "--cache", str(tmp_path / "k")]
    environment = {**os.environ, "SIAR_TOKEN": "secret", "SIAR_OUTPUT": "null"}
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, env=environment, cwd=root, stderr=subprocess.DEVNULL)
