"""The audit log: every act has its line, and a line that was touched later is found."""

from __future__ import annotations

from sqlalchemy import text

from scheduler.announcements.deciding import decide
from scheduler.audit import AuditLine, first_broken_line
from scheduler.database import Database
from tests.conftest import NOW
from tests.scheduler.announcing import submitted, the


def two_acts(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)


def test_who_did_what_from_which_state_to_which(database: Database) -> None:
    two_acts(database)
    with database.reading() as session:
        lines = session.query(AuditLine).order_by(AuditLine.seq).all()
    assert [(line.actor, line.action) for line in lines] == [
        ("sehat@dinkes.example", "written"),
        ("editor@radio.example", "approved"),
    ]
    assert lines[1].before == {"status": "submitted", "approved_revision": None}
    assert lines[1].after == {"status": "approved", "revision": 1, "approved_revision": 1}


def test_the_untouched_chain_is_whole(database: Database) -> None:
    two_acts(database)
    with database.reading() as session:
        assert first_broken_line(session) is None


def test_a_changed_line_is_found(database: Database) -> None:
    two_acts(database)
    with database.writing() as session:
        session.execute(text("update audit_line set actor = 'somebody@else.example' where seq = 2"))
    with database.reading() as session:
        assert first_broken_line(session) == 2


def test_a_removed_line_is_found_also_the_last(database: Database) -> None:
    two_acts(database)
    with database.writing() as session:
        session.execute(text("delete from audit_line where seq = 2"))
    with database.reading() as session:
        assert first_broken_line(session) == 2


def test_an_act_that_is_rolled_back_leaves_no_line(database: Database) -> None:
    try:
        with database.writing() as session:
            submitted(session)
            raise RuntimeError("the disk is full")
    except RuntimeError:
        pass
    with database.reading() as session:
        assert session.query(AuditLine).count() == 0
