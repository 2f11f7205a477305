"""The running server against its own OpenAPI document, tried by a program that is not ours."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from playlists.publishing import replan
from tests.playlists.airtime import SIX, airable, furnish_air
from tests.web.service import Service

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Thousands of requests need no lines."""


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    """Where the station answers, with a published horizon."""
    with service.desk.database.writing() as session:
        furnish_air(session)
        airable(session)
    replan(service.desk.database, SIX, "clock", "horizon")
    server = make_server("127.0.0.1", 0, service.client.application, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow
def test_schemathesis_finds_no_failure(service: Service, address: str, tmp_path: Path) -> None:
    config = tmp_path / "schemathesis.toml"
    # whether a flight's days are past, or the wrong way round, no schema can say: such a submission is 422
    config.write_text(
        f"[auth.openapi.machine]\nbearer = {json.dumps(service.machine)}\n"
        f"[auth.openapi.token]\nbearer = {json.dumps(service.token('traffic@radio.example'))}\n"
        '[[operations]]\ninclude-name = "POST /v1/announcements"\nchecks.positive_data_acceptance.enabled = false\n'
        '[[operations]]\ninclude-path = "/v1/playlists/{name}"\nparameters = { name = ["today.m3u8", "2026-11-24"] }\n'
        '[[operations]]\ninclude-path-regex = "/playlists/.day./"\nparameters = { day = "2026-11-24" }\n'
    )
    tried = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run"),
            *(f"{address}/api/openapi.json", "--phases", "examples,coverage,fuzzing"),
            *("--max-examples", "5", "--seed", "1", "--no-color", "--suppress-health-check", "all"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert tried.returncode == 0, tried.stdout[-6000:] + tried.stderr[-2000:]
