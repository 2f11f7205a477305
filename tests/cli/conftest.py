"""The program, called as a person calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from web.cli import main


@dataclass(frozen=True)
class Ran:
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        return self.out.splitlines()[-1]


Siar = Callable[..., Ran]


@pytest.fixture
def siar(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Siar:
    """`siar("machine", "add", "x")`, in a SIAR_HOME of its own."""
    monkeypatch.setenv("SIAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def station(siar: Siar) -> Siar:
    """The program over a station that is set up."""
    assert siar("db", "upgrade").code == 0
    where = ("--timezone", "Asia/Jakarta", "--lat", "-6.36", "--lon", "106.25")
    assert siar("station", "set", "--code", "m", "--name", "Radio M", *where).code == 0
    return siar
