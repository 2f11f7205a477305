"""An announcement as the contract lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from playlists.airings import Airing, airings_of
from scheduler.announcements.tables import Announcement, Revision
from scheduler.recordings import Recording, RecordingStatus
from scheduler.station import the_station

Json = dict[str, Any]


def announcements_as_json(session: Session, announcements: Sequence[Announcement]) -> list[Json]:
    """Each with its recording and airings; three questions to the database however many they are."""
    airings = airings_of(session, [each.id for each in announcements])
    recordings = _recordings(session, announcements)
    zone = the_station(session).zone if announcements else None
    return [_as_json(each, recordings, [_airing(one, zone) for one in airings[each.id]]) for each in announcements]


def _as_json(announcement: Announcement, recordings: dict[str, Recording], airings: list[Json]) -> Json:
    newest = announcement.newest
    return {
        "id": announcement.id,
        "external_id": announcement.external_id,
        "agency": announcement.agency.name,
        "title": newest.title,
        "body": newest.body,
        "category": newest.category,
        "language": newest.language,
        "priority": newest.priority,
        "source": announcement.source,
        "lapor_reference": announcement.lapor_reference,
        "flight": {
            "first_day": newest.first_day,
            "last_day": newest.last_day,
            "spots_per_day": newest.spots_per_day,
            "dayparts": newest.dayparts,
            "separation_min": newest.separation_min,
            "total": newest.total,
        },
        "revision": announcement.revision,
        "approved_revision": announcement.approved_revision,
        "status": announcement.status,
        "recording": _recording(recordings.get(newest.id)),
        "airings": airings,
    }


def _recording(recording: Recording | None) -> Json:
    known = recording if recording and recording.status == RecordingStatus.READY else None
    return {
        "status": recording.status if recording else RecordingStatus.NONE,
        "duration_ms": known and known.duration_ms,
        "loudness_lufs": known and known.loudness_lufs,
        "sha256": known and known.sha256,
        "voice": known and known.voice,
        "detail": recording and recording.detail,
    }


def _airing(airing: Airing, zone: ZoneInfo | None) -> Json:
    return {
        "item_id": airing.item_id,
        "date": airing.date,
        "planned_at": _local(airing.planned_at, zone),
        "started_at": _local(airing.started_at, zone),
        "outcome": airing.outcome,
        "machine": airing.machine,
        "makes_good": airing.makes_good,
    }


def _local(moment: datetime | None, zone: ZoneInfo | None) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="milliseconds") if moment else None


def _recordings(session: Session, announcements: Sequence[Announcement]) -> dict[str, Recording]:
    newest: list[Revision] = [each.newest for each in announcements]
    asked = select(Recording).where(Recording.revision_id.in_([each.id for each in newest]))
    return {recording.revision_id: recording for recording in session.scalars(asked)}
