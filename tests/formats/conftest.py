"""A short day with every kind of item and the nastiest of titles, and a server for its sound and its playlists."""

from __future__ import annotations

import math
import struct
import threading
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from playlists.formats import FORMATS
from playlists.items import Day, Item, Media, UrlOf, file_name, item_id

WIB = timezone(timedelta(hours=7))
NASTY = (
    '=HYPERLINK("x"),\n\r\t\x00\x1b[2J "quoted" \\ back\\slash\\ ; a, b #{exit(1)} $(x) %n'
    " #EXT-X-TARGETDURATION:9 --> \u202eterbalik\u2028 <&]]> \ud800 \ufffe é 😀"
)
TITLES = ["Banjir, RT 03", NASTY, "@SUM(A1)", "-1+1", "", "مرحبا", "#EXTM3U", "x" * 300]
TONE_MS = 2000


def media(number: int) -> Media:
    return Media(f"{number:064x}"[::-1], 176_444, "audio/wav", "wav")


def spot(number: int, title: str) -> Item:
    return Item(
        item_id(number, title),
        datetime(2026, 11, 24, 4, tzinfo=WIB) + timedelta(seconds=number),
        1000,
        "hard" if number == 2 else "soft",
        "spot",
        title,
        artist=title[:20] or None,
        not_after=datetime(2026, 11, 27, 23, 59, 59, tzinfo=WIB),
        cue_in_ms=240,
        cue_out_ms=1480,
        tail_ms=240,
        loudness_lufs=-16.0,
        media=media(number),
    )


def without_media(start: datetime) -> list[Item]:
    second = timedelta(seconds=1)
    return [
        Item(item_id(90), start, 1000, "soft", "relay", "Relay", stream_url="http://127.0.0.1:9/live?a=1&b=2"),
        Item(item_id(91), start + second, 1000, "soft", "live", "Baca\n--", input="studio", transcript=NASTY),
        Item(item_id(92), start + 2 * second, 1000, "soft", "off_air", "Tutup --"),
    ]


def day_of(*items: Item) -> Day:
    starts, ends = items[0].starts_at, items[-1].ends_at
    return Day("multatuli", date(2026, 11, 24), "Asia/Jakarta", 3, starts, ends, starts - timedelta(hours=13), items)


def titled(title: str) -> Day:
    """A day of one spot, in which all that is text says that."""
    return day_of(replace(spot(0, "plain"), title=title, artist=title, transcript=title))


def address(found: Media | None) -> str:
    """Where the file would lie, for what is only read."""
    assert found
    return f"https://siar.example/api/v1/media/{file_name(found)}?signature=x"


def text(day: Day, ext: str) -> str:
    return FORMATS[ext].write(day, address).decode("utf-8-sig")


@pytest.fixture
def day() -> Day:
    spots = [spot(number, title) for number, title in enumerate(TITLES)]
    return day_of(*spots, *without_media(spots[-1].ends_at))


@pytest.fixture
def sounding(day: Day) -> Day:
    """The same day without what is not a file."""
    return day_of(*(item for item in day.items if item.media))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An address on 127.0.0.1 and the folder that lies there, with two seconds of a tone for each file of the day."""
    folder = tmp_path_factory.mktemp("served")
    for number in range(len(TITLES)):
        _write_tone(folder / file_name(media(number)))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", folder
        server.shutdown()


@pytest.fixture
def url_of(server: tuple[str, Path]) -> UrlOf:
    return lambda found: f"{server[0]}/{file_name(found)}?expires=9&signature=a%2Bb:c"


@pytest.fixture
def publish(server: tuple[str, Path], url_of: UrlOf) -> Callable[[Day, str], str]:
    """Lays the day in that format on the server, and gives its address."""

    def lay(day: Day, ext: str) -> str:
        (server[1] / f"day.{ext}").write_bytes(FORMATS[ext].write(day, url_of))
        return f"{server[0]}/day.{ext}"

    return lay


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {".wav": "audio/wav", **{f".{ext}": form.mime for ext, form in FORMATS.items()}}

    def log_message(self, format: str, *args: object) -> None:
        pass


def _write_tone(path: Path) -> None:
    samples = [round(8000 * math.sin(n * 0.06)) for n in range(44_100 * TONE_MS // 1000)]
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
