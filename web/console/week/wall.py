"""Moments as the station's wall shows them: the calendar knows no zone but the station's."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import request

from audio.errors import SiarError
from scheduler.errors import Invalid
from web.console.scope import station


def wall(moment: datetime) -> str:
    """2026-11-25T09.00.00 in the station's zone, with colons and no offset."""
    return moment.astimezone(station().zone).strftime("%Y-%m-%dT%H:%M:%S")


def wanted_start() -> datetime:
    """The moment that the form's `day` and `time` name at the station. Raises Invalid."""
    written = f"{request.form.get('day', '')}T{request.form.get('time', '')}"
    return moment_of(written)


def moment_of(written: str) -> datetime:
    """The moment that such a wall-clock time names; one that the clock skips is an hour later. Raises Invalid."""
    try:
        naive = datetime.fromisoformat(written)
    except ValueError:
        naive = None
    if naive is None or naive.tzinfo is not None or len(written) < len("2026-11-25T09:00"):
        fields = {"time": SiarError("It needs a day and a time of day.")}
        raise Invalid("There is no such time.", "Give a day and a time, such as 09.00.", fields=fields)
    return naive.replace(tzinfo=station().zone).astimezone(UTC)


def wanted_length_ms() -> int | None:
    """The form's `ms`, else its `minutes`, in milliseconds; None where it gives neither. Raises Invalid."""
    written, unit = request.form.get("ms", ""), 1
    if not written:
        written, unit = request.form.get("minutes", "").replace(",", "."), 60_000
    if not written:
        return None
    try:
        return round(float(written) * unit)
    except (ValueError, OverflowError) as error:
        raise Invalid("That is no length.", "Write it in minutes, such as 60.") from error
