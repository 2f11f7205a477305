"""A short day with every kind of item and the nastiest of titles, and a server for its sound."""

from __future__ import annotations

import math
import struct
import threading
import wave
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from playlists.items import Day, Item, Media, file_name, item_id

WIB = timezone(timedelta(hours=7))
NASTY = (
    '=HYPERLINK("x"),\n\r\t\x00\x1b[2J "quoted" \\ back\\slash\\ ; a, b '
    "| %n\u202eterbalik\u2028 <&]]> \ud800 \ufffe é 😀"
)
TITLES = ["Banjir, RT 03", NASTY, "@SUM(A1)", "-1+1", "", "مرحبا", "#EXTM3U", "x" * 300]


def media(number: int) -> Media:
    return Media(f"{number:064x}"[::-1], 176_444, "audio/wav", "wav")


def items() -> list[Item]:
    start, found = datetime(2026, 11, 24, 4, tzinfo=WIB), []
    for number, title in enumerate(TITLES):
        found.append(
            Item(
                item_id(number, title),
                start + timedelta(seconds=number),
                1000,
                "hard" if number == 2 else "soft",
                "spot",
                title,
                artist=title[:20] or None,
                cue_in_ms=250,
                cue_out_ms=1500,
                tail_ms=250,
                loudness_lufs=-16.0,
                media=media(number),
            )
        )
    rest = start + timedelta(seconds=len(TITLES))
    stream = Item(item_id(90), rest, 1000, "soft", "relay", "Relay", stream_url="http://127.0.0.1:9/live?a=1&b=2")
    read = Item(
        item_id(91), rest + timedelta(seconds=1), 1000, "soft", "live", "Baca\nini", input="studio", transcript=NASTY
    )
    silent = Item(item_id(92), rest + timedelta(seconds=2), 1000, "soft", "off_air", "Tutup")
    return [*found, stream, read, silent]


@pytest.fixture
def day() -> Day:
    found = tuple(items())
    starts, ends = found[0].starts_at, found[-1].ends_at
    return Day("multatuli", date(2026, 11, 24), "Asia/Jakarta", 3, starts, ends, starts - timedelta(hours=13), found)


@pytest.fixture(scope="session")
def url_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Media], str]]:
    """Addresses on 127.0.0.1 at which each file of the day is two seconds of a tone."""
    folder = tmp_path_factory.mktemp("media")
    for number in range(len(TITLES)):
        _write_tone(folder / file_name(media(number)))
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield lambda found: f"http://127.0.0.1:{server.server_port}/{file_name(found)}?expires=9&signature=a%2Bb"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def _write_tone(path: Path) -> None:
    samples = [round(8000 * math.sin(n * 0.06)) for n in range(88_200)]
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
