"""How long it takes to build a day of about 400 and of about 2,000 items, on one core."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from playlists.building import Built, Element, Sound, build_day

START = datetime(2026, 11, 23, 21, tzinfo=UTC)


def run() -> list[tuple[str, str]]:
    """The best of five builds of each size."""
    return [_measured(spots) for spots in (70, 1_000)]


def _measured(spots: int) -> tuple[str, str]:
    took, built = min((_build(spots) for _ in range(5)), key=lambda found: found[0])
    return f"a day of {len(built.items)} items built", f"{took * 1000:.0f} ms"


def _build(spots: int) -> tuple[float, Built]:
    step = timedelta(days=1) / spots
    elements = [
        Element(START + step * n, "soft", "spot", f"Spot {n}", _sound(f"spot {n}", 25 + n % 9, "spot"))
        for n in range(spots)
    ]
    filler = [_sound(f"song {n}", 150 + n * 37 % 150, "music") for n in range(500)]
    began = time.perf_counter()
    zone = ZoneInfo("Asia/Jakarta")
    built = build_day(date(2026, 11, 24), START, START + timedelta(days=1), elements, filler, dayparts=(), zone=zone)
    return time.perf_counter() - began, built


def _sound(name: str, seconds: int, kind: str) -> Sound:
    sha256, length = hashlib.sha256(name.encode()).hexdigest(), seconds * 1000
    speech, tail = kind == "spot", 0 if kind == "spot" else 2_000
    return Sound(sha256, length, "audio/mpeg", "mp3", name, name, kind, length, 0, length, speech=speech, tail_ms=tail)
