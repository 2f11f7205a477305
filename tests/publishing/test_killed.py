"""kill -9 in the middle of publishing: machines get the old version or the new one, never half of one.

A real process publishes, and is killed before it writes for the first time; the next one before the second, and so on
up to the commit and behind it; then some more at whatever moment the signal reaches them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from itertools import count
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import event, select

from playlists.airings import Airing
from playlists.publishing import publish_day, replan
from playlists.versions import versions_of
from scheduler.announcements.deciding import decide
from scheduler.audit import first_broken_line
from scheduler.database import Database
from scheduler.planning import drop_ended
from tests.playlists.airtime import DAY, SIX, airable, furnish_long_music
from tests.publishing.airing_days import newest, published, spots
from tests.scheduler.announcing import flight, the

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["playlists.publishing", "tests.publishing.test_killed"])
AT_ANY_MOMENT, MOST_WRITES = 12, 30


@pytest.fixture
def withdrawn(database: Database) -> Database:
    """A day is published with a spot that has been withdrawn since: publishing again makes version 2 without it."""
    with database.writing() as session:
        furnish_long_music(session)
        gone = airable(session, flight=flight(spots_per_day=1, dayparts=["siang"])).id
    replan(database, SIX, "clock", "horizon", days=[DAY])
    with database.writing() as session:
        decide(session, the(session, "editor"), gone, 1, "withdraw", SIX)
        drop_ended(session, SIX)
    assert len(spots(published(database))) == 1
    return database


def publish(url: str, dies_before: int | None, tell: Connection | None = None) -> None:
    """Publish the day in this process; `dies_before` that statement that writes (the first is 0) or the commit."""
    database = Database(url)
    written = count()

    def reached(_connection: object, _cursor: object = None, statement: str = "", *_: object) -> None:
        if not statement.startswith(("SELECT", "BEGIN")) and next(written) == dies_before:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", reached)
    event.listen(database.engine, "commit", reached)
    if tell:
        tell.send("begun")
    with database.writing() as session:
        publish_day(session, DAY, "a person", SIX)
    os.kill(os.getpid(), signal.SIGKILL)


def run_publisher(database: Database, dies_before: int | None) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    process = PROCESSES.Process(target=publish, args=(url, dies_before))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def assert_whole(database: Database, version: int) -> None:
    """That version is what there is, with the airings that belong to it, its line on the log, and nothing more."""
    day = published(database)
    assert (day.version, len(spots(day))) == (version, 2 - version)
    assert day.items[0].starts_at == day.starts_at
    assert day.items[-1].ends_at == day.ends_at
    with database.reading() as session:
        assert [row.version for row in versions_of(session, DAY)] == list(range(version, 0, -1))
        airings = session.scalars(select(Airing).where(Airing.date == DAY))
        assert {(each.item_id, each.version) for each in airings} == {(item.id, version) for item in spots(day)}
        assert first_broken_line(session) is None


def test_killed_at_any_statement_the_old_version_stands_and_after_the_commit_the_new_one(withdrawn: Database) -> None:
    for point in range(MOST_WRITES):
        run_publisher(withdrawn, point)
        if newest(withdrawn).version == 2:
            break
        assert_whole(withdrawn, 1)
    assert 2 < point < MOST_WRITES - 1
    assert_whole(withdrawn, 2)


def test_killed_at_whatever_moment_it_is_one_of_the_two(withdrawn: Database) -> None:
    url = withdrawn.engine.url.render_as_string(hide_password=False)
    for _ in range(AT_ANY_MOMENT):
        ours, theirs = PROCESSES.Pipe()
        process = PROCESSES.Process(target=publish, args=(url, None, theirs))
        process.start()
        assert ours.recv() == "begun"
        process.kill()
        process.join()
        assert_whole(withdrawn, newest(withdrawn).version)


def test_what_was_left_undone_is_published_by_the_next_one(withdrawn: Database) -> None:
    run_publisher(withdrawn, 1)
    assert_whole(withdrawn, 1)
    with withdrawn.writing() as session:
        assert publish_day(session, DAY, "another", SIX).version == 2
    assert_whole(withdrawn, 2)
