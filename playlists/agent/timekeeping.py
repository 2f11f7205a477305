"""What time it is at the station: the machine's steady clock, set right by the station's answers.

The wall clock is read once; from then on time runs by the monotonic clock, so that a jump of the wall clock moves
nothing on air. The `Date` header of an answer bounds the offset from both sides: it is cut to whole seconds, and it was
made between question and answer. Many answers together bound it to a few milliseconds.
"""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from playlists.agent.clock import Clock

# Answers older than these are forgotten, so that slow drift does not make them contradict each other.
KEPT_ANSWERS = 120
# A machine that is this near is right: the bounds themselves are no finer on a busy network.
SLACK = 0.010
WARN_FROM = 0.2


class Timekeeper:
    """The station's time on this machine.

    `trusted` is False after a power cut on a machine without a battery clock, until an answer of the station or an
    operator says what time it is.
    """

    def __init__(self, clock: Clock, *, last_moment: datetime | None = None, keeps_time: bool = True) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._started, self._base = _read_together(clock)
        self._bounds: deque[tuple[float, float]] = deque(maxlen=KEPT_ANSWERS)
        self._offset = 0.0
        went_back = last_moment is not None and self._base < last_moment - timedelta(seconds=2)
        self.trusted = clock.simulated or (keeps_time and not went_back)
        if not self.trusted and last_moment is not None:
            self._base = max(self._base, last_moment)

    def now(self) -> datetime:
        """The station's time, UTC."""
        return self._local() + timedelta(seconds=self._offset)

    def monotonic(self) -> float:
        """Seconds, steady."""
        return self._clock.monotonic()

    @property
    def offset_ms(self) -> int:
        """How far the station's clock is ahead of this machine's wall clock, in milliseconds."""
        return round((self.now() - self._clock.now()).total_seconds() * 1000)

    def warning(self) -> str | None:
        """What a person should know about this machine's clock."""
        if not self.trusted:
            return "The time is not known: nothing with a kill date airs until the station answers or you confirm it."
        if abs(self.offset_ms) > WARN_FROM * 1000:
            return f"This machine's clock is {self.offset_ms} ms off the station's; playing by the station's."
        return None

    def confirm(self) -> None:
        """An operator vouches for the time as it stands."""
        self.trusted = True

    def observe(self, date_header: str | None, asked: float, answered: float) -> None:
        """Learn from one answer; `asked` and `answered` are readings of `monotonic()`."""
        if self._clock.simulated or not date_header:
            return
        try:
            stamp = parsedate_to_datetime(date_header)
        except ValueError:
            return
        with self._lock:
            low = (stamp - self._local_at(answered)).total_seconds()
            high = (stamp - self._local_at(asked)).total_seconds() + 1.0
            self._narrow(low, high)

    def _narrow(self, low: float, high: float) -> None:
        self._bounds.append((low, high))
        lowest = max(bound[0] for bound in self._bounds)
        highest = min(bound[1] for bound in self._bounds)
        if lowest > highest + SLACK:  # the station's clock was set: only the newest answer counts
            self._bounds.clear()
            self._bounds.append((low, high))
            lowest, highest = low, high
        if not lowest - SLACK <= self._offset <= highest + SLACK:
            self._offset = (lowest + highest) / 2
        self.trusted = True

    def _local(self) -> datetime:
        return self._local_at(self._clock.monotonic())

    def _local_at(self, reading: float) -> datetime:
        return self._base + timedelta(seconds=reading - self._started)


def _read_together(clock: Clock) -> tuple[float, datetime]:
    """Both clocks at one moment: a machine that is busy may stand still between the two readings."""
    readings = []
    for _ in range(5):
        before, now, after = clock.monotonic(), clock.now(), clock.monotonic()
        readings.append((after - before, before, now))
    return min(readings)[1:]
