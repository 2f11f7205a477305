"""The prayer times of today and the days after, as they would be by what stands in the forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from audio.errors import SiarError
from scheduler.prayer_methods import METHODS
from scheduler.prayer_times import PrayerTimes, prayer_times
from scheduler.station_editing import Place

SHOWN = 7


@dataclass(frozen=True)
class Told:
    """The times day by day; or why there are none."""

    days: tuple[PrayerTimes, ...]
    fault: SiarError | None = None


def times_at(place: Place, method: str, corrections: Mapping[str, int], first: date) -> Told:
    """The times of a week. At a place where the sun gives none, that is told."""
    zone, by = ZoneInfo(place.timezone), METHODS[method]
    try:
        return Told(
            tuple(
                prayer_times(first + timedelta(days=n), place.latitude, place.longitude, zone, corrections, by)
                for n in range(SHOWN)
            )
        )
    except SiarError as error:
        return Told((), error)
