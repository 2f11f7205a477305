"""Reading as-run lines as machines send them: each by itself, so that one that makes no sense holds up no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

OUTCOMES = ("aired", "partial", "skipped", "failed")
LARGEST_SEQ = 2**53

Row = dict[str, Any]


def read_line(data: Any, offset: timedelta) -> Row:
    """The columns of one line. Raises ValueError that says what is wrong with it.

    `offset` is how far the station's clock is ahead of the clock that the line was written by: `started_at` and
    `ended_at` are set right by it, `told_started_at` and `told_ended_at` stay as they were told.
    """
    if not isinstance(data, Mapping):
        raise ValueError("a line must be an object")
    if data.get("outcome") not in OUTCOMES:
        raise ValueError(f"outcome must be one of {' '.join(OUTCOMES)}")
    started, ended = _moment(data, "started_at"), _moment(data, "ended_at")
    return {
        "seq": _whole(data, "seq", LARGEST_SEQ, required=True),
        "item_id": _text(data, "item_id", 40),
        "playlist_version": _whole(data, "playlist_version", 2**31 - 1),
        "started_at": started and started + offset,
        "ended_at": ended and ended + offset,
        "told_started_at": started,
        "told_ended_at": ended,
        "outcome": data["outcome"],
        "detail": _text(data, "detail", 2000),
        "title": _text(data, "title", 400),
        "kind": _text(data, "kind", 20),
        "sha256": _text(data, "sha256", 64),
    }


def _whole(data: Mapping[str, Any], name: str, largest: int, required: bool = False) -> int | None:
    value = data.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise ValueError(f"{name} must be a whole number that is not negative")
    return value


def _text(data: Mapping[str, Any], name: str, longest: int) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} must be text or null")
    if value is not None and len(value) > longest:
        raise ValueError(f"{name} must have at most {longest} characters")
    return value.replace("\0", "").encode(errors="replace").decode() if value else value


def _moment(data: Mapping[str, Any], name: str) -> datetime | None:
    value = data.get(name)
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None or not 1970 < moment.year < 2200:
        raise ValueError(f"{name} must be a time with its offset, such as 2026-11-24T06:20:00.000+07:00")
    return moment
