"""514 machines, one for each district of the country, each with its token, that ask for the pulse each second."""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench._station import Station, floor, sample_station
from playlists.machines import add_machine
from scheduler.database import Database
from scheduler.settings import read_settings

MACHINES = 514
SECONDS = 10
FEW = 20_000
PAGE = os.sysconf("SC_PAGE_SIZE")


def run() -> list[tuple[str, str]]:
    """How long machines wait, from the first second after the station's start on; and the memory that much asking
    takes. The bare application is asked in the same way: what it makes them wait is the machine's doing."""
    with sample_station(tokens=enrol) as station, floor(station.get("/api/v1/playlists/today").body) as bare:
        pulse = f"/api/v1/pulse HTTP/1.1\r\nHost: 127.0.0.1:{station.port}\r\n"
        etag = station.get("/api/v1/pulse").etag
        asked = [f"{pulse}Authorization: Bearer {token}\r\nIf-None-Match: {etag}" for token in station.tokens]
        times = poll(station.port, asked)
        theirs = poll(bare, ['/p HTTP/1.1\r\nHost: bare\r\nIf-None-Match: "x"'] * MACHINES)
        after_a_minute = memory_mb(station)
        poll(station.port, asked, FEW // MACHINES, hurry=8)
        after_long = memory_mb(station)
    return [
        *((f"an answer to one of {MACHINES} machines, {name}", told) for name, told in figures(times)),
        *((f"the bare application's answer, {name}", told) for name, told in figures(theirs)),
        (f"answers of {MACHINES * SECONDS} that were asked for", f"{len(times)}"),
        (f"memory after {FEW} more answers, of that before", f"{after_long / after_a_minute:.2f}"),
    ]


def figures(times: Sequence[float]) -> list[tuple[str, str]]:
    """The median, and the slowest of a hundred."""
    ordered = sorted(times)
    places = {"median": len(ordered) // 2, "p99": len(ordered) * 99 // 100}
    return [(name, f"{ordered[place] * 1000:.1f} ms") for name, place in places.items()]


def enrol(home: str) -> list[str]:
    """A token for each machine."""
    database = Database(read_settings({"SIAR_HOME": home}).database_url)
    with database.writing() as session:
        tokens = [add_machine(session, f"district {n}", "bench", datetime.now(UTC))[1] for n in range(MACHINES)]
    database.close()
    return tokens


def poll(port: int, questions: Sequence[str], seconds: int = SECONDS, hurry: int = 1) -> list[float]:
    """Seconds that each answer took. Every machine keeps its connection and asks once a second (`hurry`: so many times
    as often), at its own moment; one that still waits does not ask again."""
    requests = [f"GET {question}\r\n\r\n".encode() for question in questions]
    machines = [socket.create_connection(("127.0.0.1", port)) for _ in requests]
    begun = time.perf_counter()
    due = [(begun + (round_ + n / MACHINES) / hurry, n) for round_ in range(seconds) for n in range(MACHINES)]
    asked: dict[int, float] = {}
    times: list[float] = []
    with selectors.DefaultSelector() as selector:
        for number, machine in enumerate(machines):
            selector.register(machine, selectors.EVENT_READ, number)
        place, last = 0, due[-1][0] + 2
        while time.perf_counter() < last and len(times) < len(due):
            now = time.perf_counter()
            while place < len(due) and due[place][0] <= now:
                at, number = due[place]
                if number not in asked:
                    asked[number] = at
                    machines[number].sendall(requests[number])
                place += 1
            wait = max(0.0, due[place][0] - now) if place < len(due) else 0.1
            for key, _ in selector.select(wait):
                if machines[key.data].recv(65536) and key.data in asked:
                    times.append(time.perf_counter() - asked.pop(key.data))
    for machine in machines:
        machine.close()
    return times


def memory_mb(station: Station) -> float:
    """Of the web process and its workers, what they hold in memory."""
    children = Path(f"/proc/{station.pid}/task/{station.pid}/children").read_text().split()
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE for pid in children) / 1e6
