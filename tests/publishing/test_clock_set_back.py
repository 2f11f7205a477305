"""The station's clock is set back by an hour: what has aired stays as it aired."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from playlists.airings import Airing, Report, settle
from playlists.items import is_gapless
from playlists.publishing import publish_day, replan
from scheduler.database import Database
from tests.playlists.airtime import DAY, SIX, airable, furnish_air
from tests.publishing.airing_days import AT_1405, published
from tests.scheduler.announcing import flight


def test_what_was_reported_before_the_clock_went_back_stands_and_the_day_is_whole(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        airable(session, flight=flight(spots_per_day=20, separation_min=20))
    replan(database, SIX, "clock", "horizon")
    before = published(database)
    with database.writing() as session:
        _report(session, AT_1405)
        airable(session, by="siaga@bpbd.example", title="Waspada banjir", priority=5, flight=flight(spots_per_day=12))
    replan(database, AT_1405 - timedelta(hours=1), "clock", "recording ready")
    after = published(database)
    assert after.version > before.version
    assert is_gapless(after.items)
    last = max(item.starts_at for item in before.items if item.kind == "spot" and item.starts_at <= AT_1405)
    assert last > AT_1405 - timedelta(minutes=30)
    heard = [item for item in before.items if item.starts_at <= last]
    assert list(after.items[: len(heard)]) == heard


def test_nothing_is_published_twice_because_the_hour_comes_again(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
        publish_day(session, DAY, "clock", AT_1405)
        assert publish_day(session, DAY, "clock", AT_1405 - timedelta(hours=1)).version == 1


def _report(session: Session, until: datetime) -> None:
    aired = session.scalars(select(Airing).where(Airing.date == DAY, Airing.planned_at <= until))
    settle(
        session,
        [
            Report(each.item_id, "aired", None, each.planned_at, each.planned_at + timedelta(seconds=30), "studio-1")
            for each in aired
        ],
    )
