"""Ways in which a station answers wrongly. Each is a `fault` of the FakeStation."""

from __future__ import annotations

from tests.agent.station import Fault, Handler


def gone() -> Fault:
    """The connection is shut without an answer."""

    def fault(handler: Handler) -> bool:
        handler.close_connection = True
        handler.connection.close()
        return True

    return fault


def answering(status: int, body: bytes = b"{}", *, only: str = "/") -> Fault:
    """Answers with a status wherever the path holds `only`."""

    def fault(handler: Handler) -> bool:
        if only not in handler.path:
            return False
        handler.answer(status, body, etag=False)
        return True

    return fault


def truncated(only: str, share: float = 0.5) -> Fault:
    """Promises the whole body and breaks off."""

    def fault(handler: Handler) -> bool:
        if only not in handler.path or handler.headers.get("Range"):
            return False
        sha256 = handler.path.partition("?")[0].rpartition("/")[2].removesuffix(".wav")
        body = handler.station.media.get(sha256, b'{"station": "multatuli", "date": "2026-11-24"')
        handler.answer(200, body[: int(len(body) * share)], etag=False, length=len(body))
        handler.close_connection = True
        return True

    return fault
