"""`siar playout` starts the machine's agent, and says each thing once."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Siar


def test_without_a_station_it_plays_what_it_has_and_says_each_thing_once(siar: Siar, tmp_path: Path) -> None:
    nobody = ("--server", "http://127.0.0.1:9", "--token", "secret-of-studio-1")
    ran = siar("playout", *nobody, "--cache", str(tmp_path), "--output", "null", "--until", "2026-01-01T00:00:00+00:00")
    assert ran.code == 0
    said = [line.split(" ", 2)[2] for line in ran.err.splitlines()]
    assert said
    assert len(said) == len(set(said))
    assert not any("siar.playout" in line or "secret" in line for line in said)


def test_an_output_that_does_not_exist_is_told_in_one_line(siar: Siar, tmp_path: Path) -> None:
    ran = siar(
        "playout", "--server", "http://127.0.0.1:9", "--token", "t", "--cache", str(tmp_path), "--output", "moon"
    )
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
