"""What a listener hears now, by the machine's own word: another piece than planned, and how loud it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from playlists.items import Item
from playlists.machines import Machine

FRESH = timedelta(seconds=45)
FLOOR_DBFS = -60.0
"""Quieter than this is shown as nothing."""


@dataclass(frozen=True)
class Loudness:
    """The newest whole second, in decibels below full scale."""

    peak_dbfs: float
    rms_dbfs: float

    @property
    def is_silent(self) -> bool:
        """Whether a listener hears nothing."""
        return self.peak_dbfs <= FLOOR_DBFS


def otherwise(machine: Machine | None, planned: Item | None, now: datetime) -> str:
    """The title that plays instead of the planned item; empty when it is that one, or when the word is too old."""
    told = _fresh(machine, now)
    playing = told.get("now_playing")
    if machine is None or not isinstance(playing, dict) or not told.get("on_air"):
        return ""
    if planned and (playing.get("item_id") == planned.id or _told_before(machine, planned)):
        return ""
    return str(playing.get("title") or "")[:200]


def loudness(machine: Machine | None, now: datetime) -> Loudness | None:
    """How loud it was when the machine last spoke; None where it does not tell, or not lately."""
    levels = _fresh(machine, now).get("levels")
    if not isinstance(levels, dict):
        return None
    peak, rms = (_last(levels.get(name)) for name in ("peak_dbfs", "rms_dbfs"))
    return None if peak is None or rms is None else Loudness(peak, rms)


def _fresh(machine: Machine | None, now: datetime) -> Mapping[str, object]:
    if machine is None or machine.last_seen_at is None or now - machine.last_seen_at > FRESH:
        return {}
    return machine.heartbeat or {}


def _told_before(machine: Machine, planned: Item) -> bool:
    return machine.last_seen_at is None or machine.last_seen_at < planned.starts_at


def _last(values: object) -> float | None:
    newest = values[-1] if isinstance(values, list) and values else None
    return float(newest) if isinstance(newest, int | float) and not isinstance(newest, bool) else None
