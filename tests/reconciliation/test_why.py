"""Why did this not air? One answer for an announcement, one for an hour on a machine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from playlists.airings import Airing
from playlists.commands import order
from playlists.machines import Machine, hear_from
from playlists.make_goods import notice_missed
from playlists.why import why
from playlists.why_hour import why_hour
from scheduler.announcements.deciding import decide
from scheduler.database import Database
from scheduler.errors import NotFound
from tests.conftest import NOW
from tests.playlists.airtime import SIX, add_recording
from tests.reconciliation.test_day import HOUR, Story
from tests.scheduler.announcing import submitted, the


def words(database: Database, announcement_id: str, good: bool = False) -> str:
    with database.reading() as session:
        steps = why(session, announcement_id, SIX + HOUR)
    return " | ".join(str(step.told) for step in steps if good or not step.good)


def test_one_that_waits_for_approval_says_so(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
    told = words(database, announcement.id)
    assert "waits for somebody to approve it" in told
    assert "has no recording yet" in told
    assert "stands in no published day" in told


def test_one_whose_recording_failed_says_what_failed(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)
        recording = add_recording(session, announcement)
        recording.status, recording.detail = "failed", "the voice did not answer"
    assert "failed: the voice did not answer" in words(database, announcement.id)


def test_one_that_was_held_says_by_whom_and_why(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        decide(session, the(session, "editor"), announcement.id, 1, "hold", NOW, "wrong number")
    assert "editor@radio.example put it on hold: wrong number" in words(database, announcement.id)


def test_one_that_a_machine_missed_says_what_the_machine_said_and_what_was_done(database: Database) -> None:
    story = Story(database)
    story.says(story.item(story.spot), "failed", detail="cannot be decoded")
    with database.writing() as session:
        notice_missed(session, SIX + HOUR)
        announcement_id = session.get_one(Airing, story.spot).announcement_id
    told = words(database, announcement_id, good=True)
    assert "handed in revision 1" in told
    assert "approved revision 1" in told
    assert "Planned for 2026-11-24 06:20:00: failed. The machine says: cannot be decoded" in told
    assert "A replacement is proposed" in told


def test_one_that_nobody_reported_names_the_silent_machine(database: Database) -> None:
    story = Story(database)
    with database.reading() as session:
        announcement_id = session.get_one(Airing, story.spot).announcement_id
    assert "studio-1 is silent" in words(database, announcement_id)


def test_an_hour_tells_items_commands_and_what_had_no_plan(database: Database) -> None:
    story = Story(database)
    story.says(story.item(story.spot), "skipped", detail="skipped by the operator")
    story.says(story.item(story.spot), "aired", item_id=None, kind="filler", title="Bed")
    with database.writing() as session:
        machine = session.get_one(Machine, story.machine.id)
        hear_from(machine, {"versions": {"2026-11-24": 7}, "clock_offset_ms": 900}, SIX)
        order(session, machine.id, "skip", "announcer@radio.example", SIX + timedelta(minutes=20))
        steps = why_hour(session, machine.id, SIX, SIX + HOUR)
    told = " | ".join(str(step.told) for step in steps)
    assert "Imunisasi campak: skipped. The machine says: skipped by the operator" in told
    assert "Without a plan, Bed: aired" in told
    assert "announcer@radio.example gave the command skip" in told
    assert "holds version 7 of 2026-11-24, not 1" in told
    assert "is 900 ms off" in told


def test_there_is_no_answer_for_what_is_not_there(database: Database) -> None:
    with database.reading() as session:
        with pytest.raises(NotFound):
            why(session, "01ZZZZZZZZZZZZZZZZZZZZZZZZ", SIX)
        with pytest.raises(NotFound):
            why_hour(session, "01ZZZZZZZZZZZZZZZZZZZZZZZZ", SIX, SIX)
