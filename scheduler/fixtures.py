"""What stands fixed in a day whatever else is planned: prayer calls, imsak, the Friday sermon, the national anthem,
sign-on, sign-off, and the hours off air."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from audio.errors import SiarError
from scheduler.air_settings import AirSettings, air_settings
from scheduler.days import days_between
from scheduler.library import Kind, LibrarySound, sounds
from scheduler.prayer_methods import METHODS
from scheduler.prayer_times import PrayerTimes, prayer_times
from scheduler.station import Station

FRIDAY = 4
LONGEST_FIXTURE = timedelta(hours=4)
"""None with a sound lasts longer: who asks what is on at a moment looks so far back."""
NAMES = {
    "subuh": "Adzan Subuh",
    "dzuhur": "Adzan Dzuhur",
    "ashar": "Adzan Ashar",
    "maghrib": "Adzan Maghrib",
    "isya": "Adzan Isya",
    "imsak": "Imsak",
}


@dataclass(frozen=True)
class Fixture:
    """One fixed thing; `kind` as an item's. It is `sound`, or the stream at `stream_url`, or (off air) neither."""

    at: datetime
    kind: str
    title: str
    duration_ms: int
    sound: LibrarySound | None = None
    stream_url: str | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.at + timedelta(milliseconds=self.duration_ms)


@dataclass(frozen=True)
class Fixtures:
    """The fixtures of some time in order, and what could not be: no sun at the pole, no sound in the library."""

    fixtures: tuple[Fixture, ...]
    faults: tuple[SiarError, ...]


def fixtures_between(session: Session, station: Station, start: datetime, end: datetime) -> Fixtures:
    """All that stands fixed from `start` (included) to `end`. Nothing raises here: a day is made without what can't
    be, and that is told."""
    settings, faults = air_settings(session), dict[str, SiarError]()
    first, last = (moment.astimezone(station.zone).date() for moment in (start, end))
    found: list[Fixture] = []
    shelf = _Shelf(session, settings, faults)
    for day in days_between(first - timedelta(days=1), last):
        found += _calls(settings, station, day, shelf, faults)
        found += _signs(settings, station, day, shelf)
        found += _off_air(settings, station, day)
    cut = (_from(each, start) for each in found if each.at < end and each.ends_at > start)
    inside = sorted((each for each in cut if each), key=lambda each: (each.at, each.kind))
    return Fixtures(tuple(_until(each, end) for each in inside), tuple(faults.values()))


class _Shelf:
    """The library's sounds for fixtures: the one that was chosen, else one of its kind, a prayer's own by its tag."""

    def __init__(self, session: Session, settings: AirSettings, faults: dict[str, SiarError]) -> None:
        self.session, self.settings, self.faults = session, settings, faults
        self.there = sounds(session, Kind.ADZAN, Kind.ANTHEM)

    def sound(self, use: str, kind: Kind | None, title: str) -> LibrarySound | None:
        chosen = self.settings.sounds.get(use) or (self.settings.sounds.get("adzan") if kind == Kind.ADZAN else None)
        found = self.session.get(LibrarySound, chosen) if chosen else None
        own = [each for each in self.there if each.kind == kind and use in each.tags]
        plain = [each for each in self.there if each.kind == kind and not NAMES.keys() & set(each.tags)]
        found = found or next(iter(own + plain), None)
        if found is None:
            text, mend = "There is no sound for %(title)s.", "Choose one of the library in the settings."
            self.faults[f"sound {use}"] = SiarError(text, mend, title=title)
        return found


