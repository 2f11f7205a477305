"""As-run: lines are taken in once, kept whatever they say, and settle the airings they tell of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from playlists.airings import Airing
from playlists.as_run import AsRunLine, take_in
from playlists.machines import Machine, add_machine, hear_from
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


def heartbeat(offset_ms: Any, **changes: Any) -> dict[str, Any]:
    return {"clock_offset_ms": offset_ms, "clock_trusted": True, **changes}


def kept(database: Database, number: int) -> AsRunLine:
    with database.reading() as session:
        found = session.scalar(select(AsRunLine).where(AsRunLine.seq == number))
    assert found
    return found


def test_times_of_a_clock_that_was_off_are_set_right_and_kept_as_told(database: Database) -> None:
    machine, item = on_air(database)
    with database.writing() as session:
        machine = session.merge(machine)
        hear_from(machine, heartbeat(90_000), SIX)
        take_in(session, machine, [line(1, item_id=item, started_at="2026-11-24T06:18:30.012+07:00")], SIX)
    found = kept(database, 1)
    assert found.started_at and found.told_started_at
    assert found.started_at.isoformat() == "2026-11-23T23:20:00.012000+00:00"
    assert found.told_started_at.isoformat() == "2026-11-23T23:18:30.012000+00:00"
    with database.reading() as session:
        assert session.get_one(Airing, item).started_at == found.started_at


@pytest.mark.parametrize(
    "told",
    [
        heartbeat(None),
        heartbeat("soon"),
        heartbeat(1e300),
        heartbeat(True),
        heartbeat(150),
        heartbeat(90_000, as_run_clock="station"),
    ],
)
def test_times_stay_where_the_clock_is_right_or_its_offset_makes_no_sense(database: Database, told: Any) -> None:
    machine, _ = on_air(database)
    with database.writing() as session:
        machine = session.merge(machine)
        hear_from(machine, told, SIX)
        take_in(session, machine, [line(1)], SIX)
    assert kept(database, 1).started_at == kept(database, 1).told_started_at


def test_a_known_number_that_tells_of_something_else_means_two_machines(database: Database) -> None:
    machine, item = on_air(database)
    with database.writing() as session:
        machine = session.merge(machine)
        take_in(session, machine, [line(1)], SIX)
        take_in(session, machine, [line(1)], SIX)
        assert machine.twin_seen_at is None
        take_in(session, machine, [line(1, item_id=item)], SIX)
        assert machine.twin_seen_at == SIX
    assert kept(database, 1).item_id is None
