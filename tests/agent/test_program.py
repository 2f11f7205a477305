"""The program `siar-playout` as a person or systemd starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipapp
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import pytest

from playlists.agent.cli import main
from playlists.agent.mixer import DECLICK_MS
from playlists.agent.timeline import samples
from tests.agent import trouble
from tests.agent.sounds import RATE, noise, pcm
from tests.agent.waiting import until

ROOT = Path(__file__).parents[2]
# On a busy machine an item may be cut, and then still fades beneath the first milliseconds of the next: in bytes.
CUT = samples(DECLICK_MS) * 4


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
        (["--server", "http://127.0.0.1:1", "--cache", "{tmp}", "--token", "a\nb", "--output", "null"], 1, "copy it"),
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


def test_what_is_told_as_aired_is_in_the_recording_at_its_sample(station, tmp_path):
    """In real time, through the program: it starts in the middle of a programme, each later start is exact."""
    first = datetime.now(UTC) - timedelta(seconds=2)
    lengths = [4.5, 0.75, 0.5, 0.75] * 30
    sounds = [noise(seconds, 40 + number) for number, seconds in enumerate(lengths[:8])]
    starts = [first + timedelta(seconds=at) for at in accumulate(lengths, initial=0.0)]
    items = {
        f"r{number}": {
            "id": f"r{number}", "starts_at": starts[number].isoformat(timespec="milliseconds"),
            "duration_ms": round(seconds * 1000), "timing": "hard" if number % 4 == 2 else "soft",
            "kind": "spot" if number % 4 else "programme", "media": station.keep(sounds[number % 8]),
        }
        for number, seconds in enumerate(lengths)
    }  # fmt: skip
    station.publish(first.date().isoformat(), list(items.values()))
    process = play(station, tmp_path, f"file:{tmp_path}/air.wav")
    until(lambda: list(station.outcomes().values()).count("aired") >= 4)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    sound = pcm((tmp_path / "air.wav").read_bytes())
    began = datetime.fromisoformat(json.loads((tmp_path / "air.wav.json").read_text())["started_at"])
    on_plan = [
        items[line["item_id"]]
        for line in station.lines.values()
        if line["outcome"] == "aired" and line["item_id"] and same_time(line, items[line["item_id"]])
    ]
    assert on_plan
    for item in on_plan:
        here = round((datetime.fromisoformat(item["starts_at"]) - began).total_seconds() * RATE) * 4
        whole = pcm(station.media[item["media"]["sha256"]])
        assert sound[here + CUT : here + len(whole) // 2] == whole[CUT : len(whole) // 2], item["timing"]


def same_time(line, item) -> bool:
    return datetime.fromisoformat(line["started_at"]) == datetime.fromisoformat(item["starts_at"])


def test_it_says_calmly_what_happens_and_never_the_token(station, day, tmp_path):
    now = datetime.now(UTC)
    station.publish(now.date().isoformat(), day(("talk", 600, "programme"), start=now))
    with (tmp_path / "said").open("wb") as said:
        process = play(station, tmp_path, "null", stderr=said)
    until(lambda: "Downloaded 1 audio files." in (tmp_path / "said").read_text())
    station.fault = trouble.gone()
    until(lambda: ": The station does not answer" in (tmp_path / "said").read_text())
    station.fault = None
    until(lambda: "The station answers again." in (tmp_path / "said").read_text())
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    lines = (tmp_path / "said").read_text().splitlines()
    assert len([line for line in lines if "On air: null." in line]) == 1
    assert len([line for line in lines if f"Holds version 1 of {now.date()}: 1 items." in line]) == 1
    assert "rahasia" not in "".join(lines)


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


def play(station, tmp_path: Path, *outputs: str, **options) -> subprocess.Popen[bytes]:
    """Start the program."""
    command = [sys.executable, "-m", "playlists.agent.cli", "--server", station.url, "--cache", str(tmp_path / "c")]
    command += [argument for name in outputs for argument in ("--output", name)]
    return subprocess.Popen(command, env={**os.environ, "SIAR_TOKEN": "rahasia"}, cwd=ROOT, **options)
