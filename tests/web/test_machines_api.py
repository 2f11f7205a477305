"""What machines fetch and report over HTTP."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import brotli
import pytest

from playlists.machines import all_machines, revoke_machine
from playlists.publishing import replan
from scheduler.announcements.deciding import decide
from tests.playlists.airtime import SIX, airable, furnish_air
from tests.scheduler.announcing import the
from tests.web.service import Service, problem_of

# The rules beneath run on both servers; the whole way over HTTP runs on PostgreSQL in tests/processes.
pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)

TODAY = "/playlists/2026-11-24"


@pytest.fixture
def on_air(service: Service) -> Service:
    """The horizon is published, with one announcement in it."""
    with service.desk.database.writing() as session:
        furnish_air(session)
        airable(session)
    replan(service.desk.database, SIX, "clock", "horizon")
    return service


def day(service: Service, path: str = TODAY) -> dict[str, Any]:
    answer = service.get(path, service.machine)
    assert answer.status_code == 200, answer.data[:300]
    found: dict[str, Any] = json.loads(answer.data)
    return found


def test_a_machine_fetches_the_whole_day(on_air: Service) -> None:
    found = day(on_air)
    ends = datetime.fromisoformat(found["starts_at"])
    for item in found["items"]:
        assert datetime.fromisoformat(item["starts_at"]) == ends
        ends += timedelta(milliseconds=item["duration_ms"])
    assert ends == datetime.fromisoformat(found["ends_at"])
    assert any(item["kind"] == "spot" for item in found["items"])


def test_today_and_tomorrow_are_the_stations_broadcast_days(on_air: Service) -> None:
    assert day(on_air, "/playlists/today")["date"] == "2026-11-24"
    assert day(on_air, "/playlists/tomorrow")["date"] == "2026-11-25"


def test_without_a_good_token_it_is_401_as_a_problem(on_air: Service) -> None:
    for token in (None, "wrong"):
        answer = on_air.get(TODAY, token)
        assert problem_of(answer)["status"] == 401


def test_basic_works_for_players_that_know_nothing_else(on_air: Service) -> None:
    for name, status in (("studio-1", 200), ("studio-2", 401)):
        shown = base64.b64encode(f"{name}:{on_air.machine}".encode()).decode()
        answer = on_air.client.get(f"/api/v1{TODAY}", headers={"Authorization": f"Basic {shown}"})
        assert answer.status_code == status


@pytest.mark.parametrize(
    "header", ["Bearer", "Basic !!!", "Basic gA==", "Digest x", "Bearer \x00", "Basic " + "A" * 9000]
)
def test_strange_authorisations_open_nothing(service: Service, header: str) -> None:
    assert service.client.get(f"/api/v1{TODAY}", headers={"Authorization": header}).status_code == 401


def test_an_unchanged_day_is_304(on_air: Service) -> None:
    etag = on_air.get(TODAY, on_air.machine).headers["ETag"]
    assert etag.startswith('"')
    for held in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = on_air.get(TODAY, on_air.machine, If_None_Match=held)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == etag
    assert on_air.get(TODAY, on_air.machine, If_None_Match='"other"').status_code == 200


@pytest.mark.parametrize(("encoding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_it_comes_compressed_where_that_is_asked_for(on_air: Service, encoding: str, decode: Any) -> None:
    plain = on_air.get(TODAY, on_air.machine)
    packed = on_air.get(TODAY, on_air.machine, Accept_Encoding=encoding)
    assert packed.headers["Content-Encoding"] == encoding
    assert decode(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    unchanged = on_air.get(TODAY, on_air.machine, Accept_Encoding=encoding, If_None_Match=plain.headers["ETag"])
    assert unchanged.status_code == 304


def test_an_older_version_is_there_as_it_was(on_air: Service) -> None:
    before = day(on_air)
    with on_air.desk.database.writing() as session:
        announcement = airable(session, by="siaga@bpbd.example")
    replan(on_air.desk.database, SIX, "clock", "approved")
    assert on_air.get(f"{TODAY}?version={before['version'] + 1}", on_air.machine).status_code == 200
    older = day(on_air, f"{TODAY}?version={before['version']}")
    assert older == before
    assert announcement.id not in [item["announcement_id"] for item in older["items"]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/playlists/2026-02-30", 404),
        ("/playlists/2031-01-01", 404),
        ("/playlists/1969-01-01", 404),
        ("/playlists/someday", 404),
        ("/playlists/2026-11-24.exe", 404),
        ("/playlists/2026-11-24.json.json", 404),
        ("/playlists/2026-W48-2", 404),
        (f"{TODAY}?version=99", 404),
        (f"{TODAY}?version=0", 422),
        (f"{TODAY}?version=-1", 422),
        (f"{TODAY}?version=one", 422),
        (f"{TODAY}?version=99999999999999999999", 422),
    ],
)
def test_a_day_that_is_not_there_is_told_as_a_problem(service: Service, path: str, status: int) -> None:
    assert problem_of(service.get(path, service.machine))["status"] == status


def test_addresses_of_media_are_signed_alike_for_every_machine_and_outlast_the_day(on_air: Service) -> None:
    urls = [item["media"]["url"] for item in day(on_air)["items"] if item["media"]]
    assert urls == [item["media"]["url"] for item in day(on_air)["items"] if item["media"]]
    assert all(url.startswith("http://localhost/api/v1/media/") for url in urls)
    expires = datetime.fromtimestamp(int(urls[0].partition("?e=")[2].partition("&")[0]), tz=SIX.tzinfo)
    assert expires == datetime.fromisoformat(day(on_air)["ends_at"]) + timedelta(days=7)


def with_audio(service: Service, content: bytes = b"ID3 some sound" * 999) -> str:
    return service.desk.media.put_bytes(content, "mp3").sha256


def test_audio_is_served_with_its_length_for_ever_and_in_ranges(on_air: Service) -> None:
    content = b"0123456789" * 100
    path = f"/media/{with_audio(on_air, content)}.mp3"
    whole = on_air.get(path, on_air.machine)
    assert (whole.data, whole.headers["Content-Length"], whole.mimetype) == (content, "1000", "audio/mpeg")
    assert "immutable" in whole.headers["Cache-Control"]
    part = on_air.get(path, on_air.machine, Range="bytes=10-14")
    assert (part.status_code, part.data, part.headers["Content-Range"]) == (206, b"01234", "bytes 10-14/1000")
    assert on_air.get(path, on_air.machine, Range="bytes=5000-").status_code == 416
    head = on_air.client.head(f"/api/v1{path}", headers={"Authorization": f"Bearer {on_air.machine}"})
    assert (head.status_code, head.headers["Content-Length"], head.data) == (200, "1000", b"")


def test_audio_opens_by_its_signed_address_alone(on_air: Service) -> None:
    sha256 = with_audio(on_air)
    url = next(item["media"]["url"] for item in day(on_air)["items"] if item["media"])
    path, _, query = url.removeprefix("http://localhost/api/v1").partition("?")
    assert on_air.get(f"/media/{sha256}.mp3").status_code == 401
    assert on_air.get(f"/media/{sha256}.mp3?{query}").status_code == 401
    assert on_air.get(f"{path}?{query}").status_code == 404  # signed, but the library's rows here have no sound
    assert on_air.get(f"{path}?{query}x").status_code == 401


@pytest.mark.parametrize(
    "name", ["0" * 64 + ".mp3", "..%2f..%2fsecret_key", "x.mp3", "0" * 63 + ".mp3", "0" * 64 + ".MP3"]
)
def test_audio_that_is_not_there_is_not_found(service: Service, name: str) -> None:
    assert problem_of(service.get(f"/media/{name}", service.machine))["status"] == 404


def test_the_pulse_tells_the_etag_of_three_days(on_air: Service) -> None:
    told = on_air.get("/pulse", on_air.machine)
    assert told.json and set(told.json) == {"playlists", "alerts", "commands"}
    assert set(told.json["playlists"]) == {"2026-11-24", "2026-11-25", "2026-11-26"}
    assert told.json["playlists"]["2026-11-24"] == on_air.get(TODAY, on_air.machine).headers["ETag"]
    assert on_air.get("/pulse", on_air.machine, If_None_Match=told.headers["ETag"]).status_code == 304


def test_as_run_lines_reach_the_announcement(on_air: Service) -> None:
    spot = next(item for item in day(on_air)["items"] if item["kind"] == "spot")
    line = {"seq": 1, "item_id": spot["id"], "outcome": "aired", "started_at": spot["starts_at"], "playlist_version": 1}
    assert on_air.post("/as-run", [line], on_air.machine).json == {"accepted": 1, "known": 0, "rejected": []}
    assert on_air.post("/as-run", [line], on_air.machine).json == {"accepted": 0, "known": 1, "rejected": []}
    told = on_air.get(f"/announcements/{spot['announcement_id']}", on_air.token("dinkes")).json
    assert told
    airing = next(each for each in told["airings"] if each["item_id"] == spot["id"])
    assert (airing["outcome"], airing["machine"], airing["planned_at"]) == ("aired", "studio-1", spot["starts_at"])


def test_a_line_that_makes_no_sense_is_told_and_the_rest_is_taken(on_air: Service) -> None:
    answer = on_air.post("/as-run", [{"seq": 2, "outcome": "perhaps"}, {"seq": 3, "outcome": "aired"}], on_air.machine)
    assert answer.json and (answer.json["accepted"], answer.json["rejected"][0]["seq"]) == (1, 2)


def test_a_heartbeat_is_kept(on_air: Service) -> None:
    assert on_air.post("/heartbeat", {"on_air": True, "disk_free_bytes": 7}, on_air.machine).status_code == 204
    with on_air.desk.database.reading() as session:
        machine = all_machines(session)[0]
    assert (machine.heartbeat, machine.last_seen_at) == ({"on_air": True, "disk_free_bytes": 7}, SIX)


@pytest.mark.parametrize("path", ["/as-run", "/heartbeat"])
@pytest.mark.parametrize("body", [b"", b"{", b"[[[", b"\xff"])
def test_a_report_that_is_no_json_is_a_problem(service: Service, path: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {service.machine}", "Content-Type": "application/json"}
    assert problem_of(service.client.post(f"/api/v1{path}", data=body, headers=headers))["status"] in (400, 422)


def test_a_revoked_machine_is_let_in_no_more(on_air: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_air.get(TODAY, on_air.machine).status_code == 200
    with on_air.desk.database.writing() as session:
        revoke_machine(session, all_machines(session)[0].id, "admin", SIX)
    monkeypatch.setattr("web.api.machine_door.TRUSTED_S", 0.0)
    assert on_air.get(TODAY, on_air.machine).status_code == 401


def test_what_was_withdrawn_is_gone_from_the_next_fetch(on_air: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.api.shelf.FRESH_S", 0.0)
    gone = next(item["announcement_id"] for item in day(on_air)["items"] if item["kind"] == "spot")
    with on_air.desk.database.writing() as session:
        decide(session, the(session, "editor"), gone, 1, "withdraw", SIX)
    replan(on_air.desk.database, SIX, "clock", "withdrawn")
    assert gone not in [item["announcement_id"] for item in day(on_air)["items"]]


def test_the_openapi_document_tells_every_call(service: Service) -> None:
    spec = service.client.get("/api/openapi.json").json
    assert spec
    assert {
        "/v1/playlists/{name}",
        "/v1/media/{name}",
        "/v1/pulse",
        "/v1/as-run",
        "/v1/heartbeat",
        "/v1/announcements",
    } <= set(spec["paths"])
    assert service.client.get("/api/docs").status_code == 200


@pytest.mark.parametrize(("path", "word"), [("/healthz", b"ok"), ("/readyz", b"database"), ("/metrics", b"siar_")])
def test_monitors_are_answered(service: Service, path: str, word: bytes) -> None:
    answer = service.client.get(path)
    assert answer.status_code == 200
    assert word in answer.data


def test_an_unknown_call_is_a_problem_too(service: Service) -> None:
    assert problem_of(service.get("/nothing"))["status"] == 404
    assert problem_of(service.post("/pulse", {}))["status"] == 405


def test_the_hash_of_what_is_served_is_its_name(on_air: Service) -> None:
    sha256 = with_audio(on_air)
    assert hashlib.sha256(on_air.get(f"/media/{sha256}.mp3", on_air.machine).data).hexdigest() == sha256