def _calls(
    settings: AirSettings, station: Station, day: date, shelf: _Shelf, faults: dict[str, SiarError]
) -> Iterator[Fixture]:
    imsak = settings.imsak_first and settings.imsak_last and settings.imsak_first <= day <= settings.imsak_last
    wanted = [*settings.prayers, *(["imsak"] if imsak else [])]
    if not wanted and not settings.friday_url:
        return
    try:
        times = _times(settings, station, day)
    except SiarError as error:
        faults["prayer times"] = error
        return
    for name in wanted:
        sound = shelf.sound(name, None if name == "imsak" else Kind.ADZAN, NAMES[name])
        if sound:
            yield _of_sound(_moment(day, getattr(times, name), station.zone), "adzan", NAMES[name], sound)
    if settings.friday_url and day.weekday() == FRIDAY:
        yield _sermon(settings, station, day, times, shelf)


def _times(settings: AirSettings, station: Station, day: date) -> PrayerTimes:
    method = METHODS[settings.method]
    return prayer_times(day, station.latitude, station.longitude, station.zone, settings.corrections, method)


def _sermon(settings: AirSettings, station: Station, day: date, times: PrayerTimes, shelf: _Shelf) -> Fixture:
    """The Friday sermon follows the call to the noon prayer, where that is aired."""
    at = _moment(day, times.dzuhur, station.zone)
    call = shelf.sound("dzuhur", Kind.ADZAN, NAMES["dzuhur"]) if "dzuhur" in settings.prayers else None
    at += timedelta(milliseconds=length_of(call) if call else 0)
    return Fixture(at, "relay", "Khutbah Jumat", settings.friday_ms, stream_url=settings.friday_url)


def _signs(settings: AirSettings, station: Station, day: date, shelf: _Shelf) -> Iterator[Fixture]:
    if settings.anthem_at is not None and (sound := shelf.sound("anthem", Kind.ANTHEM, "Indonesia Raya")):
        yield _of_sound(_moment(day, settings.anthem_at, station.zone), "anthem", sound.title, sound)
    if settings.sign_on is None or settings.sign_off is None:
        return
    if settings.sounds.get("sign_on") and (sound := shelf.sound("sign_on", None, "Sign-on")):
        yield _of_sound(_moment(day, settings.sign_on, station.zone), "jingle", sound.title, sound)
    if settings.sounds.get("sign_off") and (sound := shelf.sound("sign_off", None, "Sign-off")):
        ends = _moment(day, settings.sign_off, station.zone)
        yield _of_sound(ends - timedelta(milliseconds=length_of(sound)), "jingle", sound.title, sound)


def _off_air(settings: AirSettings, station: Station, day: date) -> Iterator[Fixture]:
    """From sign-off to the next sign-on; a sign-off after midnight belongs to the night before."""
    if settings.sign_on is None or settings.sign_off is None or settings.sign_on == settings.sign_off:
        return
    begins = _moment(day, settings.sign_off, station.zone)
    wakes = day if settings.sign_on > settings.sign_off else day + timedelta(days=1)
    ends = _moment(wakes, settings.sign_on, station.zone)
    yield Fixture(begins, "off_air", "Tidak mengudara", (ends - begins) // timedelta(milliseconds=1))


def _of_sound(at: datetime, kind: str, title: str, sound: LibrarySound) -> Fixture:
    return Fixture(at, kind, title, length_of(sound), sound)


def length_of(sound: LibrarySound) -> int:
    """What is heard of it, in milliseconds."""
    return sound.cue_out_ms - sound.cue_in_ms


def _from(each: Fixture, start: datetime) -> Fixture | None:
    """Off air goes over the turn of the day; what has begun before and has a sound belongs to the day before."""
    if each.at >= start:
        return each
    if each.kind != "off_air":
        return None
    return Fixture(start, each.kind, each.title, (each.ends_at - start) // timedelta(milliseconds=1))


def _until(each: Fixture, end: datetime) -> Fixture:
    if each.kind != "off_air" or each.ends_at <= end:
        return each
    return Fixture(each.at, each.kind, each.title, (end - each.at) // timedelta(milliseconds=1))


def _moment(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, tzinfo=zone).astimezone(ZoneInfo("UTC"))
