"""Which programme has the air: also one that plays from the library, whose pieces stand in the day as filler."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from playlists.items import Day
from scheduler.programmes import Episode, episodes_between

LONGEST = timedelta(days=1)


def shows_of(session: Session, day: Day) -> list[Episode]:
    """The episodes that have the air during the day, also the one that began before it."""
    found = episodes_between(session, day.starts_at - LONGEST, day.ends_at)
    return [each for each in found if each.ends_at > day.starts_at]


def show_at(shows: Iterable[Episode], moment: datetime) -> Episode | None:
    """The one that began last of those that have the air then."""
    there = [each for each in shows if each.starts_at <= moment < each.ends_at]
    return there[-1] if there else None
