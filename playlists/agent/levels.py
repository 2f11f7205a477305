"""How loud what goes out is, second by second."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

from playlists.agent.pcm import FRAME, Loudness, loudness
from playlists.agent.timeline import RATE

# As long as the time between two heartbeats, so that those who read them miss no second.
KEPT_S = 15
FLOOR_DBFS = -96.0
FULL = 32_768


class Levels:
    """Measures the sound as it is handed to the outputs; `moment` gives the station's time of a sample.

    `told` has the last whole seconds, the newest last: `peak_dbfs` and `rms_dbfs`, decibels below full scale, -96.0 for
    nothing at all; and `until`, when the newest of them ends. None before the first second.
    """

    def __init__(self, moment: Callable[[int], datetime]) -> None:
        self._moment = moment
        self._heard = 0
        self._second: list[Loudness] = []
        self._past: deque[tuple[float, float]] = deque(maxlen=KEPT_S)
        self.told: dict[str, Any] | None = None

    def hear(self, pcm: bytes) -> None:
        """Measure some sound, of any length."""
        rest = memoryview(pcm)
        while rest:
            missing = RATE - self._heard % RATE
            part, rest = rest[: missing * FRAME], rest[missing * FRAME :]
            self._second.append(loudness(part))
            self._heard += len(part) // FRAME
            if self._heard % RATE == 0:
                self._close_second()

    def _close_second(self) -> None:
        peak = max(part.peak for part in self._second)
        energy = sum(part.energy for part in self._second)
        self._second.clear()
        self._past.append((_decibels(peak), _decibels(math.sqrt(energy / (2 * RATE)))))
        peaks, means = zip(*self._past, strict=True)
        until = self._moment(self._heard).isoformat(timespec="milliseconds")
        self.told = {"peak_dbfs": list(peaks), "rms_dbfs": list(means), "until": until}


def _decibels(value: float) -> float:
    return max(FLOOR_DBFS, round(20 * math.log10(value / FULL), 1)) if value else FLOOR_DBFS
