"""The queue that hands events to workers. What it loses (a worker killed in the middle) the clock hands out again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import Event as Flag
from threading import Thread
from typing import Any

from huey import Huey, PostgresHuey, PriorityRedisHuey, SqliteHuey
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from audio.errors import SiarError
from scheduler.desk import Desk
from scheduler.errors import Invalid
from scheduler.events import Event, retry_at, unhandled

log = logging.getLogger(__name__)

Handler = Callable[..., None]
AT_WORK = timedelta(seconds=10)
HOLD_EVERY_S = 3.0
HANDED_AT_ONCE = 100


def open_queue(url: str) -> Huey:
    """The queue at that URL: `sqlite:///FILE`, `postgresql://…` or `redis://…`."""
    kind = make_url(url).get_backend_name()
    if kind == "sqlite":
        return SqliteHuey("siar", filename=make_url(url).database, results=False, timeout=15)
    if kind == "postgresql":
        return PostgresHuey("siar", dsn=url.replace("+psycopg", ""), results=False)
    if kind in ("redis", "rediss"):
        return PriorityRedisHuey("siar", url=url, results=False)
    raise Invalid("SIAR_QUEUE_URL names no queue that is known here.", "Use sqlite:///, postgresql:// or redis://.")


class Dispatcher:
    """Hands events to their handlers through a queue. `handlers` maps an event's kind to `handler(desk, **payload)`;
    a kind that nobody asked for is done at once."""

    def __init__(self, desk: Desk, queue: Huey, handlers: Mapping[str, Handler]) -> None:
        self.desk = desk
        self.queue = queue
        self.handlers = handlers
        self._task = queue.task(name="handle")(self.handle)
        desk.database.on_events(self.hand_out)

    def hand_out(self, events: list[tuple[str, int]]) -> None:
        """Put events (id, priority) on the queue. A queue that does not answer loses nothing: the clock asks again."""
        try:
            for event_id, priority in events:
                self.queue.enqueue(self._task.s(event_id, priority=priority))
        except Exception:
            log.exception("the queue does not answer; the clock will hand %s events out again", len(events))

    def sweep(self) -> int:
        """Hand out what is due and not handled, once the queue has run empty; returns how many."""
        if self.queue.pending_count():
            return 0
        now = self.desk.now()
        with self.desk.database.writing() as session:
            due = list(session.scalars(unhandled(now).limit(HANDED_AT_ONCE)))
            for event in due:
                event.due_at = now + AT_WORK
        self.hand_out([(event.id, event.priority) for event in due])
        return len(due)

    def handle(self, event_id: str) -> None:
        """Do what an event asks for. What fails is tried again, ever later; its trouble is kept with it."""
        begun = self._begin(event_id)
        if begun is None:
            return
        kind, payload = begun
        try:
            if handler := self.handlers.get(kind):
                with self._held(event_id):
                    handler(self.desk, **payload)
        except SiarError as error:
            log.warning("%s of %s: %s", kind, payload, error)
            self._end(event_id, trouble=str(error))
        except Exception as error:
            log.exception("%s of %s failed", kind, payload)
            self._end(event_id, trouble=f"{type(error).__name__}: {error}")
        else:
            self._end(event_id, trouble=None)

    @contextmanager
    def _held(self, event_id: str) -> Iterator[None]:
        """Keep the event from being handed out again while this process is alive and at it."""
        done = Flag()
        holder = Thread(target=self._hold, args=(event_id, done), daemon=True)
        holder.start()
        try:
            yield
        finally:
            done.set()
            holder.join()

    def _hold(self, event_id: str, done: Flag) -> None:
        while not done.wait(HOLD_EVERY_S):
            try:
                with self.desk.database.writing() as session:
                    session.get_one(Event, event_id).due_at = self.desk.now() + AT_WORK
            except SQLAlchemyError:
                log.warning("the hold on event %s could not be renewed; at worst it is done twice", event_id)

    def _begin(self, event_id: str) -> tuple[str, dict[str, Any]] | None:
        now = self.desk.now()
        with self.desk.database.writing() as session:
            event = session.get(Event, event_id)
            if event is None or event.handled_at is not None:
                return None
            event.attempts += 1
            event.due_at = now + AT_WORK
            return event.kind, dict(event.payload)

    def _end(self, event_id: str, trouble: str | None) -> None:
        now = self.desk.now()
        with self.desk.database.writing() as session:
            event = session.get_one(Event, event_id)
            event.trouble = trouble
            if trouble is None:
                event.handled_at = now
            else:
                event.due_at = retry_at(event.attempts, now)
