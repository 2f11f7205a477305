"""Expanding recurrences into episodes, ahead of time and by the clock, never by a page view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.programmes import Episode, Programme, programmes
from scheduler.recurrence import occurrences
from scheduler.station import the_station

AHEAD = timedelta(days=35)
BEHIND = timedelta(days=1)


def expand_programmes(session: Session, now: datetime) -> int:
    """Add the episodes of the next 35 days that are not there yet; returns how many were added.

    Those of the last day are added only for a programme that has none at all: one that is added or moved at nine did
    not air at seven of the same day, and what is past of a published day cannot change any more.
    """
    zone = the_station(session).zone
    added = 0
    for programme in programmes(session):
        known = set(session.scalars(select(Episode.nominal_at).where(Episode.programme_id == programme.id)))
        after = now if known else now - BEHIND
        missing = [moment for moment in moments(programme, zone, after, now + AHEAD) if moment not in known]
        session.add_all(_episode(programme, moment) for moment in missing)
        added += len(missing)
    session.flush()
    return added


def moments(programme: Programme, zone: ZoneInfo, after: datetime, before: datetime) -> list[datetime]:
    """When the programme's recurrence puts episodes in that time. Raises RecurrenceError."""
    first = datetime.fromisoformat(programme.first_starts)
    return occurrences(programme.recurrence, first, zone, after=after, before=before)


def expand_anew(session: Session, programme: Programme, now: datetime) -> None:
    """Bring the episodes still to come in line with the changed programme.

    One that was altered alone stays as it was altered, at its day's new time; where its day has no episode any more,
    a cancelled one falls away, and another becomes a date of its own (RDATE).
    """
    zone = the_station(session).zone
    to_come = (Episode.programme_id == programme.id) & (Episode.nominal_at >= now) & (Episode.starts_at >= now)
    coming = {episode.nominal_at: episode for episode in session.scalars(select(Episode).where(to_come))}
    taken = set(session.scalars(select(Episode.nominal_at).where(Episode.programme_id == programme.id).where(~to_come)))
    wanted = [each for each in _of_programme(programme, zone, now) if each not in taken]
    free = _by_day((each for each in wanted if each not in coming), zone)
    for nominal_at, episode in sorted(coming.items()):
        if nominal_at in wanted:
            _follow(episode, programme)
        elif here := free.get(nominal_at.astimezone(zone).date()):
            _rename(episode, here.pop(0), programme)
        elif episode.cancelled or not (episode.altered or episode.sound_id):
            session.delete(episode)
        else:
            programme.recurrence += f"\nRDATE:{nominal_at.astimezone(zone):%Y%m%dT%H%M%S}"
    session.flush()
    known = set(session.scalars(select(Episode.nominal_at).where(Episode.programme_id == programme.id)))
    session.add_all(_episode(programme, moment) for moment in wanted if moment not in known)
    session.flush()


def _of_programme(programme: Programme, zone: ZoneInfo, now: datetime) -> list[datetime]:
    return [] if programme.retired_at else moments(programme, zone, now, now + AHEAD)


def _by_day(wanted: Iterable[datetime], zone: ZoneInfo) -> dict[date, list[datetime]]:
    found: dict[date, list[datetime]] = {}
    for moment in wanted:
        found.setdefault(moment.astimezone(zone).date(), []).append(moment)
    return found


def _episode(programme: Programme, moment: datetime) -> Episode:
    return Episode(
        programme=programme, nominal_at=moment, starts_at=moment, duration_ms=programme.duration_ms, cancelled=False
    )


def _follow(episode: Episode, programme: Programme) -> None:
    if not episode.altered:
        episode.starts_at, episode.duration_ms = episode.nominal_at, programme.duration_ms


def _rename(episode: Episode, nominal_at: datetime, programme: Programme) -> None:
    """Give the episode of that day its new nominal time."""
    stays_put = episode.altered and episode.starts_at != episode.nominal_at
    episode.nominal_at = nominal_at
    if not stays_put:
        episode.starts_at = nominal_at
    _follow(episode, programme)
