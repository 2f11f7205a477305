"""A heartbeat as it comes in: what it says of each thing must be of the thing's kind; what else it says is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from audio.errors import SiarError
from scheduler.errors import Invalid


def read_heartbeat(data: object) -> dict[str, Any]:
    """The heartbeat. Raises Invalid, telling every fault."""
    if not isinstance(data, dict):
        raise Invalid("A heartbeat must be an object.")
    faults = {
        name: SiarError("This is not what it should be.")
        for name, fits in FIELDS.items()
        if name in data and not fits(data[name])
    }
    if faults:
        raise Invalid("The heartbeat cannot be taken in.", fields=faults)
    return data


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number_or_null(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_moment_or_null(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _are_versions(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_whole, value.values()))


FIELDS: dict[str, Callable[[object], bool]] = {
    "versions": _are_versions,
    "cached_until": _is_moment_or_null,
    "clock_offset_ms": _is_number_or_null,
    "clock_trusted": lambda value: isinstance(value, bool),
    "now_playing": lambda value: value is None or isinstance(value, dict),
    "on_air": lambda value: isinstance(value, bool),
    "disk_free_bytes": _is_whole,
}
