"""Reading the recurrence lines of RFC 5545 (RRULE, EXDATE, RDATE), and refusing what no programme can mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from audio.errors import SiarError

LONGEST = 100_000
STAMP = "%Y%m%dT%H%M%S"
TOO_OFTEN = {"SECONDLY", "MINUTELY"}


class RecurrenceError(SiarError):
    """A recurrence that is wrong, or that would make more episodes than any station has."""

    status = 422


@dataclass
class Lines:
    """What a rule says, on the wall of the station: rules as their parts, moments without zone, whole days."""

    rules: list[dict[str, str]] = field(default_factory=list)
    extra: set[datetime] = field(default_factory=set)
    without: set[datetime] = field(default_factory=set)
    without_days: set[date] = field(default_factory=set)


def read_lines(text: str, zone: ZoneInfo) -> Lines:
    """The lines of a recurrence; one with no name is an RRULE. Raises RecurrenceError."""
    if len(text) > LONGEST:
        raise _wrong("it is longer than a recurrence can be")
    lines = Lines()
    for line in text.replace("\r\n ", "").replace("\n ", "").split():
        head, _, body = line.rpartition(":")
        _read_line(lines, head or "RRULE", body, zone)
    return lines


def _read_line(lines: Lines, head: str, body: str, zone: ZoneInfo) -> None:
    name, *parameters = head.split(";")
    name = name.upper()
    own = next((_zone(part[5:]) for part in parameters if part.upper().startswith("TZID=")), zone)
    if name == "RRULE":
        lines.rules.append(_parts(body, zone))
    elif name == "RDATE":
        lines.extra |= {_moment(one, own, zone) for one in body.split(",")}
    elif name == "EXDATE":
        for one in body.split(","):
            if len(one) == 8:
                lines.without_days.add(_moment(one, own, zone).date())
            else:
                lines.without.add(_moment(one, own, zone))
    else:
        raise _wrong(f"it can't have a line {name[:20]}")


def _parts(body: str, zone: ZoneInfo) -> dict[str, str]:
    parts = {}
    for part in body.upper().split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise _wrong(f"{part[:40] or 'an empty part'} is no part of a rule")
        parts[name] = value
    _refuse(parts)
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], zone)
    return parts


def _refuse(parts: dict[str, str]) -> None:
    if parts.get("FREQ") in TOO_OFTEN or "BYSECOND" in parts:
        raise RecurrenceError(
            "A programme can't recur by the minute or the second.", "Use HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY."
        )
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isascii() and parts[name].isdigit() and 0 < int(parts[name]) < 10**6):
            raise _wrong(f"{name} must be a number of at least 1")
    if "UNTIL" in parts and "COUNT" in parts:
        raise _wrong("it can't have both UNTIL and COUNT")


def _until(value: str, zone: ZoneInfo) -> str:
    """The last moment on the station's wall; a date alone means that the whole day is in."""
    if len(value) == 8:
        last = datetime.combine(_moment(value, zone, zone).date(), time(23, 59, 59))
    else:
        last = _moment(value, zone, zone)
    return last.strftime(STAMP)


def _moment(value: str, own: ZoneInfo, zone: ZoneInfo) -> datetime:
    """A DATE or DATE-TIME of RFC 5545, said in zone `own` (or UTC where it ends in Z), on the wall of `zone`."""
    form = "%Y%m%d" if len(value) == 8 else "%Y%m%dT%H%M%SZ" if value.endswith("Z") else STAMP
    try:
        said = datetime.strptime(value, form).replace(tzinfo=UTC if value.endswith("Z") else own)
    except ValueError:
        raise _wrong(f"{value[:40]} is no date and time such as 20261130T060000") from None
    return said.astimezone(zone).replace(tzinfo=None) if said.tzinfo is not zone else said.replace(tzinfo=None)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise RecurrenceError(
            "There is no time zone %(name)s.", "Use a name such as Asia/Jakarta.", name=name[:60]
        ) from None


def rule_of(parts: dict[str, str], first: datetime, last: datetime) -> Any:
    """The `dateutil` rule from `first` to `last` at most (both without zone), its COUNT left aside.

    Raises RecurrenceError.
    """
    from dateutil.rrule import rrulestr

    end = min(last, datetime.fromisoformat(parts["UNTIL"])) if "UNTIL" in parts else last
    text = ";".join(f"{name}={value}" for name, value in parts.items() if name not in {"COUNT", "UNTIL"})
    try:
        return rrulestr(text, dtstart=first).replace(until=end)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        raise _wrong(str(error)[:80] or "it can't be read") from None


def _wrong(fault: str) -> RecurrenceError:
    return RecurrenceError(
        "The recurrence can't be understood: %(fault)s.", "Write it such as FREQ=WEEKLY;BYDAY=MO,TH.", fault=fault
    )
