"""Sending ready-made bytes: ETag, 304, and the encoding that the client can read."""

from __future__ import annotations

from flask import Response, request

from web.api.shelf import ENCODERS, Copy

SMALLEST_TO_ENCODE = 1_000


def wanted_encoding() -> str:
    """`br`, `gzip` or nothing, by Accept-Encoding."""
    header = request.headers.get("Accept-Encoding")
    if not header:
        return ""
    return next((each for each in ENCODERS if request.accept_encodings[each] > 0 and each in header), "")


def send(copy: Copy, encoding: str, cache_control: str) -> Response:
    """The copy, or 304 when the client holds it (in whatever encoding)."""
    headers = {"ETag": copy.etag, "Cache-Control": cache_control, "Vary": "Accept-Encoding"}
    held = request.headers.get("If-None-Match")
    if held and (held == copy.etag or _is_held(held, copy.etag)):
        return Response(status=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(copy.body, headers=headers, content_type=copy.mime)


def _is_held(held: str, etag: str) -> bool:
    if held.strip() == "*":
        return True
    plain = _plain(etag)
    return any(_plain(each.strip().removeprefix("W/")) == plain for each in held.split(","))


def _plain(etag: str) -> str:
    """The tag of the bytes before they were encoded."""
    for encoding in ENCODERS:
        if etag.endswith(f'-{encoding}"'):
            return f'{etag[: -len(encoding) - 2]}"'
    return etag
