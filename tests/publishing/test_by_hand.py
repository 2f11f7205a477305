"""A day changed by hand: steps that can be taken back, then a version over which no plan goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from playlists.building.edits import NoSuchItem
from playlists.hand_drafts import HandDraft, catch_up, discard_steps, hand_draft, take_step, undo_step
from playlists.hand_publishing import publish_again, publish_hand_draft
from playlists.hand_steps import Step
from playlists.insertable import library_item, live_item, spot_item
from playlists.items import Item, is_gapless
from playlists.publishing import replan
from scheduler.announcements.deciding import decide
from scheduler.announcements.tables import Announcement
from scheduler.database import Database
from scheduler.errors import Conflict, Invalid
from scheduler.library import Kind, sounds
from tests.playlists.airtime import DAY, SIX, airable, furnish_air
from tests.publishing.airing_days import AT_1405, newest, published, spots
from tests.scheduler.announcing import flight, the

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


@pytest.fixture
def on_air(database: Database) -> Iterator[Database]:
    """The horizon is published, with one announcement all day long."""
    with database.writing() as session:
        furnish_air(session)
        airable(session, flight=flight(spots_per_day=12, dayparts=["pagi", "siang", "sore"]))
    replan(database, SIX, "clock", "horizon")
    yield database


def do(database: Database, *steps: Step) -> HandDraft:
    """Take these steps at 14.05, as one who has seen all that was there before."""
    with database.writing() as session:
        for step in steps:
            draft = take_step(session, DAY, step, "rudi", AT_1405, hand_draft(session, DAY).number)
        return draft


def publish(database: Database, reason: str = "for the governor") -> None:
    with database.writing() as session:
        number = hand_draft(session, DAY).number
        publish_hand_draft(session, DAY, "rudi", AT_1405, reason=reason, read_number=number, media=None)


def later(database: Database, kind: str = "spot") -> Item:
    """The first item of that kind after the next ten minutes."""
    found = (item for item in published(database).items if item.starts_at > AT_1405 + timedelta(minutes=15))
    return next(item for item in found if item.kind == kind)


def test_a_dropped_spot_leaves_a_hole_that_filler_closes_and_the_version_tells_who_and_why(on_air: Database) -> None:
    gone = later(on_air)
    draft = do(on_air, Step("drop", gone.id))
    assert sum(hole.length_ms for hole in draft.edited.holes) >= gone.duration_ms - 1000
    assert draft.edited.shifts
    assert do(on_air, Step("fill")).edited.is_whole
    publish(on_air)
    row = newest(on_air)
    assert (row.by_hand, row.published_by, row.reason) == (True, "rudi", "for the governor")
    assert gone.id not in [item.id for item in row.day().items]
    assert is_gapless(row.day().items)
    assert row.day().ends_at == row.day().items[-1].ends_at == published(on_air, version=1).ends_at


def test_nothing_is_published_until_it_is_asked_for(on_air: Database) -> None:
    before = newest(on_air).version
    do(on_air, Step("drop", later(on_air).id), Step("fill"))
    assert newest(on_air).version == before


def test_each_step_can_be_taken_back(on_air: Database) -> None:
    first = do(on_air, Step("drop", later(on_air).id))
    do(on_air, Step("fill"))
    with on_air.writing() as session:
        assert undo_step(session, DAY, 2).edited.items == first.edited.items
        assert undo_step(session, DAY, 1).edited.items == published(on_air).items
        assert undo_step(session, DAY, 0).number == 0


def test_a_day_with_a_hole_cannot_be_published_and_says_where(on_air: Database) -> None:
    do(on_air, Step("drop", later(on_air).id))
    with pytest.raises(Invalid, match="Nothing covers"):
        publish(on_air)


def test_hard_times_stand_when_something_is_inserted_before_them(on_air: Database) -> None:
    with on_air.reading() as session:
        song = library_item(session, sounds(session, Kind.MUSIC)[0], AT_1405)
    target = later(on_air)
    draft = do(on_air, Step("insert", None, target.id, song), Step("fill"))
    hard = {item.id: item.starts_at for item in published(on_air).items if item.timing == "hard"}
    assert {item.id: item.starts_at for item in draft.edited.items if item.timing == "hard"} == hard
    assert [item.id for item in draft.edited.items if item.id in (song.id, target.id)] == [song.id, target.id]
    assert is_gapless(draft.edited.items)


def test_an_item_inserted_at_the_end_does_not_push_the_next_day(on_air: Database) -> None:
    with on_air.reading() as session:
        live = live_item(session, "Selamat malam", 600_000, "Sampai jumpa besok.", AT_1405)
    draft = do(on_air, Step("insert", None, None, live))
    assert draft.edited.items[-1].ends_at <= published(on_air).ends_at
    assert draft.lost == [live.title]


def test_another_airing_of_an_announcement_is_put_in_and_waits_for_its_outcome(on_air: Database) -> None:
    with on_air.reading() as session:
        extra = spot_item(session, session.scalars(select(Announcement)).one(), AT_1405)
    do(on_air, Step("insert", None, later(on_air, "filler").id, extra), Step("fill"))
    publish(on_air)
    assert extra.id in [item.id for item in spots(published(on_air))]
    assert next(item for item in published(on_air).items if item.id == extra.id).not_after


def test_two_soft_items_change_places(on_air: Database) -> None:
    one, other = later(on_air), later(on_air, "filler")
    draft = do(on_air, Step("swap", one.id, other.id))
    order = [item.id for item in draft.edited.items]
    was = [item.id for item in published(on_air).items]
    assert (order.index(one.id), order.index(other.id)) == (was.index(other.id), was.index(one.id))


def test_nothing_tails_off_beneath_a_spot_that_was_moved_there(on_air: Database) -> None:
    target = next(item for item in published(on_air).items if item.starts_at > AT_1405 + timedelta(minutes=30))
    draft = do(on_air, Step("move", later(on_air).id, target.id))
    pairs = zip(draft.edited.items, draft.edited.items[1:], strict=False)
    assert all(before.tail_ms == 0 for before, after in pairs if after.kind == "spot")


@pytest.mark.parametrize("kind", ["on air", "in nine minutes"])
def test_what_is_on_air_or_about_to_be_stands(on_air: Database, kind: str) -> None:
    moment = AT_1405 + timedelta(minutes=0 if kind == "on air" else 9)
    item = next(each for each in published(on_air).items if each.starts_at <= moment < each.ends_at)
    with pytest.raises(Invalid, match="stands"):
        do(on_air, Step("drop", item.id))


def test_a_hard_item_is_not_moved_from_its_time(on_air: Database) -> None:
    hard = [item for item in published(on_air).items if item.timing == "hard"]
    with pytest.raises(Invalid, match="exactly at its time"):
        do(on_air, Step("move", hard[-1].id, later(on_air).id))


@pytest.mark.parametrize("step", [Step("drop", "nothing"), Step("move", None), Step("swap", "x", "y")])
def test_an_item_that_is_not_there_is_told(on_air: Database, step: Step) -> None:
    with pytest.raises(NoSuchItem):
        do(on_air, step)


@pytest.mark.parametrize("step", [Step("explode"), Step("insert")])
def test_a_step_that_makes_no_sense_is_told(on_air: Database, step: Step) -> None:
    with pytest.raises(Invalid):
        do(on_air, step)


def test_the_second_of_two_who_change_one_draft_is_told(on_air: Database) -> None:
    do(on_air, Step("drop", later(on_air).id))
    with on_air.writing() as session, pytest.raises(Conflict):
        take_step(session, DAY, Step("fill"), "yayah", AT_1405, read_number=0)


def test_a_draft_on_an_old_version_is_brought_to_the_new_one(on_air: Database) -> None:
    gone = later(on_air)
    do(on_air, Step("drop", gone.id), Step("fill"))
    with on_air.writing() as session:
        airable(session, by="siaga@bpbd.example", flight=flight(dayparts=["malam"]))
    replan(on_air, AT_1405, "clock", "approved")
    with on_air.writing() as session:
        assert hand_draft(session, DAY).is_stale
    with pytest.raises(Conflict):
        publish(on_air)
    with on_air.writing() as session:
        assert catch_up(session, DAY, "rudi", AT_1405) == []
    publish(on_air)
    assert gone.id not in [item.id for item in published(on_air).items]
    assert [item for item in spots(published(on_air)) if item.starts_at.hour >= 19]


def test_a_draft_can_be_thrown_away(on_air: Database) -> None:
    do(on_air, Step("drop", later(on_air).id))
    with on_air.writing() as session:
        discard_steps(session, DAY)
        assert hand_draft(session, DAY).edited.items == published(on_air).items


def test_undo_of_a_publish_is_a_new_version_equal_to_the_old_one(on_air: Database) -> None:
    before = newest(on_air)
    do(on_air, Step("drop", later(on_air).id), Step("fill"))
    publish(on_air)
    again(on_air, before.version)
    row = newest(on_air)
    assert row.version == before.version + 2
    assert row.day().items == before.day().items
    assert not row.by_hand
    assert replan(on_air, AT_1405, "clock", "horizon") == []


def test_after_the_undo_of_an_automatic_version_the_plan_does_not_bring_it_back(on_air: Database) -> None:
    before = newest(on_air)
    with on_air.writing() as session:
        airable(session, by="siaga@bpbd.example", flight=flight(dayparts=["malam"]))
    replan(on_air, AT_1405, "clock", "approved")
    again(on_air, before.version)
    replan(on_air, AT_1405, "clock", "horizon")
    assert published(on_air).items == before.day().items


def test_what_was_withdrawn_since_does_not_come_back_with_an_older_version(on_air: Database) -> None:
    before = newest(on_air)
    announcement_id = later(on_air).announcement_id or ""
    with on_air.writing() as session:
        decide(session, the(session, "editor"), announcement_id, 1, "withdraw", AT_1405)
    replan(on_air, AT_1405, "clock", "withdrawn")
    again(on_air, before.version)
    after = published(on_air)
    assert is_gapless(after.items)
    assert [item for item in spots(after) if item.starts_at > AT_1405] == []


def again(database: Database, version: int) -> None:
    with database.writing() as session:
        newest_version = newest(database).version
        publish_again(session, DAY, version, "rudi", AT_1405, reason="undone", read_version=newest_version)
