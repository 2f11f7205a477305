"""A worker that begins to serve has the days at hand, and begins without a database too."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from playlists.publishing import replan
from tests.playlists.airtime import SIX, furnish_long_music
from tests.web.service import Service
from web.api.readiness import make_ready

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def api_of(service: Service) -> Flask:
    found: Flask = service.client.application.extensions["siar_api"]
    return found


def test_the_first_machine_to_ask_does_not_wait_for_the_days_to_be_read(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service.desk.database.writing() as session:
        furnish_long_music(session)
    replan(service.desk.database, SIX, "clock", "horizon")
    make_ready(api_of(service), "localhost")
    monkeypatch.setattr("web.api.shelf.Shelf._write", _not_now)
    answer = service.get("/pulse", service.machine)
    assert answer.json
    assert len(answer.json["playlists"]) == 3


def test_without_a_database_it_serves_all_the_same(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.api.asking.PATIENCE_WITHOUT_ANY_ANSWER_S", 0.05)
    monkeypatch.setattr(service.desk.database, "reading", _not_now)
    make_ready(api_of(service), "localhost")
    assert service.get("/pulse", service.machine).status_code == 503


def _not_now(*_: object) -> None:
    raise OperationalError("select", {}, Exception("gone"))
