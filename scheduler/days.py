"""Days as people and programs write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def iso_day(text: object) -> date | None:
    """The day that YYYY-MM-DD names, or None when it names none (week dates, as 2026-W48-2, are not read)."""
    if not isinstance(text, str) or not WRITTEN.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
