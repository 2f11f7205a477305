"""What a machine gets while the database is locked or gone: what the process has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import select, text

from playlists.machines import all_machines, revoke_machine
from playlists.publishing import replan
from playlists.revocations import is_noted
from scheduler.database import Database
from scheduler.events import Event
from scheduler.tokens import hash_token
from tests.playlists.airtime import SIX, airable, furnish_air
from tests.web.service import Service, problem_of
from web.wiring import HANDLERS, note_token

TODAY = "/playlists/2026-11-24"
in_trouble = pytest.mark.parametrize(
    ("empty_database", "trouble"), [("postgresql", "locked"), ("sqlite", "gone")], indirect=True
)  # readers of SQLite wait for nobody's lock
on_sqlite = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


@pytest.fixture
def impatient(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A published horizon that was fetched once; every further request looks whether something is newer."""
    with service.desk.database.writing() as session:
        furnish_air(session)
        airable(session)
    replan(service.desk.database, SIX, "clock", "horizon")
    for path in (TODAY, "/playlists/today.m3u8", "/pulse"):
        assert service.get(path, service.machine).status_code == 200
    monkeypatch.setattr("web.api.shelf.FRESH_S", 0.0)
    monkeypatch.setattr("web.api.pulse.FRESH_S", 0.0)
    monkeypatch.setattr("web.api.calendar.FRESH_S", 0.0)
    monkeypatch.setattr("web.api.machine_door.TRUSTED_S", 0.0)
    monkeypatch.setattr("web.api.machine_door.JUST_NOW_S", 0.0)
    monkeypatch.setattr("web.api.asking.PATIENCE_S", 0.05)
    monkeypatch.setattr("web.api.asking.PATIENCE_WITHOUT_ANY_ANSWER_S", 0.1)
    return service


@pytest.fixture
def trouble(request: pytest.FixtureRequest, impatient: Service, tmp_path: Path) -> Iterator[Service]:
    """Somebody holds a lock on every table, or the server is no longer there."""
    database = impatient.desk.database
    if request.param == "locked":
        with database.engine.connect() as other:
            other.execute(text("lock table published_day, machine, station, airing in access exclusive mode"))
            yield impatient
            other.rollback()
    else:
        _take_away(database, tmp_path)
        yield impatient


def _take_away(database: Database, tmp_path: Path) -> None:
    elsewhere = Database(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}")
    database.engine.dispose()
    database.reading = elsewhere.reading  # type: ignore[method-assign]
    database.writing = elsewhere.writing  # type: ignore[method-assign]


@in_trouble
@pytest.mark.parametrize("path", [TODAY, f"{TODAY}.m3u8", "/playlists/today.m3u8", f"{TODAY}.xspf", "/pulse"])
def test_what_the_process_has_is_served_on(trouble: Service, path: str) -> None:
    for _ in range(2):
        answer = trouble.get(path, trouble.machine)
        assert answer.status_code == 200
        assert answer.data


@in_trouble
def test_an_unchanged_day_is_304_all_the_same(trouble: Service) -> None:
    etag = trouble.get(TODAY, trouble.machine).headers["ETag"]
    assert trouble.get(TODAY, trouble.machine, If_None_Match=etag).status_code == 304


@in_trouble
def test_what_it_does_not_have_is_503_as_a_problem_and_says_when_to_come_again(trouble: Service) -> None:
    told = problem_of(trouble.get("/playlists/2026-12-24", trouble.machine))
    assert told["status"] == 503
    assert "Nothing was lost" in told["detail"]


@in_trouble
def test_a_token_opens_on_however_long_the_trouble_lasts(trouble: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.api.kept.monotonic", lambda: monotonic() + 3600)
    assert trouble.get(TODAY, trouble.machine).status_code == 200


@in_trouble
def test_a_token_that_was_revoked_before_the_trouble_is_out(trouble: Service) -> None:
    assert trouble.get(TODAY, trouble.machine).status_code == 200
    note_token(trouble.desk, hash_token(trouble.machine))
    assert trouble.get(TODAY, trouble.machine).status_code == 401


@in_trouble
def test_a_token_of_which_nobody_can_tell_any_more_opens_for_less_than_a_minute(
    trouble: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trouble.get(TODAY, trouble.machine).status_code == 200
    monkeypatch.setattr(trouble.desk.media, "exists", _out_of_reach)
    assert trouble.get(TODAY, trouble.machine).status_code == 200
    monkeypatch.setattr("web.api.machine_door.TRUSTED_WITHOUT_ANY_WORD_S", 0.0)
    assert trouble.get(TODAY, trouble.machine).status_code == 503


def _out_of_reach(*_: str) -> bool:
    raise OSError("the store is out of reach")


@in_trouble
def test_a_token_never_seen_before_opens_nothing(trouble: Service) -> None:
    assert trouble.get(TODAY, "guessed").status_code == 503


@on_sqlite
def test_shutting_a_machine_out_is_noted_beside_the_database(impatient: Service) -> None:
    desk = impatient.desk
    with desk.database.writing() as session:
        token_hash = revoke_machine(session, all_machines(session)[0].id, "admin", SIX).token_hash
        event = session.scalars(select(Event).where(Event.kind == "machine.revoked")).one()
    HANDLERS[event.kind](desk, **event.payload)
    assert is_noted(desk.media, token_hash)


@on_sqlite
def test_after_the_trouble_a_revoked_token_is_out_at_once(impatient: Service) -> None:
    assert impatient.get(TODAY, impatient.machine).status_code == 200
    with impatient.desk.database.writing() as session:
        revoke_machine(session, all_machines(session)[0].id, "admin", SIX)
    assert impatient.get(TODAY, impatient.machine).status_code == 401


@on_sqlite
def test_the_shelf_never_weighs_more_than_it_may(impatient: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = impatient.client.application.wsgi_app.mounts["/api"].extensions["siar_shelf"]  # type: ignore[attr-defined]
    monkeypatch.setattr(shelf._copies, "_most", 400_000)
    sizes = []
    for number in range(30):
        answer = impatient.client.get(
            f"/api/v1{TODAY}", headers={"Authorization": f"Bearer {impatient.machine}", "Host": f"h{number}.example"}
        )
        assert json.loads(answer.data)
        sizes.append(shelf._copies.weight)
    assert max(sizes) <= 400_000 + len(answer.data)
