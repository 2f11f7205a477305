"""Reading an iCalendar file that anybody may have written: what can't be a programme is told, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from audio.errors import SiarError
from scheduler.calendar_file import OWN, STAMP, own_property
from scheduler.errors import Invalid
from scheduler.programme_fields import Show, read_show
from scheduler.programmes import Category, Source
from scheduler.recurrence import occurrences

LARGEST = 5 * 1024 * 1024
MOST_EVENTS = 5_000
DEEPEST = 4
RECURRENCE = ("RRULE", "EXDATE", "RDATE")


@dataclass(frozen=True)
class Alteration:
    """One episode of its own: where the recurrence put it, and where and how it is (moments in UTC)."""

    nominal_at: datetime
    starts_at: datetime
    duration_ms: int
    title: str | None
    host: str | None
    cancelled: bool


@dataclass(frozen=True)
class Entry:
    """One programme of the file with its altered episodes; or what is wrong with it."""

    uid: str
    title: str
    show: Show | None
    alterations: tuple[Alteration, ...] = ()
    fault: SiarError | None = None


def read_calendar(data: bytes, zone: ZoneInfo) -> list[Entry]:
    """The programmes in the file, in its order. `zone` is the station's: a time without zone is on its wall.

    Raises Invalid for what is no calendar, is larger than 5 MB, or holds more than 5,000 events.
    """
    events = _events(data)
    by_uid: dict[str, list[Any]] = {}
    for event in events:
        by_uid.setdefault(str(event.get("UID", ""))[:255], []).append(event)
    return [_entry(uid, theirs, zone) for uid, theirs in by_uid.items()]


def _events(data: bytes) -> list[Any]:
    from icalendar import Calendar

    _require_plain(data)
    try:
        calendar = Calendar.from_ical(data)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise _no_calendar(" ".join(str(error).split())[:120]) from error
    events = list(calendar.walk("VEVENT")) if isinstance(calendar, Calendar) else []
    if not events:
        raise Invalid("There is no programme in this file.", "Export the calendar again, with its events.")
    return events


def _require_plain(data: bytes) -> None:
    """Looks at the file before a parser does: its size, its nesting, its number of events."""
    if len(data) > LARGEST:
        raise Invalid("This calendar is larger than 5 MB.", "Export only the programmes of the station.")
    if not data.lstrip(b"\xef\xbb\xbf\r\n ").upper().startswith(b"BEGIN:VCALENDAR"):
        raise _no_calendar("it does not begin with BEGIN:VCALENDAR")
    depth = events = 0
    for mark in re.finditer(rb"^(BEGIN|END):(\w*)", data, re.MULTILINE | re.IGNORECASE):
        begins = mark[1].upper() == b"BEGIN"
        depth += 1 if begins else -1
        events += begins and mark[2].upper() == b"VEVENT"
        if depth > DEEPEST or depth < 0:
            raise _no_calendar("its parts are nested in a way that no calendar is")
    if depth:
        raise _no_calendar("it breaks off before its end")
    if events > MOST_EVENTS:
        raise Invalid("This calendar holds more than %(most)d events.", "Split it.", most=MOST_EVENTS)


def _no_calendar(why: str) -> Invalid:
    return Invalid("This is no calendar file: %(why)s.", "Export it again as iCalendar (.ics).", why=why)


def _entry(uid: str, events: list[Any], zone: ZoneInfo) -> Entry:
    masters = [event for event in events if "RECURRENCE-ID" not in event]
    title = str((masters or events)[0].get("SUMMARY", ""))[:200]
    try:
        if not uid:
            raise Invalid("It has no UID.", "Every event needs one of its own.")
        if not masters:
            raise Invalid(
                "It alters an episode of a programme that is not in the file.", "Export the whole series again."
            )
        if len(masters) != 1:
            raise Invalid(
                "%(count)d events share the UID %(uid)s.", "Each needs one of its own.", count=len(masters), uid=uid
            )
        show = _show(masters[0], zone)
        altered = [_alteration(event, show, zone) for event in events if event is not masters[0]]
        if len({each.nominal_at for each in altered}) < len(altered):
            raise Invalid("One of its episodes is altered twice.", "Leave only the newest.")
        _require_episodes(show, [each.nominal_at for each in altered], zone)
    except SiarError as error:
        return Entry(uid, title, None, fault=error)
    return Entry(uid, title, show, tuple(sorted(altered, key=lambda each: each.nominal_at)))


def _require_episodes(show: Show, altered: list[datetime], zone: ZoneInfo) -> None:
    """What is altered must be an episode of the recurrence: not, say, one that was moved itself."""
    if not altered:
        return
    first, end = datetime.fromisoformat(show.first_starts), max(altered) + timedelta(seconds=1)
    if set(altered) - set(occurrences(show.recurrence, first, zone, after=min(altered), before=end)):
        raise Invalid("It alters an episode that it does not have.", "Check its RECURRENCE-ID.")


def _show(event: Any, zone: ZoneInfo) -> Show:
    starts = _moment(event, "DTSTART", zone)
    own = {name: _own(event, own_property(name)) for name in OWN if own_property(name) in event}
    recurrence = [line for name in RECURRENCE for line in _recurrence_lines(event, name, zone)]
    if any(line.startswith("RRULE") for line in recurrence):
        _require_own_zone(event, starts, zone)
    return read_show(
        {
            "title": str(event.get("SUMMARY", "")),
            "category": _category(event),
            "source": Source.LIBRARY.value,
            **own,
            "breaks_inside": own.get("breaks_inside") != "False",
            "first_starts": starts.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes"),
            "recurrence": "\n".join(recurrence),
            "duration_ms": _duration_ms(event, zone),
        },
        zone,
    )


def _own(event: Any, name: str) -> str:
    """A property of Siar's own: the library leaves the escapes in what it does not know."""
    return re.sub(r"\\(.)", lambda mark: "\n" if mark[1] in "nN" else mark[1], str(event.get(name, "")))


