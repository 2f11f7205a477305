"""The broadcast day that an address names."""

from __future__ import annotations

from datetime import date, timedelta

from scheduler.errors import NotFound
from web.console.scope import now, station

FARTHEST = timedelta(days=3660)


def asked_day(written: str) -> date:
    """The date written as 2026-12-31, at most ten years away. Raises NotFound for anything else."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or len(written) != 10 or abs(found - station().day_of(now())) > FARTHEST:
        raise NotFound("There is no such day: %(value)s.", "Write it as 2026-12-31.", value=written[:40])
    return found
