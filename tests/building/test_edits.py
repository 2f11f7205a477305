"""A day changed by hand tells at once what the change does to the times after it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from playlists.building import Built
from playlists.building.edits import NoSuchItem, drop, fill, insert, move, stand_in, swap
from playlists.items import Item, is_gapless
from tests.building.library import DAYPARTS, JAKARTA, at, build, library, spot

END = at("04:00", date(2026, 11, 25))


@pytest.fixture
def day() -> Built:
    spots = [spot("06:20", 30 + n, f"Spot {n}") for n in range(3)]
    return build(*spots, spot("07:00", 180, "Adzan", timing="hard", kind="adzan"))


def found(items: tuple[Item, ...], title: str) -> Item:
    return next(item for item in items if item.title == title)


def start(items: tuple[Item, ...], title: str) -> datetime:
    return found(items, title).starts_at


def test_dropping_closes_up_and_leaves_a_hole_before_the_next_hard_time(day: Built) -> None:
    edited = drop(day.items, found(day.items, "Spot 0").id, END, JAKARTA)
    assert start(edited.items, "Spot 1") == start(day.items, "Spot 0")
    assert start(edited.items, "Adzan") == at("07:00")
    assert [(hole.length_ms, hole.before_id) for hole in edited.holes] == [(30_000, found(day.items, "Adzan").id)]
    assert {shift.title for shift in edited.shifts} >= {"Spot 1", "Spot 2"}


def test_filling_makes_it_whole_again(day: Built) -> None:
    edited = fill(drop(day.items, found(day.items, "Spot 0").id, END, JAKARTA), library(), DAYPARTS, JAKARTA)
    assert edited.is_whole
    assert is_gapless(edited.items)
    assert edited.items[-1].ends_at == END


def test_without_filler_the_hole_stays(day: Built) -> None:
    edited = drop(day.items, found(day.items, "Spot 0").id, END, JAKARTA)
    assert not fill(edited, [], DAYPARTS, JAKARTA).is_whole


def test_swapping_moves_what_lies_between(day: Built) -> None:
    edited = swap(day.items, found(day.items, "Spot 0").id, found(day.items, "Spot 2").id, END, JAKARTA)
    titles = [item.title for item in edited.items if item.kind == "spot"]
    assert titles == ["Spot 2", "Spot 1", "Spot 0"]
    assert edited.is_whole
    assert len(edited.shifts) == 3


def test_moving_past_a_hard_time_leaves_a_hole_before_it_and_runs_over_the_end(day: Built) -> None:
    after = day.items[day.items.index(found(day.items, "Adzan")) + 1]
    edited = move(day.items, found(day.items, "Spot 0").id, after.id, END, JAKARTA)
    assert start(edited.items, "Spot 0") == at("07:03")
    assert [hole.length_ms for hole in edited.holes] == [30_000]
    assert edited.items[-1].ends_at > END


def test_inserting_before_a_hard_time_cuts_what_runs_over_it(day: Built) -> None:
    other = build(spot("06:20", 20, "Baru"))
    edited = insert(day.items, found(other.items, "Baru"), found(day.items, "Spot 0").id, END, JAKARTA)
    assert start(edited.items, "Adzan") == at("07:00")
    assert is_gapless(edited.items)
    assert sum(shift.lost_ms for shift in edited.shifts) + sum(item.duration_ms for item in edited.lost) == 20_000


def test_filler_stands_in_for_what_is_withdrawn_and_nothing_else_moves(day: Built) -> None:
    gone = found(day.items, "Spot 1")
    edited = stand_in(day.items, gone.id, library(), DAYPARTS, JAKARTA)
    assert is_gapless(edited.items)
    assert [item for item in edited.items if item in day.items] == [item for item in day.items if item != gone]
    assert edited.items[-1].ends_at == day.ends_at


def test_an_item_that_is_no_longer_there_is_told(day: Built) -> None:
    with pytest.raises(NoSuchItem):
        drop(day.items, "01J", END, JAKARTA)
