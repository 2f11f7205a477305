"""Keeping a day as its next version: the number that follows, the airings, the line on the audit log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from playlists.airings import plan_airings
from playlists.building.moments import instant, wall_clock
from playlists.items import Day
from playlists.versions import PublishedDay, keep_version, newest_version
from scheduler import audit
from scheduler.errors import Conflict
from scheduler.station import the_station


def require_newest(session: Session, day: date, read_version: int) -> None:
    """Raise Conflict when another version than `read_version` (0: none) is the newest of that day."""
    published = newest_version(session, day)
    newest = published.version if published else 0
    if read_version != newest:
        raise Conflict(
            "Somebody else has published version %(version)s meanwhile.",
            "Look at it, then publish again if it still needs a change.",
            version=newest,
        )


def keep_day(
    session: Session,
    day: Day,
    before: PublishedDay | None,
    actor: str,
    now: datetime,
    reason: str,
    by_hand: bool = False,
) -> PublishedDay:
    """Publish the day as the version after `before`. `by_hand`: no automatic plan goes over it.

    Raises Conflict when somebody else publishes at the same moment: the database takes a number once.
    """
    zone = the_station(session).zone
    version = (before.version if before else 0) + 1
    day = replace(day, version=version, published_at=wall_clock(instant(now) // 1000 * 1000, zone))
    try:
        row = keep_version(session, day, actor, reason, by_hand)
    except IntegrityError as error:
        raise Conflict("Somebody else has just published this day.", "Look at it, then publish again.") from error
    plan_airings(session, day)
    told = {"version": before.version} if before else {}
    audit.record(session, actor, "published", f"day {day.date}", now, told, {"version": version, "reason": reason})
    return row
