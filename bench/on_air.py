"""The playout agent: how exactly it starts items, what it costs, and whether a year of days ever falls silent."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import wave
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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

SECONDS = 20
EACH_S = 0.6
HEADER = 44
DAYS = 365


def run() -> list[tuple[str, str]]:
    """Figures of the program in real time, and of simulated days."""
    jitter = sorted(_jitter())
    memory_mb, share = _cost()
    silent, lines, seconds = _days()
    return [
        (f"{len(jitter)} hard starts in a recording against the plan, median", f"{statistics.median(jitter):.3f} ms"),
        ("the same, p99", f"{jitter[int(len(jitter) * 0.99)]:.3f} ms"),
        ("memory with null", f"{memory_mb:.0f} MB"),
        ("processor with null, of one core", f"{share:.1%}"),
        (f"{DAYS} simulated days ({lines} lines in {seconds:.1f} s), silent seconds", f"{silent:.0f}"),
    ]


def _jitter() -> list[float]:
    """Milliseconds between plan and recording of each hard start that was recorded."""
    station = _Station()
    starts = _publish_hard_starts(station)
    with tempfile.TemporaryDirectory() as folder:
        _play(station, Path(folder), f"file:{folder}/air.wav").wait()
        sound = Path(folder, "air.wav").read_bytes()[HEADER:]
        started_at = datetime.fromisoformat(json.loads(Path(folder, "air.wav.json").read_text())["started_at"])
    station.close()
    offsets = []
    for seed, at in starts:
        planned = (at - started_at).total_seconds()
        if 4 < planned < len(sound) / 4 / RATE - 1:
            found = sound.find(_noise(seed)[HEADER:][:4000]) / 4 / RATE
            offsets.append(abs(found - planned) * 1000)
    return offsets


def _publish_hard_starts(station: _Station) -> list[tuple[int, datetime]]:
    now = datetime.now(UTC)
    starts = [(seed, now + timedelta(seconds=seed * EACH_S)) for seed in range(int(SECONDS / EACH_S) + 9)]
    items = [
        {"id": f"h{seed}", "starts_at": at.isoformat(), "duration_ms": round(EACH_S * 1000), "timing": "hard",
         "kind": "spot", "media": station.keep(_noise(seed))}
        for seed, at in starts
    ]  # fmt: skip
    station.publish(now, items)
    return starts


def _cost() -> tuple[float, float]:
    """Megabytes and share of a core of the program with the output `null`."""
    station = _Station()
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


def _play(station: _Station, folder: Path, output: str) -> subprocess.Popen[bytes]:
    until = (datetime.now(UTC) + timedelta(seconds=SECONDS)).isoformat()
    command = [sys.executable, "-m", "playlists.agent.cli", "--server", station.url, "--cache", str(folder / "cache")]
    command += ["--output", output, "--until", until]
    return subprocess.Popen(command, env={**os.environ, "SIAR_TOKEN": "bench"}, stderr=subprocess.DEVNULL)


def _days() -> tuple[float, int, float]:
    """Seconds of the simulated days with nothing on air, its as-run lines, and the seconds that it took."""
    begun = time.perf_counter()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    plan = Plan()
    heard = _Heard(start)
    stage = Stage(Timeline(start), NoSound(), heard, lambda now: None)
    player = Player(plan, stage, _plays, lambda: True, set())
    for day in range(DAYS):
        _lay(plan, start + timedelta(days=day))
        player.advance((day + 1) * 86_400 * RATE)
    player.stop(for_good=True)
    end = start + timedelta(days=DAYS)
    stretches = sorted([(start, start), *heard.stretches, (end, end)])
    silent = sum(max(0.0, (b[0] - a[1]).total_seconds()) for a, b in pairwise(stretches))
    return silent, len(stretches), time.perf_counter() - begun


def _plays(item: Item) -> bool:
    """One item in four hundred does not."""
    return zlib.crc32(str(item.id).encode()) % 400 != 0


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
    """A day of spots, songs and hard starts."""
    kinds = (("spot", 30, "soft"), ("filler", 210, "soft"), ("programme", 1200, "hard"))
    items: list[Item] = []
    at = start
    while at < start + timedelta(days=1):
        kind, seconds, timing = kinds[len(items) % 3]
        items.append(Item(f"{start:%j}-{len(items)}", at, seconds * 1000, timing, kind, playlist_version=1))
        at += timedelta(seconds=seconds)
    for held in list(plan.versions)[:-1]:
        plan.drop(held)
    plan.adopt(Playlist(start.date().isoformat(), 1, start, at, start, tuple(items)))


class _Station:
    """A station on 127.0.0.1 with one day and its audio, and thanks for whatever is told."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        station = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(station.answers.get(self.path.removeprefix("/api/v1")))

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self._answer(b"{}")

            def _answer(self, body: bytes | None) -> None:
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: object) -> None:
                """The bench prints its figures alone."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def keep(self, sound: bytes) -> dict[str, object]:
        """Hold a file; its `media` as it stands in an item."""
        sha256 = hashlib.sha256(sound).hexdigest()
        self.answers[f"/media/{sha256}.wav"] = sound
        url = f"{self.url}/api/v1/media/{sha256}.wav"
        return {"sha256": sha256, "bytes": len(sound), "mime": "audio/wav", "url": url}

    def publish(self, now: datetime, items: list[dict[str, object]]) -> None:
        """Make these items the day."""
        date = now.date().isoformat()
        end = now + timedelta(days=1)
        day = {"date": date, "version": 1, "starts_at": now.isoformat(), "ends_at": end.isoformat(),
               "published_at": now.isoformat(), "items": items}  # fmt: skip
        self.answers[f"/playlists/{date}.json"] = json.dumps(day).encode()
        self.answers["/pulse"] = json.dumps({"playlists": {date: "one"}, "alerts": [], "commands": []}).encode()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _noise(seed: int) -> bytes:
    """A WAV of noise of its own for every seed."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(random.Random(seed).randbytes(round(EACH_S * RATE) * 4))
    return out.getvalue()
