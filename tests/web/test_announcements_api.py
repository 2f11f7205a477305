"""Announcements over the API: submit, follow, decide; and what each fault is told as."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scheduler.announcing import flight, script
from tests.web.service import Service, problem_of

# The rules beneath run on both servers; the whole way over HTTP runs on PostgreSQL in tests/processes.
pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)

PATH = "/announcements"


def submit(service: Service, who: str = "dinkes", **changes: Any) -> Any:
    answer = service.post(PATH, script(**changes), service.token(who))
    assert answer.status_code == 201, answer.data
    return answer.json


def test_a_submission_is_answered_with_its_place_and_all_that_is_known(service: Service) -> None:
    answer = service.post(PATH, script(external_id="D-1", source="Surat 12"), service.token("dinkes"))
    assert answer.status_code == 201
    assert answer.json
    assert answer.headers["Location"].endswith(f"/api/v1/announcements/{answer.json['id']}")
    assert {
        "id", "external_id", "agency", "title", "body", "category", "language", "priority", "source",
        "lapor_reference", "flight", "revision", "approved_revision", "status", "recording", "airings",
    } == set(answer.json)  # fmt: skip
    assert answer.json["flight"] == {**flight(), "separation_min": 60, "total": None}
    assert (answer.json["status"], answer.json["revision"], answer.json["approved_revision"]) == ("submitted", 1, None)
    assert answer.json["recording"]["status"] == "none"
    assert answer.json["airings"] == []


def test_the_same_external_id_is_answered_with_what_is_there(service: Service) -> None:
    token = service.token("dinkes")
    first = service.post(PATH, script(external_id="D-1"), token)
    again = service.post(PATH, script(external_id="D-1", title="Lain"), token)
    assert (again.status_code, again.json["id"]) == (200, first.json["id"])  # type: ignore[index]


def test_an_editors_token_approves_and_the_writers_does_not(service: Service) -> None:
    made = submit(service, who="sehat@dinkes.example")
    decisions = f"{PATH}/{made['id']}/decisions"
    own = service.post(decisions, {"revision": 1, "decision": "approve"}, service.token("sehat@dinkes.example"))
    assert problem_of(own)["status"] == 403
    answer = service.post(decisions, {"revision": 1, "decision": "approve"}, service.token("editor@radio.example"))
    assert answer.json and (answer.json["status"], answer.json["approved_revision"]) == ("approved", 1)


def test_a_stale_revision_is_a_conflict(service: Service) -> None:
    made = submit(service)
    answer = service.post(
        f"{PATH}/{made['id']}/decisions", {"revision": 2, "decision": "approve"}, service.token("editor@radio.example")
    )
    assert problem_of(answer)["status"] == 409


def test_another_agencys_announcement_is_not_found(service: Service) -> None:
    made = submit(service)
    other = service.token("bpbd")
    assert problem_of(service.get(f"{PATH}/{made['id']}", other))["status"] == 404
    decision = {"revision": 1, "decision": "withdraw"}
    assert problem_of(service.post(f"{PATH}/{made['id']}/decisions", decision, other))["status"] == 404
    assert service.get(PATH, other).json == {"items": [], "next": None}


def test_an_agency_withdraws_its_own(service: Service) -> None:
    made = submit(service)
    answer = service.post(
        f"{PATH}/{made['id']}/decisions", {"revision": 1, "decision": "withdraw"}, service.token("dinkes")
    )
    assert answer.json and answer.json["status"] == "withdrawn"


def test_the_list_comes_in_pages_newest_first(service: Service) -> None:
    token = service.token("dinkes")
    ids = [service.post(PATH, script(title=f"Nomor {n}"), token).json["id"] for n in range(53)]  # type: ignore[index]
    first = service.get(PATH, token).json
    assert first and [each["id"] for each in first["items"]] == ids[:2:-1]
    second = service.client.get(first["next"], headers={"Authorization": f"Bearer {token}"}).json
    assert second and [each["id"] for each in second["items"]] == ids[2::-1]
    assert second["next"] is None


@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 5000])
def test_without_a_good_token_nothing_is_told(service: Service, token: str | None) -> None:
    for answer in (service.get(PATH, token), service.post(PATH, script(), token), service.get(f"{PATH}/x", token)):
        assert problem_of(answer)["status"] == 401
        assert "WWW-Authenticate" in answer.headers


def test_a_machines_token_is_no_agencys(service: Service) -> None:
    assert service.get(PATH, service.machine).status_code == 401
    assert service.get("/playlists/today", service.token("dinkes")).status_code == 401


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"title":"\\ud800","body":"\\u0000"}']
)
def test_a_body_that_is_no_announcement_is_a_problem_not_a_fault(service: Service, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {service.token('dinkes')}", "Content-Type": "application/json"}
    answer = service.client.post("/api/v1/announcements", data=body, headers=headers)
    assert problem_of(answer)["status"] in (400, 422)


def test_every_wrong_field_is_named(service: Service) -> None:
    answer = service.post(PATH, script(title="", flight=flight(dayparts=["subuh"])), service.token("dinkes"))
    assert set(problem_of(answer)["errors"]) == {"title", "flight.dayparts"}


def test_a_body_over_the_limit_is_refused(service: Service) -> None:
    answer = service.post(PATH, {"title": "x" * 9_000_000}, service.token("dinkes"))
    assert problem_of(answer)["status"] == 413


@pytest.mark.parametrize(
    "decision",
    [None, [], {}, {"revision": "1", "decision": "approve"}, {"revision": 1, "decision": "burn"}, {"revision": True}],
)
def test_a_decision_that_is_none_is_refused(service: Service, decision: Any) -> None:
    made = submit(service)
    answer = service.post(f"{PATH}/{made['id']}/decisions", decision, service.token("editor@radio.example"))
    assert problem_of(answer)["status"] == 422


def test_markup_comes_back_as_the_text_it_was(service: Service) -> None:
    text = "<b>Awas</b> {{ 7*7 }} '; drop table announcement; --"
    assert submit(service, body=text)["body"] == text
