"""Requests that are odd, and what they are answered: by the rules of HTTP, and never with a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from playlists.publishing import replan
from tests.playlists.airtime import SIX, furnish_long_music
from tests.web.service import Service, problem_of

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)

TODAY = "/playlists/2026-11-24"


@pytest.fixture
def on_air(service: Service) -> Iterator[Service]:
    with service.desk.database.writing() as session:
        furnish_long_music(session)
    replan(service.desk.database, SIX, "clock", "horizon")
    yield service


@pytest.mark.parametrize("path", [TODAY, f"{TODAY}.csv", "/pulse"])
@pytest.mark.parametrize("held", ["*", " * ", 'W/"nothing", *'])
def test_whoever_holds_anything_at_all_is_told_that_it_stands(on_air: Service, path: str, held: str) -> None:
    expected = 304 if held.strip() == "*" else 200
    assert on_air.get(path, on_air.machine, If_None_Match=held).status_code == expected


@pytest.mark.parametrize("held", ["", '"', "W/", ",,,", '"a", W/"b"', "x" * 4000, 'W/"' + "é" * 9])
def test_an_etag_that_is_none_gets_the_day(on_air: Service, held: str) -> None:
    assert on_air.get(TODAY, on_air.machine, If_None_Match=held.encode().decode("latin-1")).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        ("bytes=0-0", 206, b"0"),
        ("bytes=-3", 206, b"789"),
        ("bytes=8-", 206, b"89"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=-99", 206, b"0123456789"),
        ("bytes=10-", 416, None),
        ("bytes=99-100", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=5-2", 200, b"0123456789"),
        ("bytes=-", 200, b"0123456789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("lines=0-1", 200, b"0123456789"),
        ("bytes=a-b", 200, b"0123456789"),
        ("", 200, b"0123456789"),
    ],
)
def test_a_range_that_fits_is_sent_one_that_does_not_is_told_and_what_is_none_is_ignored(
    service: Service, asked: str, status: int, body: bytes | None
) -> None:
    stored = service.desk.media.put_bytes(b"0123456789", "mp3")
    answer = service.get(f"/media/{stored.sha256}.mp3", service.machine, Range=asked)
    assert answer.status_code == status
    if body is not None:
        assert answer.data == body
    else:
        assert answer.headers["Content-Range"] == "bytes */10"
        assert problem_of(answer)["detail"]


def test_audio_that_was_deleted_after_the_day_was_published_is_told_as_missing_and_the_day_is_served(
    on_air: Service,
) -> None:
    day = on_air.get(TODAY, on_air.machine)
    assert day.json
    address = day.json["items"][0]["media"]["url"].partition("/api/v1")[2]
    assert problem_of(on_air.get(address))["status"] == 404


def test_a_version_that_does_not_exist_is_not_found(on_air: Service) -> None:
    for path in (f"{TODAY}?version=99", f"{TODAY}.liq?version=99", f"{TODAY}/diff?to=99"):
        assert problem_of(on_air.get(path, on_air.machine))["status"] == 404


@pytest.mark.parametrize("day", ["1969-07-20", "0001-01-01", "2199-12-31", "9999-12-31"])
def test_a_day_long_ago_or_far_ahead_is_one_that_is_not_published(on_air: Service, day: str) -> None:
    for path in (f"/playlists/{day}", f"/playlists/{day}/versions", f"/playlists?from={day}&to={day}"):
        assert on_air.get(path, on_air.machine).status_code == (200 if "?" in path else 404)
