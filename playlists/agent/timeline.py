"""Samples and the station's time: where on the one, when on the other."""

from __future__ import annotations

from datetime import datetime, timedelta

RATE = 44_100
MICROSECOND = timedelta(microseconds=1)


def samples(milliseconds: float) -> int:
    """How many samples last so long."""
    return round(milliseconds * RATE / 1000)


class Timeline:
    """`epoch` is the station's time at sample 0."""

    def __init__(self, epoch: datetime) -> None:
        self.epoch = epoch

    def sample(self, moment: datetime) -> int:
        """The sample nearest to a moment."""
        return (2 * ((moment - self.epoch) // MICROSECOND) * RATE + 1_000_000) // 2_000_000

    def moment(self, sample: int) -> datetime:
        """The time of a sample, to the microsecond."""
        return self.epoch + timedelta(microseconds=(2 * sample * 1_000_000 + RATE) // (2 * RATE))
