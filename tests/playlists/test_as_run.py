"""As-run: lines are taken in once, kept whatever they say, and settle the airings they tell of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from playlists.airings import Airing, close_silent
from playlists.as_run import AsRunLine, take_in
from playlists.machines import Machine, add_machine
from playlists.publishing import replan
from scheduler.database import Database
from scheduler.errors import Invalid
from tests.playlists.airtime import DAY, SIX, airable, furnish_air


def line(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "seq": number,
        "item_id": None,
        "playlist_version": 1,
        "started_at": "2026-11-24T06:20:00.012+07:00",
        "ended_at": "2026-11-24T06:20:30.012+07:00",
        "outcome": "aired",
        "detail": "",
        "title": "Imunisasi",
        "kind": "spot",
        "sha256": "0" * 64,
        **changes,
    }


def on_air(database: Database) -> tuple[Machine, str]:
    """A published day, a machine, and the id of its first spot."""
    with database.writing() as session:
        furnish_air(session)
        airable(session)
        machine, _ = add_machine(session, "studio-1", "admin", SIX)
    replan(database, SIX, "clock", "horizon")
    with database.reading() as session:
        first = session.scalars(select(Airing).where(Airing.date == DAY).order_by(Airing.planned_at)).first()
    assert first
    return machine, first.item_id


def outcome(database: Database, item_id: str) -> str | None:
    with database.reading() as session:
        return session.get_one(Airing, item_id).outcome


def test_a_line_settles_the_airing_it_tells_of(database: Database) -> None:
    machine, item = on_air(database)
    with database.writing() as session:
        take_in(session, machine, [line(1, item_id=item)], SIX)
    with database.reading() as session:
        airing = session.get_one(Airing, item)
    assert (airing.outcome, airing.machine) == ("aired", "studio-1")
    assert airing.started_at and airing.started_at.isoformat() == "2026-11-23T23:20:00.012000+00:00"


def test_sending_a_batch_again_changes_nothing(database: Database) -> None:
    machine, item = on_air(database)
    batch = [line(1, item_id=item), line(2), line(2)]
    for expected in ((2, 1), (0, 3)):
        with database.writing() as session:
            taken = take_in(session, machine, batch, SIX)
        assert (taken.accepted, taken.known) == expected
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AsRunLine)) == 2


def test_lines_come_late_and_out_of_order(database: Database) -> None:
    machine, item = on_air(database)
    with database.writing() as session:
        take_in(session, machine, [line(9)], SIX)
        assert take_in(session, machine, [line(3, item_id=item)], SIX + timedelta(days=3)).accepted == 1
    assert outcome(database, item) == "aired"


def test_of_two_reports_the_better_outcome_counts(database: Database) -> None:
    machine, item = on_air(database)
    with database.writing() as session:
        take_in(session, machine, [line(1, item_id=item, outcome="skipped")], SIX)
        take_in(session, machine, [line(2, item_id=item, outcome="aired")], SIX)
        take_in(session, machine, [line(3, item_id=item, outcome="failed")], SIX)
    assert outcome(database, item) == "aired"


def test_a_line_for_an_unknown_item_is_kept(database: Database) -> None:
    machine, _ = on_air(database)
    with database.writing() as session:
        assert take_in(session, machine, [line(1, item_id="01ZZZZZZZZZZZZZZZZZZZZZZZZ")], SIX).accepted == 1


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "line",
        {},
        line(-1),
        line(1, seq="1"),
        line(1, seq=True),
        line(1, seq=2**60),
        line(1, outcome="perhaps"),
        line(1, started_at="yesterday"),
        line(1, started_at="2026-11-24T06:20:00"),
        line(1, started_at=7),
        line(1, item_id=7),
        line(1, title="x" * 500),
        line(1, playlist_version="one"),
    ],
)
def test_a_line_that_makes_no_sense_is_rejected_and_the_others_stand(database: Database, wrong: Any) -> None:
    machine, _ = on_air(database)
    with database.writing() as session:
        taken = take_in(session, machine, [wrong, line(7)], SIX)
    assert (taken.accepted, len(taken.rejected)) == (1, 1)


@pytest.mark.parametrize("batch", [None, {}, "[]", 7])
def test_what_is_no_list_is_refused(database: Database, batch: Any) -> None:
    machine, _ = on_air(database)
    with database.writing() as session, pytest.raises(Invalid):
        take_in(session, machine, batch, SIX)


def test_ten_thousand_lines_at_once(database: Database) -> None:
    machine, _ = on_air(database)
    with database.writing() as session:
        assert take_in(session, machine, [line(n) for n in range(10_000)], SIX).accepted == 10_000


def test_what_nobody_reported_is_unknown_in_the_end(database: Database) -> None:
    _, item = on_air(database)
    with database.writing() as session:
        close_silent(session, SIX)
    assert outcome(database, item) is None
    with database.writing() as session:
        close_silent(session, SIX + timedelta(days=3))
    assert outcome(database, item) == "unknown"
