"""Building the day: from what is wanted on air and a library of filler to items timed to the millisecond."""

from __future__ import annotations

from playlists.building.day import build_day
from playlists.building.elements import Element
from playlists.building.outcome import Built, Cut, Fault
from playlists.building.sources import Daypart, OffAir, Sound, Stream, Studio

__all__ = ["Built", "Cut", "Daypart", "Element", "Fault", "OffAir", "Sound", "Stream", "Studio", "build_day"]
