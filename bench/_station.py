"""A sample station whose web process runs, for the benchmarks."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FLOOR = """
from flask import Flask, Response, request
BODY = open("body", "rb").read()
app = Flask(__name__)
@app.get("/p")
def page():
    if request.headers.get("If-None-Match") == '"x"':
        return Response(status=304, headers={"ETag": '"x"'})
    return Response(BODY, mimetype="application/json", headers={"ETag": '"x"'})
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    body: bytes
    etag: str


@dataclass(frozen=True)
class Station:
    """A running station: its folder, its port, a machine's token, its web process, and more tokens."""

    home: str
    port: int
    token: str
    pid: int
    tokens: list[str]

    def get(self, path: str) -> Answer:
        """Fetch as a machine."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
        response = connection.getresponse()
        return Answer(response.read(), response.headers.get("ETag", ""))


@contextmanager
def sample_station(tokens: Callable[[str], list[str]] = lambda home: []) -> Iterator[Station]:
    """The demo's station in a folder of its own, and a web process over it. `tokens` makes more of them in its home."""
    with tempfile.TemporaryDirectory() as home:
        siar("demo", "--once", "--home", home, home=home)
        more = tokens(home)
        token = siar("machine", "add", "bench", home=home).splitlines()[-1]
        with serving(home) as (port, pid):
            yield Station(home, port, token, pid, more)


@contextmanager
def serving(home: str) -> Iterator[tuple[int, int]]:
    """A web process over that home: its port and its process id."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "web", "--bind", f"127.0.0.1:{port}"],
        env={**os.environ, "SIAR_HOME": home},
    )
    try:
        wait_for(port, "/healthz")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def floor(body: bytes) -> Iterator[int]:
    """The bare application on a free port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "body").write_bytes(body)
        (Path(folder) / "floor.py").write_text(FLOOR)
        workers = str(os.cpu_count() or 1)
        command = [sys.executable, "-m", "gunicorn", "-w", workers, "-k", "gthread", "--threads", "4"]
        process = subprocess.Popen(
            [*command, "-b", f"127.0.0.1:{port}", "floor:app"], cwd=folder, stderr=subprocess.DEVNULL
        )
        try:
            wait_for(port, "/p")
            yield port
        finally:
            process.terminate()
            process.wait()


def siar(*arguments: str, home: str) -> str:
    """Run a command; gives what it prints."""
    command = [sys.executable, "-m", "web.cli", *arguments]
    env = {**os.environ, "SIAR_HOME": home}
    return subprocess.run(
        command, env=env, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ).stdout


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, path: str, patience_s: float = 60.0) -> float:
    """Wait until the server answers there; gives the seconds it took."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < patience_s:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.02)
            continue
        return time.perf_counter() - begun
    raise TimeoutError(f"no answer on port {port}")
