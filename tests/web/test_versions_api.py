"""The published days, their versions and their differences over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from playlists.publishing import replan
from tests.playlists.airtime import SIX, airable, furnish_air
from tests.web.service import Service, problem_of

DAY = "/playlists/2026-11-24"

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)


@pytest.fixture
def two_versions(service: Service) -> Service:
    """The day was published, and again when an announcement had been approved."""
    database = service.desk.database
    with database.writing() as session:
        furnish_air(session)
    replan(database, SIX, "siar", "horizon")
    with database.writing() as session:
        airable(session)
    replan(database, SIX, "siar", "approved")
    return service


def told(service: Service, path: str) -> Any:
    answer = service.get(path, service.machine)
    assert answer.status_code == 200, answer.data
    return answer.json


def test_the_versions_tell_who_published_when_and_why(two_versions: Service) -> None:
    items = told(two_versions, f"{DAY}/versions")["items"]
    assert [(each["version"], each["published_by"], each["reason"]) for each in items] == [
        (2, "siar", "approved"),
        (1, "siar", "horizon"),
    ]
    assert items[0]["published_at"] == "2026-11-24T06:00:00.000+07:00"


def test_each_version_links_to_itself(two_versions: Service) -> None:
    for each in told(two_versions, f"{DAY}/versions")["items"]:
        path = each["url"].partition("/api/v1")[2]
        assert told(two_versions, path)["version"] == each["version"]


def test_the_difference_tells_what_was_added(two_versions: Service) -> None:
    found = told(two_versions, f"{DAY}/diff")
    assert (found["from"], found["to"]) == (1, 2)
    added = [each for each in found["changes"] if each["item"]["kind"] == "spot"]
    assert [each["kind"] for each in added] == ["added"] * 3
    assert all(each["before"] is None and "/media/" in each["item"]["media"]["url"] for each in added)


def test_a_difference_reads_both_ways_and_of_equal_versions_is_empty(two_versions: Service) -> None:
    back = told(two_versions, f"{DAY}/diff?from=2&to=1")
    assert "removed" in {each["kind"] for each in back["changes"]}
    assert told(two_versions, f"{DAY}/diff?from=2&to=2")["changes"] == []


def test_a_stretch_of_days_comes_with_links(two_versions: Service) -> None:
    items = told(two_versions, "/playlists?from=2026-11-20&to=2026-11-25")["items"]
    assert [(each["date"], each["version"]) for each in items] == [("2026-11-24", 2), ("2026-11-25", 2)]
    for name in ("url", "versions_url", "diff_url"):
        told(two_versions, items[0][name].partition("/api/v1")[2])
    assert len(told(two_versions, "/playlists")["items"]) == 3
    assert told(two_versions, "/playlists?from=9999-12-31")["items"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/playlists?from=2026-11-25&to=2026-11-24", 422),
        ("/playlists?from=2020-01-01&to=2026-11-24", 422),
        ("/playlists?from=yesterday", 404),
        ("/playlists/1969-12-31/versions", 404),
        ("/playlists/2026-13-01/versions", 404),
        ("/playlists/2101-01-01/diff", 404),
        (f"{DAY}/diff?from=9", 404),
        (f"{DAY}/diff?from=0", 422),
        (f"{DAY}/diff?to=x", 422),
        (f"{DAY}/diff?to=99999999999999999999", 422),
    ],
)
def test_what_does_not_exist_is_a_problem(two_versions: Service, path: str, status: int) -> None:
    assert problem_of(two_versions.get(path, two_versions.machine))["status"] == status


def test_staff_see_the_versions_and_offices_do_not(two_versions: Service) -> None:
    assert two_versions.get(f"{DAY}/versions", two_versions.token("traffic@radio.example")).status_code == 200
    for who, status in ((two_versions.token("dinkes"), 403), (None, 401), ("wrong", 401)):
        assert problem_of(two_versions.get(f"{DAY}/versions", who))["status"] == status
