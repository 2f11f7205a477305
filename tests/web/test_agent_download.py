"""The agent as one file: fetched from the station, it runs on a bare Python."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.database import Database
from tests.web.service import Service, open_service
from web.api.agent_download import packed_agent


@pytest.fixture
def program(database: Database, tmp_path: Path) -> Iterator[tuple[Service, Path]]:
    service = open_service(database, tmp_path / "home", lambda: datetime.now(UTC))
    path = tmp_path / "agent.pyz"
    path.write_bytes(service.get("/agent.pyz").data)
    yield service, path


def run(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Without any installed package, nor this folder."""
    bare = [sys.executable, "-I", "-S", str(path), *arguments]
    return subprocess.run(bare, capture_output=True, text=True, cwd=path.parent, timeout=60, check=False)


def test_it_is_open_and_small_and_asks_once(program: tuple[Service, Path]) -> None:
    service, path = program
    answer = service.get("/agent.pyz")
    assert answer.status_code == 200
    assert path.stat().st_size < 500_000
    again = service.get("/agent.pyz", If_None_Match=answer.headers["ETag"])
    assert again.status_code == 304


def test_it_runs_on_a_bare_python(program: tuple[Service, Path]) -> None:
    _, path = program
    told = run(path, "--help")
    assert told.returncode == 0, told.stderr
    assert "--server" in told.stdout


def test_it_goes_on_air_and_tells_by_its_exit_code_what_is_wrong(program: tuple[Service, Path]) -> None:
    _, path = program
    cache = str(path.parent / "cache")
    until = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    way = ("--server", "http://127.0.0.1:9", "--cache", cache, "--output", "null", "--until", until)
    assert run(path, *way).returncode == 1
    played = run(path, *way, "--token", "t")
    assert played.returncode == 0, played.stderr


def test_it_is_the_same_bytes_each_time_and_holds_the_agent_alone(program: tuple[Service, Path]) -> None:
    _, path = program
    first = packed_agent()
    packed_agent.cache_clear()
    assert packed_agent() == first
    names = zipfile.ZipFile(path).namelist()
    assert "playlists/agent/cli.py" in names
    assert not [name for name in names if name.endswith(".pyc") or name.startswith(("web", "scheduler"))]
