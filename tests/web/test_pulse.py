"""The pulse is each machine's own: commands reach the machine they are for, once; a waiting standby is told so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from playlists.airings import Airing
from playlists.commands import latest_commands, order
from playlists.machines import Machine, add_machine, all_machines, revoke_machine
from playlists.pairs import make_pair, switch
from playlists.publishing import replan
from scheduler.audit import AuditLine
from scheduler.database import Database
from scheduler.errors import Conflict, Invalid
from tests.playlists.airtime import SIX, airable, furnish_air
from tests.web.service import Service, open_service

# The rules beneath run on both servers; the whole way over HTTP runs on PostgreSQL in tests/processes.
pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


class Moving:
    """A clock that the test sets."""

    now = SIX

    def __call__(self) -> Any:
        return self.now


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture
def studio(database: Database, tmp_path: Any, clock: Moving, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr("web.api.pulse.FRESH_S", 0.0)
    with database.writing() as session:
        furnish_air(session)
        airable(session)
    replan(database, SIX, "clock", "horizon")
    yield open_service(database, tmp_path / "home", clock)


def second(studio: Service) -> tuple[str, str]:
    with studio.desk.database.writing() as session:
        machine, token = add_machine(session, "studio-2", "admin", SIX)
    return machine.id, token


def first_id(studio: Service) -> str:
    with studio.desk.database.reading() as session:
        return next(each.id for each in all_machines(session) if each.name == "studio-1")


def command(studio: Service, name: str = "skip", item: str | None = None) -> str:
    with studio.desk.database.writing() as session:
        return order(session, first_id(studio), name, "announcer@radio.example", studio.desk.now(), item).id


def told(studio: Service, token: str, **headers: str) -> Any:
    return studio.get("/pulse", token, **headers)


def state(studio: Service) -> str:
    with studio.desk.database.reading() as session:
        return latest_commands(session, first_id(studio))[0].state(studio.desk.now())


def test_a_command_reaches_its_machine_and_no_other(studio: Service) -> None:
    _, other = second(studio)
    name = command(studio)
    assert told(studio, studio.machine).json["commands"] == [{"id": name, "command": "skip", "item_id": None}]
    assert told(studio, other).json["commands"] == []


def test_it_is_done_when_the_machine_asks_on_with_that_pulse(studio: Service) -> None:
    command(studio)
    etag = told(studio, studio.machine).headers["ETag"]
    assert state(studio) == "waiting"
    assert told(studio, studio.machine, If_None_Match=etag).status_code == 304
    assert state(studio) == "done"
    assert told(studio, studio.machine, If_None_Match=etag).json["commands"] == []


def test_two_presses_are_two_commands_in_order(studio: Service) -> None:
    names = [command(studio, "hold"), command(studio, "resume")]
    assert [each["id"] for each in told(studio, studio.machine).json["commands"]] == names


def test_a_command_that_could_not_be_delivered_lapses(studio: Service, clock: Moving) -> None:
    command(studio)
    clock.now = SIX + timedelta(seconds=61)
    assert told(studio, studio.machine).json["commands"] == []
    assert state(studio) == "lapsed"


def test_a_command_is_on_the_audit_log(studio: Service) -> None:
    command(studio)
    with studio.desk.database.reading() as session:
        noted = session.scalars(select(AuditLine).where(AuditLine.action == "commanded")).one()
    assert (noted.actor, noted.after["command"], noted.after["machine"]) == (
        "announcer@radio.example", "skip", "studio-1",
    )  # fmt: skip


def test_an_item_of_the_plan_can_be_played_next_and_nothing_else(studio: Service) -> None:
    with studio.desk.database.reading() as session:
        item = session.scalars(select(Airing.item_id)).first()
    command(studio, "play_next", item)
    assert told(studio, studio.machine).json["commands"][0]["item_id"] == item
    for wrong in (None, "01ZZZZZZZZZZZZZZZZZZZZZZZZ"):
        with pytest.raises(Invalid):
            command(studio, "play_next", wrong)


def test_an_unknown_command_and_a_machine_shut_out_are_refused(studio: Service) -> None:
    with pytest.raises(Invalid):
        command(studio, "explode")
    with studio.desk.database.writing() as session:
        revoke_machine(session, first_id(studio), "admin", SIX)
    with pytest.raises(Conflict):
        command(studio)


def test_the_one_of_a_pair_that_waits_is_told_so(studio: Service) -> None:
    other_id, other = second(studio)
    with studio.desk.database.writing() as session:
        pair = make_pair(session, first_id(studio), other_id, "traffic", SIX)
    assert "on_air" not in told(studio, studio.machine).json
    assert told(studio, other).json["on_air"] is False
    with studio.desk.database.writing() as session:
        switch(session, pair.id, "traffic", SIX)
    assert told(studio, studio.machine).json["on_air"] is False
    assert "on_air" not in told(studio, other).json


def test_a_heartbeat_keeps_where_it_came_from(studio: Service) -> None:
    studio.post("/heartbeat", {"on_air": True}, studio.machine)
    with studio.desk.database.reading() as session:
        assert session.get_one(Machine, first_id(studio)).addresses[0][0] == "127.0.0.1"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_heartbeat_with_a_number_that_is_none_is_refused(studio: Service, number: str) -> None:
    answer = studio.client.post(
        "/api/v1/heartbeat",
        data=f'{{"clock_offset_ms": {number}}}',
        headers={"Authorization": f"Bearer {studio.machine}", "Content-Type": "application/json"},
    )
    assert answer.status_code == 422
