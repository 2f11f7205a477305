"""`siar up`: one command runs the station, a child that dies comes back, one Ctrl-C ends all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.running import Process, answered, free_port, machine_token, settled, small_station


def children(pid: int) -> dict[str, int]:
    """The supervised processes by name."""
    found = {}
    for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{each}/cmdline").read_bytes().split(b"\0")
        if b"web.cli" in words:
            found[words[words.index(b"web.cli") + 1].decode()] = int(each)
    return found


def all_three(process: Process) -> dict[str, int]:
    """The children, once each is there."""

    def look() -> dict[str, int] | None:
        found = children(process.process.pid)
        return found if len(found) == 3 else None

    return settled("three children", look)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(params=["sqlite", "postgresql"])
def environ(request: pytest.FixtureRequest) -> dict[str, str]:
    """Where the station's data lies."""
    if request.param == "sqlite":
        return {}
    url = request.getfixturevalue("fresh_postgres_url")
    return {"SIAR_DATABASE_URL": url, "SIAR_QUEUE_URL": url.replace("+psycopg", "")}


@pytest.fixture
def up(tmp_path: Path, environ: dict[str, str]) -> Iterator[tuple[Process, str, str]]:
    """A station that is up: its supervisor, its address, a machine's token."""
    desk = small_station(tmp_path, environ)
    token = machine_token(desk)
    desk.database.close()
    port = free_port()
    process = Process(tmp_path, "up", "--bind", f"127.0.0.1:{port}", environ=environ)
    yield process, f"http://127.0.0.1:{port}", token
    process.kill()


def test_it_publishes_the_day_by_itself_and_ends_whole_with_one_ctrl_c(up: tuple[Process, str, str]) -> None:
    process, url, token = up
    assert answered(f"{url}/healthz") == {"status": "ok"}
    settled("a published day", lambda: answered(f"{url}/api/v1/pulse", token)["playlists"])
    running = all_three(process)
    os.kill(process.process.pid, signal.SIGINT)
    assert process.process.wait(30) == 0
    assert not any(is_running(pid) for pid in running.values())
    assert "Traceback" not in process.said()


@pytest.mark.parametrize("environ", ["sqlite"], indirect=True)
@pytest.mark.parametrize("victim", ["web", "worker", "clock"])
def test_a_child_that_dies_is_started_again(up: tuple[Process, str, str], victim: str) -> None:
    process, url, _ = up
    answered(f"{url}/healthz")
    before = all_three(process)
    os.kill(before[victim], signal.SIGKILL)

    def another() -> dict[str, int] | None:
        found = children(process.process.pid)
        return found if found.get(victim, before[victim]) != before[victim] else None

    after = settled("another child", another)
    assert {name: pid for name, pid in after.items() if name != victim} == {
        name: pid for name, pid in before.items() if name != victim
    }
    answered(f"{url}/healthz")


@pytest.mark.parametrize("environ", ["sqlite"], indirect=True)
def test_when_the_supervisor_is_killed_its_children_end(up: tuple[Process, str, str]) -> None:
    process, url, _ = up
    answered(f"{url}/healthz")
    running = all_three(process)
    os.kill(process.process.pid, signal.SIGKILL)
    settled("the end of all", lambda: not any(is_running(pid) for pid in running.values()))
