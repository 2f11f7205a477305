"""The station as the agent reaches it: HTTP, one call for each thing the contract names."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from playlists.agent.errors import AgentError, StationError

TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is None when nothing has changed (304)."""

    body: bytes | None
    etag: str


class _StayHere(urllib.request.HTTPRedirectHandler):
    """The token is for this station alone: its calls follow no redirect."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Station:
    """Calls to one station. Every failure is a StationError.

    `heard` is called with the `Date` header of each answer and the monotonic readings around the call.
    """

    def __init__(
        self,
        server: str,
        token: str,
        monotonic: Callable[[], float],
        heard: Callable[[str | None, float, float], None],
    ) -> None:
        if urlsplit(server).scheme not in ("http", "https") or not urlsplit(server).hostname:
            raise AgentError(f"{server!r} is not the address of a station: write it as https://radio.example.")
        if not token.isascii() or not token.isprintable():
            raise AgentError("The token in SIAR_TOKEN holds characters that no token has: copy it again.")
        self._base = server.rstrip("/") + "/api/v1"
        self._token = token
        self._monotonic = monotonic
        self._heard = heard
        self._calls = urllib.request.build_opener(_StayHere)
        self._files = urllib.request.build_opener()

    def pulse(self, etag: str) -> Answer:
        """What has changed: playlists by date, alerts, commands."""
        return self._get("/pulse", etag)

    def playlist(self, date: str, etag: str) -> Answer:
        return self._get(f"/playlists/{date}.json", etag)

    def report(self, lines: list[dict[str, Any]]) -> dict[str, Any]:
        """Send as-run lines; the answer's counts of accepted, known and rejected."""
        return self._post("/as-run", lines)

    def heartbeat(self, state: dict[str, Any]) -> None:
        self._post("/heartbeat", state)

    def open_media(self, url: str, offset: int) -> HTTPResponse:
        """The file from byte `offset` on, signed by its URL. Status 206 from there, 200 from the beginning."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise StationError(f"{url[:60]!r} is not an address that audio is fetched from.")
        request = urllib.request.Request(url)  # noqa: S310 - the scheme is checked above
        if offset:
            request.add_header("Range", f"bytes={offset}-")
        try:
            response: HTTPResponse = self._files.open(request, timeout=TIMEOUT_S)
        except (OSError, HTTPException, ValueError) as fault:
            raise _told(fault) from fault
        return response

    def _get(self, path: str, etag: str) -> Answer:
        request = self._request(path)
        if etag:
            request.add_header("If-None-Match", etag)
        try:
            response, body = self._call(request)
        except StationError as fault:
            if fault.status == 304:
                return Answer(None, etag)
            raise
        return Answer(body, response.headers.get("ETag") or "")

    def _post(self, path: str, value: object) -> dict[str, Any]:
        request = self._request(path)
        request.data = json.dumps(value).encode()
        request.add_header("Content-Type", "application/json")
        _, body = self._call(request)
        try:
            answer = json.loads(body or b"{}")
        except ValueError as fault:
            raise StationError(f"The station answered {path} with something that is not JSON.") from fault
        return answer if isinstance(answer, dict) else {}

    def _request(self, path: str) -> urllib.request.Request:
        request = urllib.request.Request(self._base + path)  # noqa: S310 - the scheme is checked at the start
        request.add_header("Authorization", f"Bearer {self._token}")
        request.add_header("Accept", "application/json")
        return request

    def _call(self, request: urllib.request.Request) -> tuple[HTTPResponse, bytes]:
        asked = self._monotonic()
        try:
            with self._calls.open(request, timeout=TIMEOUT_S) as response:
                self._heard(response.headers.get("Date"), asked, self._monotonic())
                return response, response.read()
        except urllib.error.HTTPError as fault:
            self._heard(fault.headers.get("Date"), asked, self._monotonic())
            raise _told(fault) from fault
        except (OSError, HTTPException, ValueError) as fault:
            raise _told(fault) from fault


def _told(fault: Exception) -> StationError:
    if isinstance(fault, urllib.error.HTTPError):
        fault.close()
        mend = " Is the token right and not revoked?" if fault.code in (401, 403) else ""
        return StationError(f"The station answered {fault.code} {fault.reason}.{mend}", fault.code)
    reason = getattr(fault, "reason", None) or fault or type(fault).__name__
    return StationError(f"The station does not answer: {reason}.")
