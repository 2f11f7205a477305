from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from playlists.agent.agent import Agent
from playlists.agent.cache import plays
from playlists.agent.clock import SimulatedClock
from playlists.agent.outputs.kinds import output_named
from tests.agent.sounds import noise
from tests.agent.station import FakeStation

DATE = "2026-11-24"
TRIED: dict[str, bool] = {}
# 06:00 in Jakarta
START = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _each_sound_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same noises are in every test, under their hashes: one run of ffmpeg for each is enough."""

    def tried(path: Path) -> bool:
        if path.name not in TRIED:
            TRIED[path.name] = plays(path)
        return TRIED[path.name]

    monkeypatch.setattr("playlists.agent.cache.plays", tried)


@pytest.fixture
def station() -> Iterator[FakeStation]:
    station = FakeStation()
    yield station
    station.close()


@pytest.fixture
def day(station: FakeStation) -> Callable[..., list[dict[str, Any]]]:
    """Lays items out from START on, one after the other: `day(("a", 30, "spot"), …)`; seconds, kind, changes."""

    def lay(*laid: tuple[Any, ...], start: datetime = START) -> list[dict[str, Any]]:
        items = []
        at = start
        for number, (name, seconds, kind, *changes) in enumerate(laid):
            item = {
                "id": name,
                "starts_at": at.isoformat(timespec="milliseconds"),
                "duration_ms": round(seconds * 1000),
                "timing": "soft",
                "kind": kind,
                "title": f"title of {name}",
                "media": station.keep(noise(min(seconds, 5), seed=number % 8)),
                **(changes[0] if changes else {}),
            }
            items.append(item)
            at += timedelta(seconds=seconds)
        return items

    return lay


@pytest.fixture
def agent(station: FakeStation, tmp_path: Path) -> Callable[..., Agent]:
    """An agent on simulated time, from START."""

    def make(output: str = "null", clock: SimulatedClock | None = None, others: Any = (), **options: Any) -> Agent:
        clock = clock or SimulatedClock(START)
        outputs = [output_named(name) for name in (output, *others)]
        machine = Agent(station.url, "secret", tmp_path / "cache", outputs, clock, **options)
        machine.store._db.execute(
            "PRAGMA synchronous=OFF"
        )  # no power is cut here: waiting for the disk teaches nothing
        return machine

    return make
