"""The last moment that this machine is known to have lived, and whether its clock can be believed after a start."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from pathlib import Path

from playlists.agent.items import moment

EVERY_S = 1.0
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Either of these on the machine means that its clock survives a power cut, or was set since.
CLOCK_SIGNS = (Path("/dev/rtc0"), Path("/dev/rtc"), Path("/run/systemd/timesync/synchronized"))


class LastMoment:
    """A line in a file, written over every second; not synced, since a few seconds more or less do no harm."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1

    def read(self) -> tuple[datetime | None, str]:
        """When the agent last lived, and in which boot of the machine."""
        try:
            when, _, boot = self._path.read_text().strip().partition(" ")
            return moment(when), boot.strip()
        except (OSError, ValueError):
            return None, ""

    def write(self, now: datetime) -> None:
        """OSError where the disk refuses."""
        if self._file < 0:
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
        os.pwrite(self._file, f"{now.isoformat(timespec='milliseconds')} {boot_id()}\n".encode(), 0)


@cache
def boot_id() -> str:
    """Names the machine's present run since power-on; empty where the system does not say."""
    try:
        return BOOT_ID.read_text().strip()
    except OSError:
        return ""


def clock_survives() -> bool:
    """Whether this machine keeps time without power, or has set its clock since."""
    return any(sign.exists() for sign in CLOCK_SIGNS)
