"""The day fetched by a machine, against a bare Flask application that serves the same bytes under the same gunicorn."""

from __future__ import annotations

import http.client
import shutil
import statistics
import subprocess
import threading
import time

from bench._station import Station, floor, sample_station

ROUNDS, SECONDS, CLIENTS = 3, 3.0, 8


def run() -> list[tuple[str, str]]:
    """Requests a second of the station over those of the floor: the day, the unchanged day, the unchanged pulse."""
    with sample_station() as station, floor(station.get("/api/v1/playlists/today").body) as bare:
        day = station.get("/api/v1/playlists/today")
        pulse = station.get("/api/v1/pulse")
        token = {"Authorization": f"Bearer {station.token}"}
        pairs = {
            "the day": (("/api/v1/playlists/today", token), {}),
            "the unchanged day": (
                ("/api/v1/playlists/today", {**token, "If-None-Match": day.etag}),
                {"If-None-Match": '"x"'},
            ),
            "the unchanged pulse": (
                ("/api/v1/pulse", {**token, "If-None-Match": pulse.etag}),
                {"If-None-Match": '"x"'},
            ),
        }
        return [
            (f"{name}, of the bare application's rate", ratio(station, bare, *pair)) for name, pair in pairs.items()
        ]


def ratio(station: Station, bare: int, ours: tuple[str, dict[str, str]], theirs: dict[str, str]) -> str:
    """The median of some rounds, each side in turn."""
    found = [rate(station.port, *ours) / rate(bare, "/p", theirs) for _ in range(ROUNDS)]
    return f"{statistics.median(found):.2f}"


def rate(port: int, path: str, headers: dict[str, str]) -> float:
    """Requests a second, by wrk where it is installed: a client in Python would be the slower half."""
    if wrk := shutil.which("wrk"):
        told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        command = [wrk, "-t1", f"-c{CLIENTS}", f"-d{SECONDS:.0f}", *told, f"http://127.0.0.1:{port}{path}"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return float(output.partition("Requests/sec:")[2].split()[0])
    return slow_rate(port, path, headers)


def slow_rate(port: int, path: str, headers: dict[str, str]) -> float:
    """Requests a second of some clients in threads that keep their connections."""
    until = time.perf_counter() + SECONDS
    counts = [0] * CLIENTS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            connection.request("GET", path, headers=headers)
            connection.getresponse().read()
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS
