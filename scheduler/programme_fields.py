"""What a programme is asked to be, read from a form or a file into a value that keeps every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from audio.errors import SiarError
from scheduler.announcements.fields import Fields
from scheduler.errors import Invalid
from scheduler.programmes import Category, Programme, Replacement, Source
from scheduler.recurrence import occurrences

LANGUAGES = ("id", "su", "en")
LONGEST_MIN = 24 * 60
LOOKED_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Show:
    """Everything of a programme that a person sets, checked; by the names of its columns."""

    title: str
    category: str
    language: str
    host: str
    first_starts: str
    recurrence: str
    duration_ms: int
    source: str
    stream_url: str | None
    breaks_inside: bool
    quota: int | None
    quota_period: str | None
    deadline_min: int
    replacement: str
    standby_sound_id: str | None

    def columns(self) -> dict[str, Any]:
        """The values by column."""
        return asdict(self)


def show_of(programme: Programme) -> Show:
    """The programme as a value."""
    return Show(**{name: getattr(programme, name) for name in Show.__dataclass_fields__})


def read_show(data: Mapping[str, Any], zone: ZoneInfo) -> Show:
    """Read a programme; `duration_ms` in milliseconds, `first_starts` as YYYY-MM-DDTHH:MM on the station's wall.

    Raises Invalid with every field that is wrong. A recurrence may go on without end, but not by the minute.
    """
    fields = Fields(data)
    show = Show(
        title=fields.line("title", 200),
        category=_one_of(fields, "category", tuple(Category)),
        language=fields.choice("language", LANGUAGES, default="id") or "id",
        host=fields.line("host", 120, default=""),
        first_starts=_first_starts(fields),
        recurrence=_recurrence(fields, zone),
        duration_ms=fields.whole("duration_ms", 1_000, LONGEST_MIN * 60_000),
        source=_one_of(fields, "source", tuple(Source)),
        stream_url=fields.line("stream_url", 500, default="") or None,
        breaks_inside=data.get("breaks_inside", True) not in (False, "false", "0", ""),
        quota=fields.whole_or_none("quota", 1, 1_000),
        quota_period=fields.choice("quota_period", ("week", "month"), default=None),
        deadline_min=fields.whole("deadline_min", 0, 14 * 24 * 60, default=60),
        replacement=fields.choice("replacement", tuple(Replacement), default="library") or "library",
        standby_sound_id=fields.line("standby_sound_id", 26, default="") or None,
    )
    fields.faults.update(_together(show, fields.faults))
    if fields.faults:
        raise Invalid("The programme cannot be kept as it is.", fields=fields.faults)
    return show


def _one_of(fields: Fields, name: str, known: tuple[str, ...]) -> str:
    value = fields.choice(name, known, default=None)
    if value is None and name not in fields.faults:
        fields.faults[name] = SiarError("This is missing.", "Use: %(known)s.", known=", ".join(known))
    return value or known[0]


def _first_starts(fields: Fields) -> str:
    written = fields.line("first_starts", 30)
    try:
        first = datetime.fromisoformat(written).replace(second=0, microsecond=0)
        if first.tzinfo is None and 2000 <= first.year <= 2199:
            return first.isoformat(timespec="minutes")
    except ValueError:
        pass
    fields.faults.setdefault(
        "first_starts", SiarError("%(value)s is no date and time.", "Write it as 2026-12-31T06:00.", value=written[:40])
    )
    return "2000-01-01T00:00"


def _recurrence(fields: Fields, zone: ZoneInfo) -> str:
    """The lines of the recurrence, tried out for a year from the first episode."""
    unfolded = fields.text("recurrence", 100_000, default="").replace("\n ", "")
    written = "\n".join(unfolded.split())
    if "first_starts" in fields.faults:
        return written
    first = datetime.fromisoformat(_first_starts(fields))
    begin = first.replace(tzinfo=zone)
    try:
        if not occurrences(written, first, zone, after=begin, before=begin + LOOKED_AHEAD):
            fault = SiarError("This recurrence has no episode in its first year.", "Check its rule and its first day.")
            fields.faults["recurrence"] = fault
    except SiarError as error:
        fields.faults["recurrence"] = error
    return written


def _together(show: Show, faults: Mapping[str, SiarError]) -> dict[str, SiarError]:
    found = {}
    if show.source == Source.RELAY and not _is_stream(show.stream_url):
        found["stream_url"] = SiarError(
            "A relay needs the address of its stream.", "Such as https://radio.example/live."
        )
    if (show.quota is None) != (show.quota_period is None) and "quota" not in faults:
        found["quota"] = SiarError("A quota has a number and a period.", "Give both: 1 each week, 2 each month.")
    if show.replacement == Replacement.STANDBY and not show.standby_sound_id:
        found["standby_sound_id"] = SiarError("There is no stand-in to air.", "Choose a sound of the library.")
    return found


def _is_stream(url: str | None) -> bool:
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https", "rtmp", "srt", "icecast") and bool(parts.netloc)
