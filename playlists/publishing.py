"""Publishing: a whole day becomes the version that machines get."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from audio.errors import SiarError
from audio.media import MediaStore
from playlists.airings import latest_reported
from playlists.drafting import STANDS_STILL, Draft, draft_day
from playlists.horizon import horizon
from playlists.joining import JOINED, join_by_hand
from playlists.keeping import keep_day, require_newest
from playlists.left_out import tell_left_out
from playlists.taking_off import take_off_ended
from playlists.versions import PublishedDay, newest_version
from scheduler.database import Database
from scheduler.errors import Invalid
from scheduler.placement import solve
from scheduler.planning import drop_ended, keep_plan, read_situation

log = logging.getLogger(__name__)


def publish_day(
    session: Session,
    date: date,
    actor: str,
    now: datetime,
    *,
    reason: str = "",
    read_version: int | None = None,
    media: MediaStore | None = None,
) -> PublishedDay:
    """Publish the day as it should be now; when nothing would change, the version that is there stands.

    `read_version`: the newest version its publisher has seen (0: none). Raises Conflict when another one has been
    published since, Invalid for a day that is not whole. What is published of the day after follows when the day
    ends at another time.
    """
    if read_version is not None:
        require_newest(session, date, read_version)
    draft = draft_day(session, date, now, media)
    _require_whole(draft)
    tell_left_out(session, date, draft.left_out)
    if draft.published and draft.changes_nothing:
        return draft.published
    row = keep_day(session, draft.day, draft.published, actor, now, reason)
    join_following(session, row, actor, now, media)
    return row


def join_following(
    session: Session, row: PublishedDay, actor: str, now: datetime, media: MediaStore | None = None
) -> None:
    """Let what is published of the day after begin where this one ends, unless it has begun."""
    following = newest_version(session, row.date + timedelta(days=1))
    if following is None or following.starts_at == row.ends_at or following.starts_at <= now:
        return
    if not following.by_hand:
        publish_horizon(session, [following.date], now, actor, JOINED, media)
        return
    try:
        join_by_hand(session, following, row.ends_at, actor, now, media)
    except Invalid as fault:
        log.error("day %s does not join the day before: %s", following.date, fault)


def replan(
    database: Database,
    now: datetime,
    actor: str,
    reason: str,
    limit_s: float = 10.0,
    *,
    days: Sequence[date] | None = None,
    media: MediaStore | None = None,
) -> list[PublishedDay]:
    """Place the spots of the horizon anew and publish what changed, of `days` alone if told; gives the new versions.

    What may not air any more leaves first, in a transaction of its own: a withdrawal waits neither for a solver nor
    for a day that is not whole. Raises Conflict when something changed while the solver was at work.
    """
    taken_off = take_off(database, now, actor, reason, media)
    with database.reading() as session:
        first, *_, last = horizon(session, now)
        situation = read_situation(session, first, last, now, fixed_until(session, first, now))
    plan = solve(situation.problem, limit_s)
    with database.writing() as session:
        keep_plan(session, situation, plan, now)
        wanted = horizon(session, now) if days is None else days
        return taken_off + publish_horizon(session, wanted, now, actor, reason, media)


def take_off(
    database: Database, now: datetime, actor: str, reason: str, media: MediaStore | None = None
) -> list[PublishedDay]:
    """Take what may not air any more out of the plan and out of every published day, at once."""
    with database.writing() as session:
        drop_ended(session, now)
        return take_off_ended(session, now, actor, reason, media)


def publish_horizon(
    session: Session, days: Sequence[date], now: datetime, actor: str, reason: str, media: MediaStore | None = None
) -> list[PublishedDay]:
    """Publish those of these days that have changed; gives the new versions.

    A hand-made day stands: somebody must ask for the plan to go over it. One that can't be made whole keeps what is
    published, and the log tells why.
    """
    new = []
    for day in sorted(days):
        before = newest_version(session, day)
        if before and before.by_hand:
            continue
        try:
            after = publish_day(session, day, actor, now, reason=reason, media=media)
        except Invalid as fault:
            log.error("day %s is not published: %s", day, fault)
            continue
        new += [after] if before is None or after.version != before.version else []
    return new


def fixed_until(session: Session, today: date, now: datetime) -> datetime:
    """Before this moment no spot moves: the next ten minutes, and all up to the last airing that was reported."""
    moments = [latest_reported(session, today + timedelta(days=n)) for n in (0, 1)]
    return max([now + STANDS_STILL, *(each + timedelta(seconds=1) for each in moments if each)])


def _require_whole(draft: Draft) -> None:
    if draft.built.is_whole:
        return
    fault = draft.built.faults[0]
    raise Invalid(
        "The day is not whole at %(at)s.",
        "See the day's page: it tells what is missing, and how long.",
        fields={"day": SiarError(fault.message, fault.mend, **fault.values)},
        at=f"{fault.at:%H.%M.%S}",
    )
