"""What machines say of an airing reaches people in their own language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from flask_babel import force_locale

import playlists.agent
from web.console.catalogues import TRANSLATIONS, read_po
from web.console.machine_words import PHRASES, machine_words

CALLS = {"give_way", "lay_aside", "_lay_aside", "leap", "miss", "interrupt"}


@pytest.fixture
def in_indonesian(console, database):
    with console.test_request_context("/"), force_locale("id"):
        yield


def said_by_the_agent() -> set[str]:
    """The reasons that stand as literals in the agent's code."""
    found = set()
    for file in Path(playlists.agent.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in CALLS:
                found |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    return {each for each in found if isinstance(each, str)}


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def test_every_reason_of_the_agent_is_known():
    known = {phrase._args[0] for phrase in PHRASES}
    assert len(said_by_the_agent()) > 5
    assert said_by_the_agent() <= known


def test_phrases_and_what_fills_them_are_translated(in_indonesian):
    assert machine_words("skipped by the operator") == "dilewati oleh operator"
    assert machine_words("joined 12.5 s in; the machine stopped at 23:01:10 UTC") == (
        "disambung pada detik ke-12,5; mesin berhenti pukul 06.01.10"
    )
    assert machine_words("it would have started 40 s late") == "akan terlambat 40 detik"


@pytest.mark.parametrize("detail", ["", None, ";;", "exotic % text %(x)s", "a at 99:99:99 UTC", "joined 1.2.3 s in"])
def test_what_is_none_of_its_phrases_stays_as_it_was(in_indonesian, detail):
    assert machine_words(detail) == (detail or "").strip(";")


@pytest.mark.parametrize("language", ["id", "su"])
def test_each_phrase_stands_in_each_language(language):
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    assert [phrase._args[0] for phrase in PHRASES if not catalogue.get(phrase._args[0]).string] == []
