"""Short ways to look at what is published."""

from __future__ import annotations

from datetime import UTC, date, datetime

from playlists.items import Day, Item
from playlists.versions import PublishedDay, find_version, newest_version
from scheduler.database import Database
from tests.playlists.airtime import DAY

AT_1405 = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)


def newest(database: Database, day: date = DAY) -> PublishedDay:
    with database.reading() as session:
        found = newest_version(session, day)
    assert found
    return found


def published(database: Database, day: date = DAY, version: int | None = None) -> Day:
    with database.reading() as session:
        return find_version(session, day, version).day()


def spots(day: Day) -> list[Item]:
    return [item for item in day.items if item.kind == "spot"]
