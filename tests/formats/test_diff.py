"""What is told between two versions of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from playlists.diff import Change, diff
from playlists.items import Day, item_id

HOUR = timedelta(hours=1)


def test_it_tells_moved_changed_added_and_removed_in_order_of_time(day: Day) -> None:
    first, second, third, fourth, *rest = day.items
    moved = replace(first, starts_at=first.starts_at + timedelta(milliseconds=500))
    changed = replace(second, title="Lain")
    added = replace(fourth, id=item_id(7, "new"), starts_at=fourth.starts_at + timedelta(milliseconds=1))
    assert diff(day, replace(day, items=(moved, changed, third, added, *rest))) == (
        Change("moved", moved, first),
        Change("changed", changed, second),
        Change("removed", fourth),
        Change("added", added),
    )


def test_equal_days_do_not_differ(day: Day) -> None:
    assert diff(day, replace(day, version=4)) == ()


def test_what_moved_and_changed_too_is_changed(day: Day) -> None:
    other = replace(day.items[0], starts_at=day.items[0].starts_at + HOUR, duration_ms=7)
    assert diff(replace(day, items=day.items[:1]), replace(day, items=(other,))) == (
        Change("changed", other, day.items[0]),
    )


def test_a_spot_that_went_to_another_break_has_moved_though_its_id_is_new(day: Day) -> None:
    spot = replace(day.items[0], announcement_id="a")
    later = replace(spot, id=item_id(9), starts_at=spot.starts_at + HOUR)
    assert diff(replace(day, items=(spot,)), replace(day, items=(later,))) == (Change("moved", later, spot),)


def test_of_two_spots_of_one_announcement_the_one_that_stayed_is_not_told(day: Day) -> None:
    stayed = replace(day.items[0], announcement_id="a")
    gone = replace(day.items[1], announcement_id="a")
    assert diff(replace(day, items=(stayed, gone)), replace(day, items=(stayed,))) == (Change("removed", gone),)


def test_music_that_makes_room_for_other_music_is_removed_and_added(day: Day) -> None:
    old, new = day.items[0], day.items[1]
    changes = diff(replace(day, items=(old,)), replace(day, items=(new,)))
    assert [change.kind for change in changes] == ["removed", "added"]


def test_a_change_shows_what_was_before_and_what_is_after(day: Day) -> None:
    first, second = day.items[:2]
    moved = replace(first, starts_at=first.starts_at + HOUR)
    changes = diff(replace(day, items=(first, second)), replace(day, items=(moved,)))
    assert [(change.before, change.after) for change in changes] == [(None, None), (first, moved)]


def test_there_and_back_tell_the_same_items(day: Day) -> None:
    new = replace(day, items=day.items[2:])
    assert [change.kind for change in diff(day, new)] == ["removed", "removed"]
    assert [change.item for change in diff(day, new)] == [change.item for change in diff(new, day)]
