"""How often the agent does each of its things."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two times, when nothing presses; `patience` is how long a source may keep the sound waiting."""

    pulse: float = 1.5
    report: float = 1.0
    heartbeat: float = 15.0
    media: float = 0.2
    journal: float = 0.05
    alive: float = 1.0
    sound: float = 0.02
    silent: float = 0.25
    patience: float = 1.5


REAL = Pace()
SIMULATED = Pace(pulse=60, report=60, heartbeat=300, media=5, journal=5, alive=5, sound=0.5, silent=5, patience=60)
