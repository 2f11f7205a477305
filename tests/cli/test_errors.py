"""What went wrong is one line on stderr with a mend; the exit code is 1, or 2 for usage; never a traceback."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Siar


@pytest.mark.parametrize(
    "arguments",
    [
        ("machine", "add", "studio-1"),
        ("audit", "verify"),
        ("playlist", "today"),
        ("plan", "today"),
        ("up", "--bind", "nowhere"),
        ("up", "--bind", "127.0.0.1:99999"),
        ("prayer-times", "2026-02-30"),
        ("prayer-times", "2026-11-24", "--lat", "52.5"),
        ("prayer-times", "2026-11-24", "--lat", "1", "--lon", "1", "--tz", "Mars/Base"),
        ("render", "nothing.txt", "-o", "x.mp3"),
        ("loudness", "nothing.wav"),
        ("plan", "--instance", "nothing.json"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(siar: Siar, arguments: tuple[str, ...]) -> None:
    ran = siar(*arguments)
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("siar: ")
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("fly",),
        ("machine", "add"),
        ("token", "add"),
        ("token", "add", "--user", "a@b.c", "--agency", "x"),
        ("plan",),
        ("render", "x.txt"),
        ("spoken", "--lang", "jv"),
    ],
)
def test_wrong_usage_is_exit_code_2(siar: Siar, arguments: tuple[str, ...]) -> None:
    ran = siar(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_help_lists_every_command(siar: Siar) -> None:
    ran = siar("--help")
    assert ran.code == 0
    for command in ("demo", "up", "web", "worker", "clock", "db", "doctor", "spoken", "render", "plan", "playout"):
        assert f"\n  {command} " in ran.out


def test_errors_come_in_the_users_language(station: Siar, monkeypatch: pytest.MonkeyPatch) -> None:
    english = station("playlist", "2031-01-01", "--format", "mp3").err
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert station("playlist", "2031-01-01", "--format", "mp3").err != english


def test_a_database_of_an_older_shape_says_what_to_run(siar: Siar) -> None:
    assert "siar db upgrade" in siar("machine", "add", "x").err