def _category(event: Any) -> str:
    """The first known one; what other programs write is entertainment until somebody says better."""
    found = event.get("CATEGORIES", [])
    names = [str(name) for group in (found if isinstance(found, list) else [found]) for name in group.cats]
    return next((name for name in names if name in list(Category)), Category.ENTERTAINMENT.value)


def _alteration(event: Any, show: Show, zone: ZoneInfo) -> Alteration:
    title = (_own(event, "X-SIAR-TITLE") or str(event.get("SUMMARY", "")))[:200]
    return Alteration(
        nominal_at=_moment(event, "RECURRENCE-ID", zone),
        starts_at=_moment(event, "DTSTART", zone),
        duration_ms=_duration_ms(event, zone),
        title=title if title and title != show.title else None,
        host=_own(event, "X-SIAR-HOST")[:120] or None,
        cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
    )


def _duration_ms(event: Any, zone: ZoneInfo) -> int:
    if "X-SIAR-DURATION-MS" in event and str(event["X-SIAR-DURATION-MS"]).isdigit():
        return int(str(event["X-SIAR-DURATION-MS"])[:12])
    if "DURATION" in event and isinstance(getattr(event["DURATION"], "dt", None), timedelta):
        return int(event["DURATION"].dt / timedelta(milliseconds=1))
    if "DTEND" in event:
        return (_moment(event, "DTEND", zone) - _moment(event, "DTSTART", zone)) // timedelta(milliseconds=1)
    raise Invalid("It has no end.", "Give it a DTEND or a DURATION.")


def _moment(event: Any, name: str, zone: ZoneInfo) -> datetime:
    value = event.get(name)
    moment = getattr(value, "dt", None)
    if isinstance(moment, date) and not isinstance(moment, datetime):
        raise Invalid("It lasts whole days.", "Give it a time of day.")
    if not isinstance(moment, datetime):
        raise Invalid("Its %(name)s is no date and time.", "Write it such as 20261130T060000.", name=name)
    return _aware(moment, value.params, zone).astimezone(UTC)


def _aware(moment: datetime, params: Any, zone: ZoneInfo) -> datetime:
    """A zone that nobody knows is refused: guessing would air a programme hours away from where it is meant."""
    name = params.get("TZID")
    if name is None:
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    try:
        return moment.replace(tzinfo=ZoneInfo(WINDOWS_TO_OLSON.get(str(name), str(name))))
    except (ValueError, OSError, LookupError) as error:
        text = "There is no time zone %(name)s."
        raise Invalid(text, "Use a name such as Asia/Jakarta.", name=str(name)[:60]) from error


def _require_own_zone(event: Any, starts: datetime, zone: ZoneInfo) -> None:
    """What recurs by another zone's wall would shift against the station's own."""
    value = event["DTSTART"]
    said = _aware(value.dt, value.params, zone)
    if said.utcoffset() != starts.astimezone(zone).utcoffset():
        text = "It recurs by another time zone than the station's (%(zone)s)."
        raise Invalid(text, "Let the calendar tell its times in that zone.", zone=zone.key)


def _recurrence_lines(event: Any, name: str, zone: ZoneInfo) -> Iterable[str]:
    found = event.get(name, [])
    for value in found if isinstance(found, list) else [found]:
        if name == "RRULE":
            yield f"RRULE:{value.to_ical().decode()}"
        else:
            yield f"{name}:{','.join(_said(each.dt, value.params, zone) for each in value.dts)}"


def _said(moment: Any, params: Any, zone: ZoneInfo) -> str:
    if not isinstance(moment, datetime):
        if isinstance(moment, date):
            return f"{moment:%Y%m%d}"
        raise Invalid("A period is no date of an episode.", "Write dates and times.")
    return f"{_aware(moment, params, zone).astimezone(zone):{STAMP}}"
