"""What a machine last told of itself, as pages show it; what makes no sense in it is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Flask

from playlists.machines import CLOCK_OFF_MS, Machine, clock_offset_ms, is_silent
from web.console.scope import now


@dataclass(frozen=True)
class Beat:
    """`versions`: of each day (ISO date) the version it holds. `offset_ms`: how far the station's clock is ahead of it.

    `state` is one of `silent standby on_air ready`; `free_bytes` is what its disk has left.
    """

    state: str
    versions: Mapping[str, object]
    cached_until: datetime | None
    offset_ms: float | None
    is_clock_off: bool
    is_clock_trusted: bool
    playing: str
    free_bytes: int | None


def install_beats(app: Flask) -> None:
    """Give the templates `beat_of`."""
    app.jinja_env.globals["beat_of"] = lambda machine: beat_of(machine, now())


def beat_of(machine: Machine, now: datetime) -> Beat:
    """The machine's last heartbeat at this moment."""
    told = machine.heartbeat or {}
    versions, playing, free = told.get("versions"), told.get("now_playing"), told.get("disk_free_bytes")
    offset = clock_offset_ms(machine)
    return Beat(
        state=_state(machine, told, now),
        versions=versions if isinstance(versions, dict) else {},
        cached_until=_moment(told.get("cached_until")),
        offset_ms=offset,
        is_clock_off=offset is not None and abs(offset) > CLOCK_OFF_MS,
        is_clock_trusted=told.get("clock_trusted") is not False,
        playing=str(playing.get("title") or "") if isinstance(playing, dict) else "",
        free_bytes=free if isinstance(free, int) and not isinstance(free, bool) else None,
    )


def _state(machine: Machine, told: Mapping[str, object], now: datetime) -> str:
    if is_silent(machine, now):
        return "silent"
    if machine.standby:
        return "standby"
    return "on_air" if told.get("on_air") else "ready"


def _moment(told: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
