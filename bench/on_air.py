"""The playout agent: how exactly it starts items, what it costs, and whether a year of days ever falls silent."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from playlists.agent.items import Item, Playlist
from playlists.agent.journal import Journal
from playlists.agent.plan import Plan
from playlists.agent.player import Player
from playlists.agent.sound import NoSound
from playlists.agent.stage import Stage
from playlists.agent.store import Store
from playlists.agent.timeline import RATE, Timeline
from tests.agent.sounds import noise, pcm
from tests.agent.station import FakeStation

SECONDS = 20
EACH_S = 0.6
DAYS = 365


def run() -> list[tuple[str, str]]:
    """Figures of the program in real time, and of a simulated year."""
    jitter = sorted(_jitter())
    memory_mb, share = _cost()
    silent, lines, seconds = _year()
    return [
        (f"{len(jitter)} hard starts in a recording against the plan, median", f"{statistics.median(jitter):.3f} ms"),
        ("the same, p99", f"{jitter[int(len(jitter) * 0.99)]:.3f} ms"),
        ("memory with null", f"{memory_mb:.0f} MB"),
        ("processor with null, of one core", f"{share:.1%}"),
        (f"a year of days ({lines} lines in {seconds:.1f} s), silent seconds", f"{silent:.0f}"),
    ]


def _jitter() -> list[float]:
    """Milliseconds between plan and recording of each hard start that was recorded."""
    station = FakeStation()
    starts = _publish_hard_starts(station)
    with tempfile.TemporaryDirectory() as folder:
        _play(station, Path(folder), f"file:{folder}/air.wav").wait()
        sound = pcm(Path(folder, "air.wav").read_bytes())
        started_at = datetime.fromisoformat(json.loads(Path(folder, "air.wav.json").read_text())["started_at"])
    station.close()
    offsets = []
    for seed, at in starts:
        planned = (at - started_at).total_seconds()
        if 4 < planned < SECONDS - 2:
            found = sound.find(pcm(noise(EACH_S, seed))[:4000]) / 4 / RATE
            offsets.append(abs(found - planned) * 1000)
    return offsets


def _publish_hard_starts(station: FakeStation) -> list[tuple[int, datetime]]:
    now = datetime.now(UTC)
    starts = [(seed, now + timedelta(seconds=seed * EACH_S)) for seed in range(int(SECONDS / EACH_S) + 9)]
    items = [
        {"id": f"h{seed}", "starts_at": at.isoformat(), "duration_ms": round(EACH_S * 1000), "timing": "hard",
         "kind": "spot", "media": station.keep(noise(EACH_S, seed))}
        for seed, at in starts
    ]  # fmt: skip
    station.publish(now.date().isoformat(), items)
    return starts


def _cost() -> tuple[float, float]:
    """Megabytes and share of a core of the program with the output `null`."""
    station = FakeStation()
    _publish_hard_starts(station)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        process = _play(station, Path(folder), "null")
        time.sleep(SECONDS - 3)
        status = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        process.wait()
    station.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024, spent / SECONDS


def _play(station: FakeStation, folder: Path, output: str) -> subprocess.Popen[bytes]:
    until = (datetime.now(UTC) + timedelta(seconds=SECONDS)).isoformat()
    command = [sys.executable, "-m", "playlists.agent.cli", "--server", station.url, "--cache", str(folder / "cache")]
    command += ["--output", output, "--until", until]
    return subprocess.Popen(command, env={**os.environ, "SIAR_TOKEN": "bench"}, stderr=subprocess.DEVNULL)


def _year() -> tuple[float, int, float]:
    """Seconds of a year with nothing on air, its as-run lines, and the seconds that it took."""
    begun = time.perf_counter()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    plan = Plan()
    heard = _Heard(start)
    stage = Stage(Timeline(start), NoSound(), heard, lambda now: None)
    player = Player(plan, stage, lambda item: hash(item.id) % 50 != 0, lambda: True, set())
    for day in range(DAYS):
        _lay(plan, start + timedelta(days=day))
        player.advance((day + 1) * 86_400 * RATE)
    stretches = sorted((at, end) for at, end in heard.stretches)
    silent = sum(max(0.0, (b[0] - a[1]).total_seconds()) for a, b in pairwise(stretches))
    return silent, len(stretches), time.perf_counter() - begun


class _Heard(Journal):
    """Keeps when something was on air, and writes nothing."""

    def __init__(self, now: datetime) -> None:
        super().__init__(Store(None, now), 1.0)
        self.stretches: list[tuple[datetime, datetime]] = []

    def begin(self, key: str, line: dict[str, object]) -> None:
        """A stretch is kept when it ends."""

    def end(self, key: str, line: dict[str, object]) -> None:
        if line["started_at"]:
            self.stretches.append(
                (datetime.fromisoformat(str(line["started_at"])), datetime.fromisoformat(str(line["ended_at"])))
            )


def _lay(plan: Plan, start: datetime) -> None:
    """A day of spots, songs and hard starts; one item in fifty does not play."""
    kinds = (("spot", 30, "soft"), ("filler", 210, "soft"), ("programme", 360, "hard"))
    items: list[Item] = []
    at = start
    while at < start + timedelta(days=1):
        kind, seconds, timing = kinds[len(items) % 3]
        items.append(Item(f"{start:%j}-{len(items)}", at, seconds * 1000, timing, kind, playlist_version=1))
        at += timedelta(seconds=seconds)
    for held in list(plan.versions)[:-1]:
        plan.drop(held)
    plan.adopt(Playlist(start.date().isoformat(), 1, start, at, start, tuple(items)))
