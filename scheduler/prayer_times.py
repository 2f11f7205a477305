"""Prayer times of a day and a place, by the convention of Indonesia's Ministry of Religious Affairs or another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil, floor, isfinite
from zoneinfo import ZoneInfo

from audio.errors import SiarError
from scheduler.prayer_methods import KEMENAG, Method

NAMES = ("imsak", "subuh", "terbit", "dzuhur", "ashar", "maghrib", "isya")


class PrayerTimesError(SiarError):
    """Prayer times that can't be told: a place that is none, or a sun that does not rise or set there."""

    status = 422


@dataclass(frozen=True)
class PrayerTimes:
    """The times of one day on the wall of the place, to the minute."""

    date: date
    imsak: time
    subuh: time
    terbit: time
    dzuhur: time
    ashar: time
    maghrib: time
    isya: time


def prayer_times(
    day: date,
    latitude: float,
    longitude: float,
    zone: ZoneInfo,
    corrections: Mapping[str, int] | None = None,
    method: Method = KEMENAG,
) -> PrayerTimes:
    """The prayer times of a day at a place (degrees, north and east positive), shown in `zone`.

    `corrections` are whole minutes by name, put on top. Raises PrayerTimesError.
    """
    _check(latitude, longitude, corrections or {})
    sun = _sun_of_local_day(day, latitude, longitude, zone, method)
    rounded = {name: _rounded(name, moment, method) for name, moment in sun.items()}
    if method.isya_minutes is not None:
        rounded["isya"] = rounded["maghrib"] + timedelta(minutes=method.isya_minutes)
    corrected = {name: at + timedelta(minutes=(corrections or {}).get(name, 0)) for name, at in rounded.items()}
    imsak = timedelta(minutes=method.imsak_minutes - (corrections or {}).get("imsak", 0))
    corrected["imsak"] = corrected["subuh"] - imsak
    return PrayerTimes(date=day, **{name: at.astimezone(zone).time() for name, at in corrected.items()})


def _check(latitude: float, longitude: float, corrections: Mapping[str, int]) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise PrayerTimesError(
            "There is no place at latitude %(latitude)s and longitude %(longitude)s.",
            "Latitude lies between −90 and 90, longitude between −180 and 180.",
            latitude=latitude,
            longitude=longitude,
        )
    for name in corrections:
        if name not in NAMES:
            raise PrayerTimesError(
                "There is no prayer time %(name)s to correct.",
                "Use one of %(names)s.",
                name=name,
                names=", ".join(NAMES),
            )


def _sun_of_local_day(
    day: date, latitude: float, longitude: float, zone: ZoneInfo, method: Method
) -> dict[str, datetime]:
    """The sun's moments of the day whose noon falls on `day` in the zone; far from Greenwich that can be the day
    before or after on its own count.
    """
    for shift in (0, -1, 1):
        sun = _sun(day + timedelta(days=shift), latitude, longitude, method)
        if sun["dzuhur"].astimezone(zone).date() == day:
            return sun
    raise PrayerTimesError(
        "The time zone %(zone)s has no noon on %(day)s at this place.",
        "Check the zone and the coordinates.",
        zone=str(zone),
        day=day.isoformat(),
    )


def _sun(day: date, latitude: float, longitude: float, method: Method) -> dict[str, datetime]:
    from adhanpy.astronomy.SolarTime import SolarTime
    from adhanpy.data.Coordinates import Coordinates
    from adhanpy.data.ShadowLength import ShadowLength

    solar = SolarTime(day, Coordinates(latitude, longitude))
    hours = {
        "subuh": solar.hour_angle(-method.subuh, False),
        "terbit": solar.hour_angle(-method.horizon, False),
        "dzuhur": solar.transit,
        "ashar": solar.afternoon(ShadowLength(float(method.shadow))),
        "maghrib": solar.hour_angle(-method.horizon, True),
        "isya": solar.hour_angle(-method.isya, True),
    }
    missing = [name for name, hour in hours.items() if not isfinite(hour) or abs(hour) > 72]
    if missing:
        raise PrayerTimesError(
            "At this place the sun makes no %(names)s on %(day)s.",
            "So near to the pole set the times by hand.",
            names=", ".join(missing),
            day=day.isoformat(),
        )
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return {name: midnight + timedelta(hours=float(hour)) for name, hour in hours.items()}


def _rounded(name: str, moment: datetime, method: Method) -> datetime:
    """To the full minute: later is the safe side for a prayer, earlier for terbit, which ends one."""
    minutes = moment.timestamp() / 60
    if method.rounding == "nearest":
        whole = floor(minutes + 0.5)
    elif name == "terbit":
        whole = floor(minutes) - method.margin_minutes
    else:
        whole = ceil(minutes) + method.margin_minutes
    return datetime.fromtimestamp(whole * 60, UTC)
