"""A pair of machines: one is on air, its lines count, and the other takes over by hand or by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from playlists.as_run import take_in
from playlists.machines import Machine, add_machine, hear_from, revoke_machine
from playlists.pairs import Pair, make_pair, part, set_automatic, switch, switch_from_silent
from scheduler.audit import AuditLine
from scheduler.database import Database
from scheduler.errors import Conflict, Invalid
from tests.playlists.airtime import SIX
from tests.playlists.test_as_run import line, outcome
from tests.reconciliation.aired import day_on_air

MINUTE = timedelta(minutes=1)


def pair(database: Database) -> tuple[Pair, Machine, Machine, str]:
    main, item = day_on_air(database)
    with database.writing() as session:
        standby, _ = add_machine(session, "studio-2", "admin", SIX)
        made = make_pair(session, main.id, standby.id, "traffic", SIX)
    return made, main, standby, item


def said(database: Database, machine: Machine, item: str, number: int = 1) -> str | None:
    with database.writing() as session:
        take_in(session, session.get_one(Machine, machine.id), [line(number, item_id=item)], SIX + 30 * MINUTE)
    return outcome(database, item)


def test_the_lines_of_the_machine_on_air_count(database: Database) -> None:
    _, main, standby, item = pair(database)
    assert said(database, standby, item) is None
    assert said(database, main, item) == "aired"


def test_after_a_switch_the_other_ones_lines_count(database: Database) -> None:
    made, main, standby, item = pair(database)
    with database.writing() as session:
        assert switch(session, made.id, "traffic", SIX + MINUTE).on_air_id == standby.id
    assert said(database, main, item) is None
    assert said(database, standby, item) == "aired"


def test_a_line_of_before_the_switch_still_counts_when_it_comes_late(database: Database) -> None:
    made, main, standby, item = pair(database)
    with database.writing() as session:
        switch(session, made.id, "traffic", SIX + 25 * MINUTE)
    assert said(database, standby, item) is None
    assert said(database, main, item) == "aired"


def test_a_switch_is_on_the_audit_log(database: Database) -> None:
    made, *_ = pair(database)
    with database.writing() as session:
        switch(session, made.id, "traffic@radio.example", SIX)
        noted = session.scalars(select(AuditLine).where(AuditLine.action == "switched")).one()
    assert (noted.actor, noted.after) == ("traffic@radio.example", {"on_air": "studio-2"})


@pytest.mark.parametrize(
    ("automatic", "main_at", "standby_at", "switches"),
    [
        (False, 0, 5, False),
        (True, 0, 5, True),
        (True, 5, 5, False),
        (True, 0, 0, False),
    ],
)
def test_it_switches_by_itself_only_when_told_to_and_the_other_one_lives(
    database: Database, automatic: bool, main_at: int, standby_at: int, switches: bool
) -> None:
    made, main, standby, _ = pair(database)
    with database.writing() as session:
        set_automatic(session, made.id, automatic, "admin", SIX)
        hear_from(session.get_one(Machine, main.id), {}, SIX + main_at * MINUTE)
        hear_from(session.get_one(Machine, standby.id), {}, SIX + standby_at * MINUTE)
        assert bool(switch_from_silent(session, "clock", SIX + 5 * MINUTE)) is switches
        assert switch_from_silent(session, "clock", SIX + 5 * MINUTE) == []


def test_parted_machines_are_alone_again(database: Database) -> None:
    made, _, standby, item = pair(database)
    with database.writing() as session:
        part(session, made.id, "traffic", SIX + MINUTE)
        assert not session.get_one(Machine, standby.id).standby
    assert said(database, standby, item) == "aired"


def test_a_machine_has_one_partner_at_most(database: Database) -> None:
    made, main, _, _ = pair(database)
    with database.writing() as session:
        third, _ = add_machine(session, "studio-3", "admin", SIX)
        with pytest.raises(Conflict):
            make_pair(session, third.id, main.id, "traffic", SIX)
        with pytest.raises(Invalid):
            make_pair(session, third.id, third.id, "traffic", SIX)
        revoke_machine(session, third.id, "admin", SIX)
        part(session, made.id, "traffic", SIX)
        with pytest.raises(Conflict):
            make_pair(session, third.id, main.id, "traffic", SIX)
