"""The page at the machine: for the operator there, and for nobody else's site."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from playlists.agent.status import page, serve

STATE = {
    "now_playing": {"item_id": "a", "title": "Lagu <b>"},
    "coming": [{"id": "b", "title": "Imunisasi & gizi", "starts_at": "06:20:00"}],
    "notices": {"station": "The station does not answer."},
    "cached_until": "2026-11-27T04:00:00+07:00",
    "clock_offset_ms": 3,
    "on_air": True,
    "levels": {"peak_dbfs": [-9.1, -3.5], "rms_dbfs": [-20.0, -18.2], "until": "2026-11-24T06:20:00.000+07:00"},
}


@pytest.fixture
def served():
    orders = []
    server = serve(lambda: STATE, orders.append)
    host, port = server.server_address[:2]
    yield f"http://{host}:{port}", orders
    server.shutdown()
    server.server_close()


def call(url, body=None, **headers):
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, fault.read().decode()


def test_it_shows_what_is_on_air_what_comes_and_what_is_wrong():
    text = page(STATE)
    assert "Lagu &lt;b&gt;" in text
    assert "Imunisasi &amp; gizi" in text
    assert "The station does not answer." in text


def test_it_shows_how_loud_the_last_second_was():
    assert "puncak -3.5 dBFS, rerata -18.2 dBFS" in page(STATE)
    assert "dBFS" not in page({**STATE, "levels": None})


def test_programs_read_it_as_json(served):
    url, _ = served
    status, body = call(f"{url}/status.json")
    assert (status, json.loads(body)) == (200, STATE)


def test_a_button_is_an_order(served):
    url, orders = served
    assert call(url, b"command=skip")[0] == 200
    assert [order["command"] for order in orders] == ["skip"]


def test_each_press_is_an_order_of_its_own(served):
    url, orders = served
    call(url, b"command=skip")
    call(url, b"command=skip")
    assert len({order["id"] for order in orders}) == 2


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_another_site_reaches_nothing_through_the_operators_browser(served, headers):
    url, orders = served
    assert call(url, b"command=skip", **headers)[0] == 403
    assert orders == []


@pytest.mark.parametrize("body", [b"", b"command=format_disk", b"\xff\xfe", b"x" * 5000])
def test_what_is_no_order_changes_nothing(served, body):
    url, orders = served
    assert call(url, body)[0] in (400, 403)
    assert orders == []
