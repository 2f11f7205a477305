"""The week as an iCalendar file (RFC 5545): each programme an event, each episode that was altered alone another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.programmes import Episode, Programme, programmes
from scheduler.station import the_station

STAMP = "%Y%m%dT%H%M%S"
OWN = ("language", "host", "source", "stream_url", "breaks_inside", "quota", "quota_period", "deadline_min",
       "replacement", "standby_sound_id")  # fmt: skip
"""What no property of the standard says; written as X-SIAR-NAME."""


def calendar_file(session: Session, now: datetime) -> bytes:
    """All programmes in use. Read back by Siar nothing of them is lost; recordings are not in it."""
    from icalendar import Timezone

    station = the_station(session)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Siar//Siar//ID", f"X-WR-TIMEZONE:{station.timezone}"]
    lines += Timezone.from_tzid(station.timezone).to_ical().decode().splitlines()
    for programme in programmes(session):
        lines += _programme(programme, station.timezone, now)
        for episode in _altered(session, programme):
            lines += _episode(episode, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def own_property(name: str) -> str:
    """The property in which Siar writes that column."""
    return f"X-SIAR-{name.upper().replace('_', '-')}"


def _altered(session: Session, programme: Programme) -> list[Episode]:
    asked = select(Episode).where(Episode.programme_id == programme.id, Episode.altered)
    return list(session.scalars(asked.order_by(Episode.nominal_at)))


def _programme(programme: Programme, zone: str, now: datetime) -> Iterator[str]:
    first = datetime.fromisoformat(programme.first_starts)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(programme.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):{STAMP}}Z"
    yield f"DTSTART;TZID={zone}:{first:{STAMP}}"
    yield f"DURATION:{_duration(programme.duration_ms)}"
    yield f"SUMMARY:{_text(programme.title)}"
    yield f"CATEGORIES:{_text(programme.category)}"
    for line in programme.recurrence.split():
        yield _with_zone(line, zone)
    for name in OWN:
        if (value := getattr(programme, name)) not in (None, ""):
            yield f"{own_property(name)}:{_text(str(value))}"
    yield from _exact_length(programme.duration_ms)
    yield "END:VEVENT"


def _episode(episode: Episode, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(episode.programme.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):{STAMP}}Z"
    yield f"RECURRENCE-ID:{episode.nominal_at:{STAMP}}Z"
    yield f"DTSTART:{episode.starts_at:{STAMP}}Z"
    yield f"DURATION:{_duration(episode.duration_ms)}"
    yield f"SUMMARY:{_text(episode.name)}"
    if episode.cancelled:
        yield "STATUS:CANCELLED"
    if episode.title:
        yield f"X-SIAR-TITLE:{_text(episode.title)}"
    if episode.host:
        yield f"X-SIAR-HOST:{_text(episode.host)}"
    yield from _exact_length(episode.duration_ms)
    yield "END:VEVENT"


def _with_zone(line: str, zone: str) -> str:
    """A recurrence line as other calendars need it: a local time names its zone."""
    head, _, body = line.rpartition(":")
    head = head or "RRULE"
    local = head.upper() in ("EXDATE", "RDATE") and "T" in body and "Z" not in body
    return f"{head};TZID={zone}:{body}" if local else f"{head}:{body}"


def _duration(ms: int) -> str:
    """To the whole second: the standard knows no milliseconds."""
    return f"PT{max(1, ms // 1000)}S"


def _exact_length(ms: int) -> Iterator[str]:
    if ms % 1000:
        yield f"X-SIAR-DURATION-MS:{ms}"


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes, no character torn."""
    pieces, length = [""], 0
    for mark in line:
        width = len(mark.encode())
        if length + width > 74:
            pieces.append("")
            length = 0
        pieces[-1] += mark
        length += width
    return "\r\n ".join(pieces).encode() + b"\r\n"


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
