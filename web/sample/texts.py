"""The sample announcements, their dates shifted by whole weeks so that they lie around any day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from audio.words.indonesian import MONTHS

WRITTEN_FOR = date(2026, 11, 24)
NUMERIC = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
IN_WORDS = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
YEAR = re.compile(r"\b(Tahun) (\d{4})\b")
Row = dict[str, Any]


def sample_announcements(today: date) -> list[Row]:
    """Laid out as submissions are; weekdays stay true, since a week has seven days everywhere."""
    shift = timedelta(weeks=(today - WRITTEN_FOR).days // 7)
    rows = json.loads((files("web.sample") / "announcements.json").read_text(encoding="utf-8"))
    return [_shifted(row, shift) for row in rows]


def _shifted(row: Row, shift: timedelta) -> Row:
    flight = dict(row["flight"])
    for name in ("first_day", "last_day"):
        flight[name] = (date.fromisoformat(flight[name]) + shift).isoformat()
    return {**row, "flight": flight, **{name: shift_dates(row[name], shift) for name in ("title", "body")}}


def shift_dates(text: str, shift: timedelta) -> str:
    """Every date in the text, moved; a bare year goes with the last day of that year."""

    def moved(day: date, write: Callable[[date], str]) -> str:
        return write(day + shift)

    text = NUMERIC.sub(lambda m: moved(date(int(m[3]), int(m[2]), int(m[1])), "{:%d/%m/%Y}".format), text)
    text = IN_WORDS.sub(lambda m: moved(date(int(m[3]), MONTHS.index(m[2]) + 1, int(m[1])), _in_words), text)
    return YEAR.sub(lambda m: f"{m[1]} {(date(int(m[2]), 12, 30) + shift).year}", text)


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
