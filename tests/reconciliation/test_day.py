"""Reconciliation: each planned item of a day ends in one of six ways, with the reason; the rest is told too."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from playlists.airings import Airing
from playlists.as_run import take_in
from playlists.closing import DayReconciliation, reconcile_day, settle_open_days
from playlists.items import Item
from playlists.machines import Machine, hear_from
from playlists.versions import newest_version
from scheduler.database import Database
from tests.playlists.airtime import DAY, SIX
from tests.playlists.test_as_run import line, outcome
from tests.reconciliation.aired import day_on_air

HOUR = timedelta(hours=1)


class Story:
    """A published day, one machine, and what it says."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.machine, self.spot = day_on_air(database)
        self._seq = 0

    def items(self) -> tuple[Item, ...]:
        with self.database.reading() as session:
            published = newest_version(session, DAY)
            assert published
            return published.day().items

    def item(self, wanted: str) -> Item:
        return next(each for each in self.items() if each.id == wanted)

    def says(self, item: Item | None, outcome: str, late_ms: int = 0, at: datetime = SIX + HOUR, **more: Any) -> None:
        self._seq += 1
        start = item.starts_at + timedelta(milliseconds=late_ms) if item else SIX + HOUR
        told = {
            "item_id": item.id if item else None,
            "started_at": start.isoformat(),
            "ended_at": (start + timedelta(milliseconds=item.duration_ms if item else 60_000)).isoformat(),
            "outcome": outcome,
            "kind": item.kind if item else "filler",
            **more,
        }
        with self.database.writing() as session:
            take_in(session, session.get_one(Machine, self.machine.id), [line(self._seq, **told)], at)

    def at(self, now: datetime) -> DayReconciliation:
        with self.database.reading() as session:
            return reconcile_day(session, DAY, now)

    def of(self, item_id: str, now: datetime = SIX + HOUR) -> tuple[str | None, str]:
        found = next(each for each in self.at(now).items if each.item.id == item_id)
        return found.outcome, str(found.reason or "")

    def settle(self, now: datetime) -> None:
        with self.database.writing() as session:
            settle_open_days(session, now)


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)


def test_an_item_to_come_has_no_outcome_and_one_that_nobody_told_of_is_unknown(story: Story) -> None:
    assert story.of(story.spot, SIX) == (None, "")
    outcome, reason = story.of(story.spot)
    assert (outcome, reason) == ("unknown", "No machine has ever spoken to the station.")
    with story.database.writing() as session:
        hear_from(session.get_one(Machine, story.machine.id), {}, SIX)
    assert "studio-1 was last heard at" in story.of(story.spot)[1]


@pytest.mark.parametrize("said", ["partial", "skipped", "failed"])
def test_the_machines_own_words_are_the_reason(story: Story, said: str) -> None:
    story.says(story.item(story.spot), said, detail="what ran before it took its time")
    assert story.of(story.spot) == (said, "The machine says: what ran before it took its time")


def test_an_airing_needs_no_reason_unless_it_came_at_another_time(story: Story) -> None:
    story.says(story.item(story.spot), "aired", late_ms=400)
    assert story.of(story.spot) == ("aired", "")
    music = next(each for each in story.items() if each.kind == "filler" and each.starts_at > SIX)
    story.says(music, "aired", late_ms=7_000)
    assert story.of(music.id) == ("aired", "It started 7 s later than planned.")


def test_items_of_every_kind_are_settled(story: Story) -> None:
    past = [each for each in story.items() if each.starts_at < SIX + HOUR]
    for item in past:
        story.says(item, "aired")
    kinds = {each.item.kind for each in story.at(SIX + HOUR).items if each.outcome == "aired"}
    assert {"spot", "filler", "station_id"} <= kinds
    assert story.at(SIX + HOUR).unplanned == ()


def test_what_an_alert_took_the_place_of_was_replaced(story: Story) -> None:
    spot = story.item(story.spot)
    story.says(spot, "skipped", detail="an alert broke in")
    story.says(spot, "aired", item_id=None, kind="alert", title="Gempa")
    assert story.of(story.spot) == ("replaced", "Gempa went out instead.")
    story.settle(SIX + HOUR)
    assert outcome(story.database, story.spot) == "replaced"


def test_filler_in_the_place_of_a_failed_spot_replaces_nothing(story: Story) -> None:
    spot = story.item(story.spot)
    story.says(spot, "failed", detail="cannot be decoded")
    story.says(spot, "aired", item_id=None, kind="filler", title="Lagu")
    assert story.of(story.spot)[0] == "failed"


def test_what_went_out_without_a_plan_is_told_with_its_reason(story: Story) -> None:
    story.says(None, "aired", title="Bed")
    story.says(story.item(story.spot), "aired", item_id="01ZZZZZZZZZZZZZZZZZZZZZZZZ", title="Entah")
    whys = {each.told.title: str(each.why) for each in story.at(SIX + HOUR).unplanned}
    assert whys == {
        "Bed": "The machine's own choice: nothing of the plan was there to play.",
        "Entah": "No playlist knows this item.",
    }


def test_a_day_is_final_three_days_after_its_end_and_stays_so(story: Story) -> None:
    ends_at = story.items()[-1].ends_at
    story.settle(ends_at + timedelta(days=3) - HOUR)
    assert outcome(story.database, story.spot) is None
    closed = ends_at + timedelta(days=3, seconds=1)
    story.settle(closed)
    assert outcome(story.database, story.spot) == "unknown"
    story.says(story.item(story.spot), "aired", at=closed + HOUR)
    told = story.at(closed + 2 * HOUR)
    assert outcome(story.database, story.spot) == "unknown"
    assert (told.final, [each.item_id for each in told.late]) == (True, [story.spot])
    assert story.of(story.spot, closed + 2 * HOUR)[0] == "unknown"
    with story.database.reading() as session:
        assert session.get_one(Airing, story.spot).detail


def test_a_report_within_three_days_still_counts(story: Story) -> None:
    story.says(story.item(story.spot), "aired", at=story.items()[-1].ends_at + timedelta(days=2, hours=23))
    assert story.of(story.spot)[0] == "aired"


def test_of_a_day_that_was_never_published_all_that_went_out_is_told(story: Story) -> None:
    story.says(None, "aired", title="Bed", started_at=(SIX - timedelta(days=100)).isoformat(), ended_at=None)
    with story.database.reading() as session:
        found = reconcile_day(session, DAY - timedelta(days=100), SIX)
    assert (found.version, found.items, [each.told.title for each in found.unplanned]) == (None, (), ["Bed"])
