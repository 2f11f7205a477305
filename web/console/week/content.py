"""What the calendar draws: episodes, breaks, fixtures and the newest step, as one plain value for its script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.breaks import PlacedBreak, placed_breaks
from scheduler.changes import UndoStep
from scheduler.conflicts import LONGEST_EPISODE, clashes_of
from scheduler.deliveries import is_missing
from scheduler.fixtures import Fixture, fixtures_between
from scheduler.programmes import Episode
from scheduler.spots import Spot
from scheduler.station import Station
from scheduler.undo import steps
from web.console.programmes import undoing_steps
from web.console.week.asked_week import Week
from web.console.week.wall import wall
from web.console.week.words import category_name, source_name

MS = timedelta(milliseconds=1)
Json = dict[str, Any]


def week_content(session: Session, station: Station, week: Week, actor: str, now: datetime) -> Json:
    """The week as it stands; times are the station's wall clock, lengths milliseconds."""
    start, end = station.window(week.first)[0], station.window(week.last)[1]
    clashing = {name for clash in clashes_of(session, week.first, week.last) if not clash.bears
                for name in clash.episode_ids}  # fmt: skip
    return {
        "episodes": [_episode(each, clashing, now) for each in week_episodes(session, start, end)],
        "breaks": list(_breaks(session, placed_breaks(session, station, week.first, week.last), week)),
        "fixtures": [_fixture(each) for each in fixtures_between(session, station, start, end).fixtures],
        "undo": _undo(steps(session, actor)),
    }


def week_episodes(session: Session, start: datetime, end: datetime) -> list[Episode]:
    """The episodes that are on in that time, those that were left out among them."""
    near = (Episode.starts_at >= start - LONGEST_EPISODE) & (Episode.starts_at < end)
    found = session.scalars(select(Episode).where(near).order_by(Episode.starts_at, Episode.id))
    return [each for each in found if each.starts_at + each.duration_ms * MS > start]


def _episode(episode: Episode, clashing: set[str], now: datetime) -> Json:
    programme = episode.programme
    return {
        "id": episode.id,
        "version": episode.version,
        "title": episode.name,
        "host": episode.host or programme.host,
        "category": programme.category,
        "category_name": category_name(programme.category),
        "source": programme.source,
        "source_name": source_name(programme.source),
        "starts": wall(episode.starts_at),
        "ms": episode.duration_ms,
        "past": episode.starts_at <= now,
        "altered": episode.altered,
        "cancelled": episode.cancelled,
        "missing": _missing(episode, now),
        "clashes": episode.id in clashing and not episode.cancelled,
    }


def _missing(episode: Episode, now: datetime) -> str:
    """`late` or `due` for a recording that has not come, else nothing."""
    if episode.cancelled or episode.starts_at <= now or not is_missing(episode):
        return ""
    return "late" if episode.starts_at - timedelta(minutes=episode.programme.deadline_min) <= now else "due"


def _breaks(session: Session, breaks: list[PlacedBreak], week: Week) -> Iterator[Json]:
    used: Counter[str] = Counter()
    for break_id, ms in session.execute(
        select(Spot.break_id, Spot.duration_ms).where(Spot.day >= week.first, Spot.day <= week.last)
    ):
        used[break_id] += ms
    for each in breaks:
        place = each.place
        yield {"id": place.id, "starts": wall(place.starts_at), "ms": place.capacity_ms, "used": used[place.id]}


def _fixture(fixture: Fixture) -> Json:
    return {"kind": fixture.kind, "title": fixture.title, "starts": wall(fixture.at), "ms": fixture.duration_ms}


def _undo(found: list[UndoStep]) -> Json | None:
    return {"id": found[0].id, "name": undoing_steps.name_of_step(found[0]), "count": len(found)} if found else None
