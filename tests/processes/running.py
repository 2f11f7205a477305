"""Real processes over a small real station: started, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from audio.ffmpeg import ffmpeg_path
from playlists.machines import add_machine
from scheduler.clocks import ClockElement, ClockHour, Feature, FormatClock
from scheduler.desk import Desk, open_desk
from scheduler.library import Kind
from scheduler.people import find_agency, find_person
from scheduler.settings import read_settings
from scheduler.sounds import add_sound
from scheduler.tokens import add_token
from tests.conftest import furnish
from web.migrating import upgrade

T = TypeVar("T")
PATIENCE_S = 90.0


def settled(what: str, look: Callable[[], T | None]) -> T:
    """What `look` finds, asked until it does; the state of another process cannot be waited for otherwise."""
    deadline = monotonic() + PATIENCE_S
    while monotonic() < deadline:
        if found := look():
            return found
        sleep(0.1)
    raise AssertionError(f"{what} did not come about in {PATIENCE_S:.0f} s")


def small_station(home: Path, environ: dict[str, str] | None = None) -> Desk:
    """A station with one piece of filler and a break every five minutes."""
    desk = open_desk(read_settings({"SIAR_HOME": str(home), **(environ or {})}))
    upgrade(desk.database)
    tone = home / "filler.mp3"
    noise = ["-f", "lavfi", "-i", "anoisesrc=d=45:c=pink:r=44100:a=0.2", "-ac", "2", "-b:a", "128k"]
    subprocess.run([ffmpeg_path(), "-v", "error", "-y", *noise, str(tone)], check=True)
    with desk.database.writing() as session:
        furnish(session)
        add_sound(session, desk.media, tone, Kind.MUSIC, desk.now(), "test", title="Hujan")
        clock = FormatClock(name="Jam biasa")
        clock.elements = [
            ClockElement(at_s=minute * 60, feature=Feature.BREAK, timing="soft", capacity_ms=150_000)
            for minute in range(2, 60, 5)
        ]
        session.add(clock)
        session.add_all(ClockHour(weekday=day, hour=hour, clock=clock) for day in range(7) for hour in range(24))
    return desk


def machine_token(desk: Desk) -> str:
    with desk.database.writing() as session:
        return add_machine(session, "studio-1", "test", desk.now())[1]


def token_of(desk: Desk, who: str) -> str:
    with desk.database.writing() as session:
        return add_token(session, find_person(session, who) if "@" in who else find_agency(session, who), desk.now())


class Process:
    """One `siar` process, leading a group of its own."""

    def __init__(self, home: Path, *arguments: str, environ: dict[str, str] | None = None) -> None:
        self.arguments = arguments
        self.environ = {**os.environ, "SIAR_HOME": str(home), **(environ or {})}
        self.log = home / f"{arguments[0]}.log"
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "web.cli", *self.arguments],
                env=self.environ, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Signal the whole group, as a power cut ends all of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        self.process.wait(30)

    def said(self) -> str:
        return self.log.read_text(errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(url: str, token: str | None = None, body: Any = None) -> Any:
    """GET, or POST when there is a body. Raises OSError when nobody answers, HTTPError for an error."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(url, data=data, headers=headers), timeout=20) as answer:
        return json.loads(answer.read() or b"null")


def answered(url: str, token: str | None = None, body: Any = None) -> Any:
    """As `call`, asked again as a well-made client does while nobody answers."""

    def ask() -> Any:
        try:
            return (call(url, token, body),)
        except urllib.error.HTTPError as error:
            if error.code < 500:
                raise
            return None
        except (OSError, ValueError):
            return None

    return settled(f"an answer from {url}", ask)[0]


def whole_day_script(number: int) -> dict[str, Any]:
    """An announcement for today and tomorrow, so that midnight does not matter."""
    today = datetime.now(UTC).date()
    return {
        "title": f"Pengumuman {number}",
        "body": f"Warga diimbau tetap tenang. Pengumuman nomor {number}.",
        "external_id": f"kill-{number}",
        "flight": {
            "first_day": today.isoformat(),
            "last_day": today.replace(year=today.year + 1, day=1).isoformat(),
            "spots_per_day": 2,
            "dayparts": ["dini_hari", "pagi", "siang", "sore", "malam"],
            "separation_min": 10,
        },
    }
