"""Moments as whole milliseconds, so that a day can be summed; and as the station's own wall clock, to be read.

A wall-clock time comes with a fixed offset, never with a zone: Python compares and subtracts two times of one zone by
their wall clocks, which is an hour wrong on the nights when the clock is changed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def instant(moment: datetime) -> int:
    """Milliseconds since 1970; negative before. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return (moment.astimezone(UTC) - EPOCH) // MILLISECOND


def wall_clock(milliseconds: int, zone: tzinfo) -> datetime:
    """The moment as a clock in `zone` shows it, with the offset that is in force there then."""
    local = (EPOCH + timedelta(milliseconds=milliseconds)).astimezone(zone)
    offset = local.utcoffset() or timedelta()
    return local.replace(tzinfo=timezone(offset), fold=0)
