"""Machines, their tokens, and signed addresses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from playlists.machines import Machine, add_machine, hear_from, machines_by_token, revoke_machine
from playlists.signing import is_signed, signed_path
from scheduler.database import Database
from scheduler.errors import Conflict, Invalid
from scheduler.tokens import hash_token
from tests.conftest import NOW


def test_a_token_opens_for_its_machine_alone(database: Database) -> None:
    with database.writing() as session:
        machine, token = add_machine(session, "studio-1", "admin", NOW)
        other, other_token = add_machine(session, "studio-2", "admin", NOW)
        assert machines_by_token(session) == {hash_token(token): machine, hash_token(other_token): other}


def test_the_token_itself_is_nowhere_in_the_database(database: Database) -> None:
    with database.writing() as session:
        machine, token = add_machine(session, "studio-1", "admin", NOW)
        assert token not in [str(value) for value in vars(machine).values()]


def test_a_revoked_machine_stays_outside(database: Database) -> None:
    with database.writing() as session:
        machine, _ = add_machine(session, "studio-1", "admin", NOW)
        revoke_machine(session, machine.id, "admin", NOW)
        assert machines_by_token(session) == {}
        assert session.get_one(Machine, machine.id).revoked_at == NOW


@pytest.mark.parametrize("name", ["", "  ", "a:b", "x" * 81, "studio\x07"])
def test_a_name_that_cannot_be_used_is_refused(database: Database, name: str) -> None:
    with database.writing() as session, pytest.raises(Invalid):
        add_machine(session, name, "admin", NOW)


def test_two_machines_of_one_name_are_refused(database: Database) -> None:
    with database.writing() as session:
        add_machine(session, "studio-1", "admin", NOW)
        with pytest.raises(Conflict):
            add_machine(session, " studio-1 ", "admin", NOW)


def called_from(database: Database, *addresses: str, apart: timedelta = timedelta(seconds=15)) -> Machine:
    with database.writing() as session:
        machine, _ = add_machine(session, "studio-1", "admin", NOW)
        for number, address in enumerate(addresses):
            hear_from(machine, {}, NOW + number * apart, address)
    return machine


def test_two_machines_with_one_token_are_told(database: Database) -> None:
    machine = called_from(database, "10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.2")
    assert machine.twin_seen_at == NOW + timedelta(seconds=45)


@pytest.mark.parametrize(
    ("addresses", "apart"),
    [
        (("10.0.0.1", "10.0.0.2", "10.0.0.1"), 15),
        (("10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.2"), 15),
        (("10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.2"), 86_400),
        (("", "", "", ""), 15),
    ],
)
def test_a_machine_that_moves_is_one(database: Database, addresses: tuple[str, ...], apart: int) -> None:
    assert called_from(database, *addresses, apart=timedelta(seconds=apart)).twin_seen_at is None


FILE = "0" * 64 + ".mp3"


def parts(path: str) -> tuple[str, str]:
    _, _, query = path.partition("?e=")
    expires, _, signature = query.partition("&s=")
    return expires, signature


def test_a_signed_address_holds_until_it_runs_out() -> None:
    expires, signature = parts(signed_path("key", FILE, NOW + timedelta(days=7)))
    assert is_signed("key", FILE, expires, signature, NOW + timedelta(days=6, hours=23))
    assert not is_signed("key", FILE, expires, signature, NOW + timedelta(days=7, seconds=1))


def test_a_signature_is_for_one_file_one_time_and_one_key() -> None:
    expires, signature = parts(signed_path("key", FILE, NOW))
    early = NOW - timedelta(days=1)
    assert not is_signed("key", "1" * 64 + ".mp3", expires, signature, early)
    assert not is_signed("key", FILE, str(int(expires) + 1), signature, early)
    assert not is_signed("other", FILE, expires, signature, early)
    assert not is_signed("key", FILE, expires, "", early)
    assert not is_signed("key", FILE, "٣", signature, early)
    assert not is_signed("key", FILE, "9" * 400, signature, early)
