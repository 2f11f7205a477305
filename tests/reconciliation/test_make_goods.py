"""Make-goods: a missed spot gets the next free break before its kill date, beside the plan."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from playlists.air_rules import set_air_rules
from playlists.airings import Airing
from playlists.machines import Machine, hear_from
from playlists.make_goods import MakeGood, decline_make_good, make_goods_of, notice_missed, place_make_good
from playlists.publishing import publish_horizon, replan
from playlists.watching import watch_air
from scheduler.announcements.deciding import decide
from scheduler.database import Database
from scheduler.errors import Conflict
from scheduler.spots import Spot
from tests.playlists.airtime import DAY, SIX
from tests.reconciliation.test_day import HOUR, Story
from tests.scheduler.announcing import the


def missed(database: Database, outcome: str = "skipped") -> Story:
    story = Story(database)
    story.says(story.item(story.spot), outcome, detail="no sound")
    return story


def watch(story: Story, now: datetime, automatic: bool = False) -> bool:
    with story.database.writing() as session:
        set_air_rules(session, "admin", now, make_good_automatic=automatic, quiet_from=None, quiet_to=None)
        changed = watch_air(session, "siar", now)
        if changed:
            publish_horizon(session, [DAY, DAY + timedelta(days=1)], now, "siar", "made good")
    return changed


def made(story: Story) -> MakeGood:
    with story.database.reading() as session:
        return session.get_one(MakeGood, story.spot)


def place(story: Story, now: datetime = SIX + HOUR) -> MakeGood:
    with story.database.writing() as session:
        notice_missed(session, now)
        return place_make_good(session, story.spot, "traffic", now)


@pytest.mark.parametrize("outcome", ["skipped", "failed", "partial"])
def test_a_missed_spot_is_proposed_a_replacement_once(database: Database, outcome: str) -> None:
    story = missed(database, outcome)
    assert not watch(story, SIX + HOUR)
    assert not watch(story, SIX + HOUR)
    assert made(story).state == "proposed"


def test_one_that_aired_needs_none(database: Database) -> None:
    story = missed(database, "aired")
    watch(story, SIX + HOUR, automatic=True)
    with story.database.reading() as session:
        assert session.get(MakeGood, story.spot) is None


@pytest.mark.parametrize(("now", "heard", "is_missed"), [(60, 60, False), (90, 90, True), (90, 60, False)])
def test_one_that_a_living_machine_did_not_report_for_an_hour_is_missed(
    database: Database, now: int, heard: int, is_missed: bool
) -> None:
    """A machine that can't reach the station plays on, and reports later."""
    story = Story(database)
    with database.writing() as session:
        hear_from(session.get_one(Machine, story.machine.id), {}, SIX + timedelta(minutes=heard))
    watch(story, SIX + timedelta(minutes=now))
    with story.database.reading() as session:
        assert (session.get(MakeGood, story.spot) is not None) is is_missed


def test_by_itself_it_is_placed_published_and_linked(database: Database) -> None:
    story = missed(database)
    assert watch(story, SIX + HOUR, automatic=True)
    placed = made(story)
    assert placed.state == "placed" and placed.spot_id
    with story.database.reading() as session:
        airing = session.get_one(Airing, placed.spot_id)
        original = session.get_one(Airing, story.spot)
    assert (airing.makes_good, airing.announcement_id) == (story.spot, original.announcement_id)
    assert airing.planned_at > SIX + HOUR + timedelta(minutes=10)
    assert placed.spot_id in [each.id for each in story.items()]


def test_it_keeps_its_distance_its_dayparts_and_its_days(database: Database) -> None:
    story = missed(database)
    placed = place(story)
    with story.database.reading() as session:
        spots = session.scalars(select(Spot)).all()
    mine = next(each for each in spots if each.id == placed.spot_id)
    others = [each.break_starts_at for each in spots if each.id != mine.id]
    assert all(abs(each - mine.break_starts_at) >= HOUR for each in others)
    assert 5 <= mine.break_starts_at.astimezone(story.items()[0].starts_at.tzinfo).hour < 15
    assert mine.day <= mine.revision.last_day


def test_a_new_plan_leaves_it_where_it_is(database: Database) -> None:
    story = missed(database)
    placed = place(story)
    replan(story.database, SIX + HOUR, "clock", "again")
    with story.database.reading() as session:
        spot = session.get_one(Spot, placed.spot_id)
        of_day = session.scalars(select(Spot).where(Spot.day == DAY, Spot.makes_good.is_(None))).all()
    assert spot.makes_good == story.spot
    assert len(of_day) == 3


def test_without_any_room_it_says_so(database: Database) -> None:
    story = missed(database)
    with story.database.writing() as session:
        for spot in session.scalars(select(Spot)):
            spot.revision.separation_min = 1440
    placed = place(story)
    assert (placed.state, placed.spot_id) == ("impossible", None)
    assert placed.reason and "kill date" in placed.reason


def test_a_late_report_that_it_aired_takes_it_back(database: Database) -> None:
    story = missed(database)
    watch(story, SIX + HOUR, automatic=True)
    spot = made(story).spot_id
    story.says(story.item(story.spot), "aired")
    assert watch(story, SIX + HOUR)
    assert made(story).state == "needless"
    assert spot not in [each.id for each in story.items()]


def test_what_was_withdrawn_is_not_made_good(database: Database) -> None:
    story = missed(database)
    with story.database.writing() as session:
        announcement = session.get_one(Airing, story.spot).announcement_id
        decide(session, the(session, "editor"), announcement, 1, "withdraw", SIX + HOUR)
    watch(story, SIX + HOUR, automatic=True)
    with story.database.reading() as session:
        assert make_goods_of(session, announcement) == {}


def test_it_is_decided_once(database: Database) -> None:
    story = missed(database)
    with story.database.writing() as session:
        notice_missed(session, SIX + HOUR)
        decline_make_good(session, story.spot, "traffic", SIX + HOUR)
        with pytest.raises(Conflict):
            place_make_good(session, story.spot, "traffic", SIX + HOUR)
    watch(story, SIX + HOUR, automatic=True)
    assert made(story).state == "declined"
