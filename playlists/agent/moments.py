"""The last moment that this machine is known to have lived, and whether its clock can be believed after a start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from playlists.agent.items import moment

EVERY_S = 1.0
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Either of these on the machine means that its clock survives a power cut, or was set since.
CLOCK_SIGNS = (Path("/dev/rtc0"), Path("/dev/rtc"), Path("/run/systemd/timesync/synchronized"))


@dataclass(frozen=True, slots=True)
class Moment:
    """`alive` is when the agent last lived, `dealt` up to which moment of the plan all had been played or reported."""

    alive: datetime
    dealt: datetime
    boot: str


class LastMoment:
    """A line in a file, written over every second; not synced, since a few seconds more or less do no harm."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1

    def read(self) -> Moment | None:
        """What the agent wrote last, None where it never ran."""
        try:
            alive, dealt, *boot = self._path.read_text().split()
            return Moment(moment(alive), moment(dealt), "".join(boot))
        except (OSError, ValueError):
            return None

    def write(self, alive: datetime, dealt: datetime) -> None:
        """OSError where the disk refuses."""
        if self._file < 0:
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
        moments = (each.isoformat(timespec="milliseconds") for each in (alive, dealt))
        os.pwrite(self._file, f"{' '.join(moments)} {boot_id()}\n".encode(), 0)


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
