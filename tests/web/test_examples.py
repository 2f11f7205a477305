"""Every example in the OpenAPI document is what the service really answers, in the shape that the document tells."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from scheduler.desk import open_desk
from scheduler.settings import read_settings
from tests.web.example_calls import told_now
from web.api.app import create_api, openapi_text
from web.api.examples import recorded

OF_ITS_OWN = [
    (r"\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b", "an id"),
    (r"\b[0-9a-f]{64}\b", "a file's hash"),
    (r"\b[0-9a-f]{32}\b", "an ETag"),
    (r"([?&](?:amp;)?s=)[\w-]+", r"\1a signature"),
    (r"\b\d{6}(?=  )", "a cart's number"),
]
WITHOUT = {("GET /v1/media/{name}", "200"), ("GET /v1/agent.pyz", "200")}
RARE = {"400", "413", "415"}


@cache
def document(home: Path) -> dict[str, Any]:
    app = create_api(open_desk(read_settings({"SIAR_HOME": str(home)})))
    found: dict[str, Any] = json.loads(openapi_text(app))
    return found


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def masked(told: object) -> Any:
    """Without what is of one run alone."""
    text = json.dumps(told, ensure_ascii=False)
    for pattern, instead in OF_ITS_OWN:
        text = re.sub(pattern, instead, text)
    return json.loads(text)


def calls(home: Path) -> dict[str, dict[str, Any]]:
    paths = document(home)["paths"].items()
    return {f"{method.upper()} {path}": call for path, found in paths for method, call in found.items()}


def test_each_example_is_what_is_answered_now() -> None:
    """`python -m tests.web.example_calls` writes them anew."""
    now, then = masked(told_now()), masked(recorded())
    assert now.keys() == then.keys()
    for call in then:
        assert now[call] == then[call], call


def test_the_document_shows_each_of_them(home: Path) -> None:
    shown = calls(home)
    for call, answers in recorded().items():
        for status, by_mime in answers.items():
            for mime, examples in {} if status == "request" else by_mime.items():
                assert shown[call]["responses"][status]["content"][mime]["examples"] == examples
        if "request" in answers:
            assert shown[call]["requestBody"]["content"]["application/json"]["examples"] == answers["request"]


def test_no_answer_with_a_body_is_without_an_example(home: Path) -> None:
    without = {
        (name, status)
        for name, call in calls(home).items()
        for status, told in call["responses"].items()
        if status not in RARE and any("examples" not in each for each in told.get("content", {}).values())
    }
    assert without == WITHOUT


def test_each_example_has_the_shape_that_is_told_beside_it(home: Path) -> None:
    whole = document(home)
    for call in calls(home).values():
        told = [each for answer in call["responses"].values() for each in answer.get("content", {}).values()]
        for each in told + list(call.get("requestBody", {}).get("content", {}).values()):
            shape = {**each["schema"], "components": whole["components"]}
            for example in each.get("examples", {}).values():
                assert list(jsonschema_rs.iter_errors(shape, example["value"])) == []
