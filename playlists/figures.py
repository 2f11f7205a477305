"""Figures about the air for a monitor."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from playlists.airings import Airing
from playlists.alarms import Alarm
from playlists.machines import Machine, clock_offset_ms
from playlists.troubles import MISSED

LOOKED_BACK = timedelta(days=1)


def station_figures(session: Session, now: datetime) -> dict[str, int]:
    """By name: spots of the last 24 hours that were missed, troubles that stand now."""
    missed = Airing.outcome.in_(MISSED) & (Airing.planned_at >= now - LOOKED_BACK) & (Airing.planned_at < now)
    return {
        "siar_airings_missed": session.scalar(select(func.count()).select_from(Airing).where(missed)) or 0,
        "siar_alarms_open": session.scalar(select(func.count()).select_from(Alarm).where(Alarm.ended_at.is_(None)))
        or 0,
    }


def machine_figures(machine: Machine) -> dict[str, float]:
    """By name, what the machine last told: its clock's offset in milliseconds, the bytes left on its disk."""
    free = (machine.heartbeat or {}).get("disk_free_bytes")
    told = {"siar_machine_clock_offset_ms": clock_offset_ms(machine), "siar_machine_disk_free_bytes": free}
    return {name: value for name, value in told.items() if isinstance(value, int | float)}
