"""A station on 127.0.0.1 that answers as a test wants it to."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Fault = Callable[["Handler"], bool]
ZONE = timedelta(hours=7)


class FakeStation:
    """Holds playlists, media and what was reported. `fault(handler)` answers in its place when it returns True."""

    def __init__(self) -> None:
        self.playlists: dict[str, dict[str, Any]] = {}
        self.media: dict[str, bytes] = {}
        self.alerts: list[dict[str, Any]] = []
        self.commands: list[dict[str, Any]] = []
        self.lines: dict[int, dict[str, Any]] = {}
        self.arrivals: list[int] = []
        self.batches: list[int] = []
        self.heartbeats: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.ranges: list[str] = []
        self.fault: Fault | None = None
        self.clock: Callable[[], float] = time.time
        self.on_air = True
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.station = self  # type: ignore[attr-defined]
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def keep(self, sound: bytes) -> dict[str, Any]:
        """Hold a file; its `media` as it stands in an item."""
        sha256 = hashlib.sha256(sound).hexdigest()
        self.media[sha256] = sound
        url = f"{self.url}/api/v1/media/{sha256}.wav?signed=1"
        return {"sha256": sha256, "bytes": len(sound), "mime": "audio/wav", "url": url}

    def publish(self, date: str, items: list[dict[str, Any]], version: int = 1, changes: Any = None) -> None:
        """Publish a day of these items."""
        start = items[0]["starts_at"] if items else f"{date}T04:00:00+07:00"
        end = _end(items[-1]) if items else f"{date}T23:59:00+07:00"
        published = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=version)
        self.playlists[date] = {
            "station": "multatuli",
            "date": date,
            "timezone": "Asia/Jakarta",
            "version": version,
            "starts_at": start,
            "ends_at": end,
            "published_at": published.isoformat(),
            "items": items,
            **(changes or {}),
        }

    def reported(self, item_id: str | None) -> list[dict[str, Any]]:
        return [line for _, line in sorted(self.lines.items()) if line["item_id"] == item_id]

    def outcomes(self) -> dict[str, str]:
        return {line["item_id"]: line["outcome"] for line in self.lines.values() if line["item_id"]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    body = b""

    @property
    def station(self) -> FakeStation:
        return self.server.station  # type: ignore[attr-defined, no-any-return]

    def do_GET(self) -> None:
        self.station.requests.append(f"GET {self.path}")
        if self.station.fault and self.station.fault(self):
            return
        path = self.path.partition("?")[0].removeprefix("/api/v1")
        if path == "/pulse":
            self.answer_pulse()
        elif path.startswith("/playlists/"):
            date = path.removeprefix("/playlists/").removesuffix(".json")
            playlist = self.station.playlists.get(date)
            self.answer(*((200, _bytes(playlist)) if playlist else (404, b"{}")))
        elif path.startswith("/media/"):
            self.answer_media(path.removeprefix("/media/").removesuffix(".wav"))
        else:
            self.answer(404, b"{}")

    def do_POST(self) -> None:
        self.station.requests.append(f"POST {self.path}")
        self.body = body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.station.fault and self.station.fault(self):
            return
        if self.path.endswith("/as-run"):
            lines = json.loads(body)
            known = [line for line in lines if line["seq"] in self.station.lines]
            self.station.batches.append(len(lines))
            for line in lines:
                self.station.arrivals.append(line["seq"])
                self.station.lines.setdefault(line["seq"], line)
            counts = {"accepted": len(lines) - len(known), "known": len(known), "rejected": []}
            self.answer(200, _bytes(counts))
        else:
            self.station.heartbeats.append(json.loads(body))
            self.answer(200, b"{}")

    def answer_pulse(self) -> None:
        station = self.station
        playlists = {date: _etag(_bytes(playlist)) for date, playlist in station.playlists.items()}
        pulse = {"playlists": playlists, "alerts": station.alerts, "commands": station.commands}
        self.answer(200, _bytes({**pulse, "on_air": station.on_air}))

    def answer_media(self, sha256: str) -> None:
        sound = self.station.media.get(sha256)
        if sound is None:
            self.answer(404, b"{}")
            return
        wanted = self.headers.get("Range", "")
        self.station.ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        self.answer(206 if wanted else 200, sound[start:], etag=False)

    def answer(self, status: int, body: bytes, *, etag: bool = True, length: int | None = None) -> None:
        """Send a body; 304 when the client holds it; `length` to claim another than it has."""
        tag = _etag(body)
        held = etag and status == 200 and self.headers.get("If-None-Match") == tag
        self.send_response(304 if held else status)
        if etag:
            self.send_header("ETag", tag)
        self.send_header("Content-Length", "0" if held else str(len(body) if length is None else length))
        self.end_headers()
        if not held:
            self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(self.station.clock(), usegmt=True)

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""


def _end(item: dict[str, Any]) -> str:
    start = datetime.fromisoformat(item["starts_at"])
    return (start + timedelta(milliseconds=item["duration_ms"])).isoformat(timespec="milliseconds")


def _bytes(value: object) -> bytes:
    return json.dumps(value).encode()


def _etag(body: bytes) -> str:
    return '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
