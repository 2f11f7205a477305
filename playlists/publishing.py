"""Publishing: a whole day becomes the version that machines get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from audio.errors import SiarError
from playlists.airings import latest_reported, plan_airings
from playlists.building.moments import instant, wall_clock
from playlists.drafting import STANDS_STILL, Draft, draft_day
from playlists.versions import PublishedDay, keep_version, newest_version
from scheduler import audit
from scheduler.database import Database
from scheduler.errors import Conflict, Invalid
from scheduler.placement import solve
from scheduler.planning import drop_ended, keep_plan, read_situation
from scheduler.station import the_station

HORIZON = timedelta(days=2)


def publish_day(
    session: Session,
    date: date,
    actor: str,
    now: datetime,
    *,
    reason: str = "",
    read_version: int | None = None,
    by_hand: bool = False,
) -> PublishedDay:
    """Publish the day as it should be now; when nothing would change, the version that is there stands.

    `read_version`: the newest version its publisher has seen (0: none). Raises Conflict when another one has been
    published since, Invalid for a day that is not whole.
    """
    published = newest_version(session, date)
    if read_version is not None and read_version != (published.version if published else 0):
        raise Conflict(
            "Somebody else has published version %(version)s meanwhile.",
            "Look at it, then publish again if it still needs a change.",
            version=published.version if published else 0,
        )
    draft = draft_day(session, date, now)
    _require_whole(draft)
    if published and published.day().items == draft.day.items:
        return published
    return _keep(session, draft, actor, now, reason, by_hand)


def replan(database: Database, now: datetime, actor: str, reason: str, limit_s: float = 10.0) -> list[PublishedDay]:
    """Place the spots of the horizon anew and publish what changed; gives the new versions.

    What may not air any more leaves first, in a transaction of its own: a withdrawal does not wait for a solver.
    Raises Conflict when something changed while the solver was at work.
    """
    with database.writing() as session:
        drop_ended(session, now)
        new = publish_horizon(session, now, actor, reason)
    with database.reading() as session:
        today = the_station(session).day_of(now)
        situation = read_situation(session, today, today + HORIZON, now, fixed_until(session, today, now))
    plan = solve(situation.problem, limit_s)
    with database.writing() as session:
        keep_plan(session, situation, plan, now)
        return new + publish_horizon(session, now, actor, reason)


def publish_horizon(session: Session, now: datetime, actor: str, reason: str) -> list[PublishedDay]:
    """Publish the broadcast day that is on and those of the horizon, as far as they have changed."""
    today = the_station(session).day_of(now)
    days = [today + timedelta(days=n) for n in range(HORIZON.days + 1)]
    return [row for day in days if (row := _publish_if_changed(session, day, actor, now, reason))]


def fixed_until(session: Session, today: date, now: datetime) -> datetime:
    """Before this moment no spot moves: the next ten minutes, and all up to the last airing that was reported."""
    moments = [latest_reported(session, today + timedelta(days=n)) for n in (0, 1)]
    return max([now + STANDS_STILL, *(each + timedelta(seconds=1) for each in moments if each)])


def _publish_if_changed(session: Session, day: date, actor: str, now: datetime, reason: str) -> PublishedDay | None:
    before = newest_version(session, day)
    after = publish_day(session, day, actor, now, reason=reason)
    return after if before is None or after.version != before.version else None


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


def _keep(session: Session, draft: Draft, actor: str, now: datetime, reason: str, by_hand: bool) -> PublishedDay:
    zone = the_station(session).zone
    day = replace(draft.day, published_at=wall_clock(instant(now) // 1000 * 1000, zone))
    try:
        row = keep_version(session, day, actor, reason, by_hand)
    except IntegrityError as error:
        raise Conflict("Somebody else has just published this day.", "Look at it, then publish again.") from error
    plan_airings(session, day)
    before = {"version": draft.published.version} if draft.published else {}
    audit.record(
        session, actor, "published", f"day {day.date}", now, before, {"version": day.version, "reason": reason}
    )
    return row
