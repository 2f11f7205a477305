"""How long `siar up` takes to its first answer, against a bare interpreter's start, and the memory of its processes."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench._station import free_port, siar, wait_for

ROUNDS = 5


def run() -> list[tuple[str, str]]:
    """Start-up of commands and of the whole station, and the station's memory."""
    bare = median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    with tempfile.TemporaryDirectory() as home:
        siar("db", "upgrade", home=home)
        siar("station", "set", "--code", "b", "--name", "B", "--lat", "-6", "--lon", "106", home=home)
        shown = median(lambda: siar("--help", home=home))
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "web.cli", "up", "--bind", f"127.0.0.1:{port}"],
            env={**os.environ, "SIAR_HOME": home},
            stderr=subprocess.DEVNULL,
        )
        first_answer = wait_for(port, "/healthz")
        time.sleep(2.0)
        memory = {pid: private_mb(pid) for pid in tree(process.pid)}
        begun = time.perf_counter()
        process.send_signal(signal.SIGINT)
        process.wait()
        ended = time.perf_counter() - begun
    return [
        ("siar --help, of a bare interpreter's start", f"{shown / bare:.1f} ({shown:.2f} s)"),
        ("siar up to its first answer", f"{first_answer:.1f} s"),
        ("siar up, all processes, memory of their own", f"{sum(memory.values()):.0f} MB in {len(memory)} processes"),
        ("siar up ends after Ctrl-C within", f"{ended:.1f} s"),
    ]


def median(act: object) -> float:
    """Seconds of some runs."""
    found = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()  # type: ignore[operator]  # a callable without arguments
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def tree(pid: int) -> list[int]:
    """The process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in tree(int(child)))]


def private_mb(pid: int) -> float:
    """Memory that would be free if the process ended."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024
