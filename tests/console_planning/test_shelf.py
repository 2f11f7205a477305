"""What the planning pages ask of the database, on both servers."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from scheduler.library import Kind
from scheduler.library_editing import retire_sound
from scheduler.programme_editing import add_programme
from scheduler.show_clashes import clashes_of_show
from tests.conftest import furnish
from tests.playlists.airtime import add_library_sound
from tests.week.shows import ADMIN, NOW, show, wib
from web.console.clocks.grid import clock_cards, grid
from web.console.library.shelf import RETIRED, Asked, look_up
from web.console.programmes.rows import programme_rows


@pytest.fixture
def session(empty_database):
    with empty_database.writing() as session:
        furnish(session)
        for title, tags in (("Kopi Cibeber", ["pagi"]), ("Kacapi", ["rélay", "50%"]), ("Jingle", [])):
            add_library_sound(session, Kind.JINGLE if title == "Jingle" else Kind.MUSIC, title, 60_000).tags = tags
        session.flush()
        yield session


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Jingle", "Kacapi", "Kopi Cibeber"]),
        ("pagi kopi", ["Kopi Cibeber"]),
        ("rélay", ["Kacapi"]),
        ("%", ["Kacapi"]),
        ("_", []),
    ],
)
def test_every_word_is_looked_for_in_titles_and_tags(session, words, found):
    assert [each.title for each in look_up(session, Asked(words)).sounds] == found


def test_each_kind_is_counted_and_the_retired_apart(session):
    [kopi] = look_up(session, Asked("kopi")).sounds
    retire_sound(session, ADMIN, kopi.id, 1, NOW)
    shelf = look_up(session, Asked(kind="music"))
    assert ([each.title for each in shelf.sounds], shelf.total) == (["Kacapi"], 1)
    assert shelf.counts == {"music": 1, "jingle": 1, RETIRED: 1}
    assert [each.id for each in look_up(session, Asked(kind=RETIRED)).sounds] == [kopi.id]


def test_the_list_of_programmes_names_what_is_next_of_each(session):
    add_programme(session, ADMIN, show(source="file", quota=7, quota_period="week"), NOW)
    add_programme(session, ADMIN, show(title="Sekali", recurrence="", first_starts="2026-11-24T12:00"), NOW)
    rows = programme_rows(session, NOW.date(), wib("24 11.00").astimezone(UTC))
    assert [(row.programme.title, row.next.starts_at.astimezone(NOW.tzinfo)) for row in rows] == [
        ("Lebak Pagi", wib("25 10.00")),
        ("Sekali", wib("24 12.00")),
    ]
    assert (len(rows[0].missing), rows[0].quota.asked, rows[1].quota) == (34, 7, None)


def test_what_a_programme_would_meet_is_told_once_with_how_often(session):
    add_programme(session, ADMIN, show(), NOW)
    [met] = clashes_of_show(session, show(title="Dialog", first_starts="2026-11-24T10:30"), NOW)
    assert (met.first.at, met.times) == (wib("24 10.30"), 35)
    assert clashes_of_show(session, show(first_starts="2026-11-24T11:00"), NOW) == []


def test_a_programme_that_overlaps_itself_is_told(session):
    hourly = show(recurrence="RRULE:FREQ=HOURLY;INTERVAL=2", duration_ms=3 * 3_600_000)
    [met] = clashes_of_show(session, hourly, NOW)
    assert met.first.at - NOW < timedelta(hours=5)


def test_the_grid_of_a_station_without_clocks_is_empty(session):
    assert {cell.value.rpartition("-")[2] for row in grid(session, clock_cards(session)) for cell in row} == {"none"}
