"""514 machines, one for each district of the country, that ask for the pulse each second: how long they wait."""

from __future__ import annotations

import selectors
import socket
import time

from bench._station import Station, sample_station

MACHINES = 514
SECONDS = 10


def run() -> list[tuple[str, str]]:
    """The median and the 99th percentile of the answers' times, as a client sees them."""
    with sample_station() as station:
        times = sorted(poll(station))
        told = [
            (f"an answer to one of {MACHINES} machines, median", times[len(times) // 2]),
            ("the slowest of a hundred answers (p99)", times[len(times) * 99 // 100]),
        ]
        answered = (f"answers of {MACHINES * SECONDS} that were asked for", f"{len(times)}")
        return [*((name, f"{seconds * 1000:.1f} ms") for name, seconds in told), answered]


def poll(station: Station) -> list[float]:
    """Seconds that each answer took. Every machine keeps its connection and asks once a second, at its own moment."""
    etag = station.get("/api/v1/pulse").etag
    request = (
        f"GET /api/v1/pulse HTTP/1.1\r\nHost: 127.0.0.1:{station.port}\r\n"
        f"Authorization: Bearer {station.token}\r\nIf-None-Match: {etag}\r\n\r\n"
    ).encode()
    machines = [socket.create_connection(("127.0.0.1", station.port)) for _ in range(MACHINES)]
    begun = time.perf_counter()
    due = [
        (begun + 0.5 + second + number / MACHINES, number) for second in range(SECONDS) for number in range(MACHINES)
    ]
    asked: dict[int, float] = {}
    times: list[float] = []
    with selectors.DefaultSelector() as selector:
        for number, machine in enumerate(machines):
            selector.register(machine, selectors.EVENT_READ, number)
        place, last = 0, due[-1][0] + 2
        while time.perf_counter() < last and len(times) < len(due):
            now = time.perf_counter()
            while place < len(due) and due[place][0] <= now:
                number = due[place][1]
                asked.setdefault(number, due[place][0])
                machines[number].sendall(request)
                place += 1
            wait = max(0.0, due[place][0] - now) if place < len(due) else 0.1
            for key, _ in selector.select(wait):
                if machines[key.data].recv(65536) and key.data in asked:
                    times.append(time.perf_counter() - asked.pop(key.data))
    for machine in machines:
        machine.close()
    return times
