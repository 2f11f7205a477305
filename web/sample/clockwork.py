"""The story's own time, and the station's real parts running on it: HTTP server, queue worker."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

from werkzeug.serving import make_server

from scheduler.desk import Desk
from web.wiring import open_dispatcher
from web.wsgi import create_app


class StoryTime:
    """A clock that stands still until it is set forward."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The story's moment."""
        return self._now

    def pass_by(self, **amount: float) -> None:
        """Let time go by; `amount` as for timedelta."""
        self._now += timedelta(**amount)

    def set_to(self, moment: datetime) -> None:
        """Go forward to that moment; never back."""
        self._now = max(self._now, moment.astimezone(UTC))


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The station over HTTP on a free port of this machine; gives its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(desk), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def worked(desk: Desk) -> Iterator[None]:
    """A worker that takes events off the station's queue."""
    logging.getLogger("huey").setLevel(logging.ERROR)
    dispatcher = open_dispatcher(desk)
    consumer = dispatcher.queue.create_consumer(workers=1, periodic=False, initial_delay=0.01, max_delay=0.05)
    consumer.start()
    try:
        yield
    finally:
        consumer.stop(graceful=True)
