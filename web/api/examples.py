"""The examples in the OpenAPI document. Each was really asked and answered: `examples.json` is written, and held
against the service, by its test."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

Json = dict[str, Any]


@cache
def recorded() -> Json:
    """Under `METHOD /path`: under `request` the bodies that are sent, by name; under each status, by media type, the
    bodies that come back, by name."""
    found: Json = json.loads(files("web.api").joinpath("examples.json").read_text("utf-8"))
    return found


def with_examples(spec: Any) -> Any:
    """The document with what was recorded beside each shape."""
    for path, calls in spec["paths"].items():
        for method, call in calls.items():
            answers = recorded().get(f"{method.upper()} {path}", {})
            if "request" in answers:
                call["requestBody"]["content"]["application/json"]["examples"] = answers["request"]
            for status, told in call["responses"].items():
                for mime, examples in answers.get(status, {}).items():
                    told["content"] = {**told["content"], mime: {**told["content"][mime], "examples": examples}}
    return spec
