"""The program `siar-playout` as a person or systemd starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipapp
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from playlists.agent.cli import main
from tests.agent.sounds import RATE, noise, pcm

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in ("SIAR_TOKEN", "SIAR_OUTPUT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "--server"),
        (["--server", "http://127.0.0.1:1", "--cache", "{tmp}", "--until", "tomorrow"], 2, "--until"),
        (["--server", "http://127.0.0.1:1", "--cache", "{tmp}"], 1, "SIAR_TOKEN"),
        (["--server", "radio", "--cache", "{tmp}", "--token", "t", "--output", "null"], 1, "https://"),
        (["--server", "http://127.0.0.1:1", "--cache", "{tmp}", "--token", "t", "--output", "tape"], 1, "hls:FOLDER"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(arguments, code, told, tmp_path, capsys):
    try:
        answer = main([each.format(tmp=tmp_path) for each in arguments])
    except SystemExit as usage:
        answer = usage.code
    said = capsys.readouterr().err
    assert answer == code
    assert told in said
    assert "Traceback" not in said
    if code == 1:
        assert len(said.strip().splitlines()) == 1


def test_twelve_seconds_of_a_real_day_are_in_the_recording_at_their_samples(station, tmp_path):
    """In real time, through the program: it starts in the middle of a programme, each later start is exact."""
    now = datetime.now(UTC)
    lengths = [6.5, 1.25, 0.75, 2.0, 30.0]
    hard = {2, 3}
    items, at = [], now - timedelta(seconds=2)
    for number, seconds in enumerate(lengths):
        items.append(
            {
                "id": f"r{number}", "starts_at": at.isoformat(timespec="milliseconds"),
                "duration_ms": round(seconds * 1000), "timing": "hard" if number in hard else "soft",
                "kind": "spot" if number % 2 else "programme",
                "media": station.keep(noise(seconds, 40 + number)),
            }
        )  # fmt: skip
        at += timedelta(seconds=seconds)
    station.publish(now.date().isoformat(), items)
    until = (now + timedelta(seconds=9.5)).isoformat()
    command = [sys.executable, "-m", "playlists.agent.cli", "--server", station.url, "--cache", str(tmp_path / "c")]
    command += ["--output", f"file:{tmp_path}/air.wav", "--until", until]
    done = subprocess.run(command, env={**os.environ, "SIAR_TOKEN": "t"}, cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    sound = pcm((tmp_path / "air.wav").read_bytes())
    started_at = datetime.fromisoformat(json.loads((tmp_path / "air.wav.json").read_text())["started_at"])
    for number in (1, 2, 3, 4):
        planned = round((datetime.fromisoformat(items[number]["starts_at"]) - started_at).total_seconds() * RATE)
        assert sound.find(pcm(noise(lengths[number], 40 + number))[:4000]) == planned * 4, items[number]["timing"]
    step = memoryview(sound).cast("h")
    quiet = [max(map(abs, step[i : i + 4410])) for i in range(0, len(step) - 4410, 4410)]
    assert min(quiet[2:]) > 50
    assert station.reported("r0")[0]["outcome"] == "partial"
    assert station.reported("r1")[0]["outcome"] == "aired"


def test_it_travels_as_one_file_that_needs_nothing_of_the_station(station, day, tmp_path):
    box = tmp_path / "box" / "playlists"
    box.mkdir(parents=True)
    (box / "__init__.py").touch()
    subprocess.run(["cp", "-r", str(ROOT / "playlists" / "agent"), str(box)], check=True)
    zipapp.create_archive(tmp_path / "box", tmp_path / "siar.pyz", main="playlists.agent.cli:main")
    station.publish(datetime.now(UTC).date().isoformat(), [])
    until = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    command = [sys.executable, "-I", "-S", str(tmp_path / "siar.pyz"), "--server", station.url]
    command += ["--cache", str(tmp_path / "c"), "--output", "null", "--until", until]
    done = subprocess.run(command, env={**os.environ, "SIAR_TOKEN": "t"}, cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert station.heartbeats
