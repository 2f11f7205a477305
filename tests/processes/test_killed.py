"""Accepted work is never lost: any process may be killed at any moment."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import func, select

from playlists.agent.agent import Agent
from playlists.agent.clock import SimulatedClock
from playlists.agent.outputs.kinds import output_named
from playlists.airings import Airing
from playlists.as_run import AsRunLine
from scheduler.announcements.tables import Announcement
from scheduler.audit import first_broken_line
from scheduler.desk import Desk
from scheduler.recordings import Recording
from tests.processes.running import (
    Process,
    answered,
    free_port,
    machine_token,
    settled,
    small_station,
    token_of,
    whole_day_script,
)

ANNOUNCEMENTS = 6
KILLS = int(os.environ.get("SIAR_TEST_KILLS", "8"))


def all_placed(url: str, token: str) -> list[dict[str, Any]] | None:
    """Every announcement, once each has its recording and its airings."""
    items: list[dict[str, Any]] = answered(f"{url}/api/v1/announcements", token)["items"]
    done = all(each["recording"]["status"] == "ready" and each["airings"] for each in items)
    return items if done else None


def played(url: str, token: str, cache: Path, airings: list[dict[str, Any]], now: datetime) -> None:
    """A machine plays through the planned airings in simulated time, and reports over HTTP."""
    last = max(datetime.fromisoformat(each["planned_at"]) for each in airings)
    agent = Agent(url, token, cache, [output_named("null")], SimulatedClock(now))
    agent.run(until=min(last, now + timedelta(hours=3)) + timedelta(minutes=2))


def test_a_worker_killed_in_the_middle_still_ends_in_one_airing(tmp_path: Path) -> None:
    desk = small_station(tmp_path)
    office, editor, machine = (token_of(desk, "dinkes"), token_of(desk, "editor@radio.example"), machine_token(desk))
    url = f"http://127.0.0.1:{(port := free_port())}"
    processes = [Process(tmp_path, "web", "--bind", f"127.0.0.1:{port}", "--workers", "1"), Process(tmp_path, "clock")]
    worker = Process(tmp_path, "worker")
    try:
        made = answered(f"{url}/api/v1/announcements", office, whole_day_script(1))
        path = f"{url}/api/v1/announcements/{made['id']}"
        answered(f"{path}/decisions", editor, {"revision": 1, "decision": "approve"})
        settled("rendering", lambda: answered(path, office)["recording"]["status"] != "none")
        worker.kill()
        worker.start()
        items = settled("a recording and its airings", lambda: all_placed(url, office))
        played(url, machine, tmp_path / "machine", items[0]["airings"], desk.now())
        told = answered(path, office)["airings"]
    finally:
        for process in [*processes, worker]:
            process.kill()
    assert_nothing_lost_or_doubled(desk, 1)
    assert any(each["outcome"] == "aired" for each in told)


def test_processes_killed_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    desk = small_station(tmp_path)
    office, editor, machine = (token_of(desk, "bpbd"), token_of(desk, "editor@radio.example"), machine_token(desk))
    url = f"http://127.0.0.1:{(port := free_port())}"
    processes = [
        Process(tmp_path, "web", "--bind", f"127.0.0.1:{port}", "--workers", "1"),
        Process(tmp_path, "worker"),
        Process(tmp_path, "clock"),
    ]
    try:
        for number in range(max(ANNOUNCEMENTS, KILLS)):
            if number < ANNOUNCEMENTS:
                made = answered(f"{url}/api/v1/announcements", office, whole_day_script(number))
                decision = {"revision": 1, "decision": "approve"}
                if made["status"] != "approved":
                    answered(f"{url}/api/v1/announcements/{made['id']}/decisions", editor, decision)
            if number < KILLS:
                sleep(chance.uniform(0.0, 0.8))  # the moment of the kill is what this test varies
                victim = chance.choice(processes)
                victim.kill(signal.SIGKILL)
                victim.start()
        items = settled("every recording and its airings", lambda: all_placed(url, office))
        assert len(items) == ANNOUNCEMENTS
        airings = [airing for item in items for airing in item["airings"]]
        played(url, machine, tmp_path / "machine", airings, desk.now())
    finally:
        for process in processes:
            process.kill()
    assert_nothing_lost_or_doubled(desk, ANNOUNCEMENTS)


def assert_nothing_lost_or_doubled(desk: Desk, announcements: int) -> None:
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Announcement)) == announcements
        assert session.scalar(select(func.count()).select_from(Recording)) == announcements
        lines = Counter(session.scalars(select(AsRunLine.item_id).where(AsRunLine.kind == "spot")))
        assert lines
        assert set(lines.values()) == {1}
        settled_airings = set(session.scalars(select(Airing.item_id).where(Airing.outcome.is_not(None))))
        assert settled_airings == set(lines)
        assert first_broken_line(session) is None
    kept = [path for path in (desk.settings.home / "media").rglob("*") if path.is_file() and path.suffix != ".mp3"]
    assert kept == []
