"""The spots that a day must hold, in the order of their breaks: recorded, or read live by the announcer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from playlists.building import Element, Sound, Studio
from playlists.building.moments import instant, wall_clock
from scheduler.flight_rules import FlightRule
from scheduler.recordings import Recording, recording_of
from scheduler.renditions import Rendition
from scheduler.spots import Spot, spots_of_day
from scheduler.station import Station

SPOT_MAX_LATE_MS = 600_000


def spots_wanted(session: Session, station: Station, date: date) -> Iterator[Element]:
    """The spots break by break, each a millisecond after the one it follows: so they keep the order of the break.

    One that has neither a sound nor a reader (any more) is left out; it is planned again meanwhile.
    """
    start = station.window(date)[0]
    spots = [spot for spot in spots_of_day(session, date) if start <= spot.break_starts_at]
    for _, inside in groupby(spots, key=lambda spot: spot.break_starts_at):
        for place, spot in enumerate(inside):
            if element := spot_element(session, spot, station):
                yield replace(element, at=element.at + timedelta(milliseconds=place))


def spot_element(session: Session, spot: Spot, station: Station) -> Element | None:
    """A spot with its sound, or with the text that is read, and its kill date."""
    rule = session.get(FlightRule, spot.announcement_id)
    live = rule is not None and rule.live
    sound = None if live else _sound(session, spot)
    if sound is None and not live:
        return None
    revision = spot.revision
    words = revision.body if live else _words(session, spot)
    return Element(
        at=spot.break_starts_at,
        timing="soft",
        kind="spot",
        title=revision.title,
        source=sound or Studio(words),
        artist=spot.announcement.agency.name,
        duration_ms=spot.duration_ms if live else None,
        id=spot.id,
        max_late_ms=SPOT_MAX_LATE_MS,
        not_after=kill_date(station, revision.last_day),
        priority=revision.priority,
        announcement_id=spot.announcement_id,
        transcript=words,
    )


def kill_date(station: Station, last_day: date) -> datetime:
    """The last second of the last day, by the station's wall clock."""
    last_moment = datetime.combine(last_day, time(23, 59, 59), tzinfo=station.zone)
    return wall_clock(instant(last_moment), station.zone)


def _read(session: Session, spot: Spot) -> Recording | Rendition | None:
    """Where several renditions take turns, the one whose turn it is; else the recording in use."""
    turn = session.get(Rendition, spot.rendition_id) if spot.rendition_id else None
    return turn or recording_of(session, spot.revision)


def _words(session: Session, spot: Spot) -> str | None:
    read = _read(session, spot)
    return read.words if read else None


def _sound(session: Session, spot: Spot) -> Sound | None:
    read = _read(session, spot)
    if read is None or read.sha256 is None or read.duration_ms is None:
        return None
    return Sound(
        sha256=read.sha256,
        bytes=read.bytes or 0,
        mime=read.mime or "audio/mpeg",
        ext=read.ext or "mp3",
        title=spot.revision.title,
        artist=spot.announcement.agency.name,
        kind="spot",
        duration_ms=read.cue_in_ms + read.duration_ms,
        cue_in_ms=read.cue_in_ms,
        cue_out_ms=read.cue_in_ms + read.duration_ms,
        loudness_lufs=read.loudness_lufs,
        speech=True,
        announcement_id=spot.announcement_id,
    )
