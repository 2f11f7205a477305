"""Editing one episode alone: moved, changed, cancelled, copied, or brought back to what its programme says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.changes import next_version, one_step
from scheduler.errors import Conflict, Invalid
from scheduler.library import LibrarySound
from scheduler.programmes import Episode, Programme, find_episode, find_programme
from scheduler.station import the_station

LONGEST_MS = 24 * 3_600_000


def move_episode(
    session: Session,
    actor: Actor,
    episode_id: str,
    read_version: int,
    starts_at: datetime,
    now: datetime,
    duration_ms: int | None = None,
) -> Episode:
    """Move one episode (aware moment), or make it longer or shorter (milliseconds), leaving the others as they are.

    Raises Forbidden, Invalid for the past or no length, Conflict when it was changed since or moved onto another
    episode of its programme.
    """
    require_planner(actor)
    episode = find_episode(session, episode_id)
    _require_to_come(episode, now)
    _require_time(starts_at, duration_ms if duration_ms is not None else episode.duration_ms, now)
    _require_free(session, episode, starts_at)
    with _altering(session, actor, episode, read_version, "episode_moved", now):
        episode.starts_at = starts_at
        if duration_ms is not None:
            episode.duration_ms = duration_ms
    return episode


def rename_episode(
    session: Session, actor: Actor, episode_id: str, read_version: int, title: str, host: str, now: datetime
) -> Episode:
    """Give one episode a title and a host of its own; empty: the programme's. Raises Forbidden, Conflict."""
    require_planner(actor)
    episode = find_episode(session, episode_id)
    _require_to_come(episode, now)
    with _altering(session, actor, episode, read_version, "episode_changed", now):
        episode.title, episode.host = title.strip()[:200] or None, host.strip()[:120] or None
    return episode


def cancel_episode(session: Session, actor: Actor, episode_id: str, read_version: int, now: datetime) -> Episode:
    """Leave one episode out; what fills its time is what fills the day. Raises Forbidden, Conflict."""
    require_planner(actor)
    episode = find_episode(session, episode_id)
    _require_to_come(episode, now)
    with _altering(session, actor, episode, read_version, "episode_cancelled", now):
        episode.cancelled = True
    return episode


def restore_episode(session: Session, actor: Actor, episode_id: str, read_version: int, now: datetime) -> Episode:
    """Bring one episode back to what its programme says; its recording stays. Raises Forbidden, Conflict."""
    require_planner(actor)
    episode = find_episode(session, episode_id)
    with one_step(session, actor.name, "episode_restored", f"episode {episode.id}", now):
        next_version(episode, read_version)
        episode.starts_at, episode.duration_ms = episode.nominal_at, episode.programme.duration_ms
        episode.title = episode.host = None
        episode.cancelled = episode.altered = False
    return episode


def copy_episode(session: Session, actor: Actor, episode_id: str, starts_at: datetime, now: datetime) -> Episode:
    """Air the programme once more at that moment: a date of its own in its recurrence (RDATE).

    Raises Forbidden, Invalid, Conflict where an episode of it is already.
    """
    require_planner(actor)
    like = find_episode(session, episode_id)
    programme = find_programme(session, like.programme_id)
    starts_at = starts_at.replace(second=0, microsecond=0)
    _require_time(starts_at, like.duration_ms, now)
    _require_free(session, like, starts_at)
    _require_no_date_of_it(session, programme, starts_at)
    wall = starts_at.astimezone(the_station(session).zone)
    with one_step(session, actor.name, "episode_copied", f"programme {programme.id}", now):
        next_version(programme, None)
        programme.recurrence = f"{programme.recurrence}\nRDATE:{wall:%Y%m%dT%H%M%S}".strip()
        copy = Episode(programme=programme, nominal_at=starts_at, starts_at=starts_at, duration_ms=like.duration_ms)
        copy.cancelled, copy.title, copy.host, copy.sound_id = False, like.title, like.host, like.sound_id
        copy.altered = like.altered
        session.add(copy)
    return copy


def _require_no_date_of_it(session: Session, programme: Programme, starts_at: datetime) -> None:
    """A moment names one episode of a programme, also one that was moved away from it."""
    same = (Episode.programme_id == programme.id) & (Episode.nominal_at == starts_at)
    if session.scalar(select(Episode.id).where(same)):
        raise Conflict("The episode of that time was moved away from it.", "Move that one back instead.")


def deliver(
    session: Session, actor: Actor, episode_id: str, read_version: int, sound_id: str | None, now: datetime
) -> Episode:
    """Give an episode its recording (a sound of the library), or take it away with None. Raises Forbidden, Conflict."""
    if not actor.is_staff:
        require_planner(actor)
    episode = find_episode(session, episode_id)
    _require_to_come(episode, now)
    if sound_id and not session.get(LibrarySound, sound_id):
        raise Invalid("There is no such sound in the library.", "Upload it first.")
    with one_step(session, actor.name, "episode_delivered", f"episode {episode.id}", now):
        next_version(episode, read_version)
        episode.sound_id = sound_id
    return episode


@contextmanager
def _altering(
    session: Session, actor: Actor, episode: Episode, read_version: int, act: str, now: datetime
) -> Iterator[None]:
    with one_step(session, actor.name, act, f"episode {episode.id}", now):
        next_version(episode, read_version)
        yield
        episode.altered = True


def _require_to_come(episode: Episode, now: datetime) -> None:
    if episode.starts_at <= now:
        raise Conflict("This episode has begun already.", "Change one that is still to come.")


def _require_time(starts_at: datetime, duration_ms: int, now: datetime) -> None:
    if starts_at <= now:
        raise Invalid("That time is past.", "Choose a later one.")
    if not 1_000 <= duration_ms <= LONGEST_MS:
        raise Invalid("An episode lasts from a second to a day.", "Give it another length.")


def _require_free(session: Session, episode: Episode, starts_at: datetime) -> None:
    same = (Episode.programme_id == episode.programme_id) & (Episode.id != episode.id)
    there = same & Episode.cancelled.is_(False) & (Episode.starts_at == starts_at)
    if session.scalar(select(Episode).where(there)):
        raise Conflict("An episode of this programme is there already.", "Choose another time.")
