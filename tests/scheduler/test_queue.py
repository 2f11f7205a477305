"""The queue: what was written down is handled, tried again when it fails, and handed out again when it was lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from audio.media import MediaStore
from scheduler.database import Database
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from scheduler.events import Event, happened
from scheduler.queue import Dispatcher, open_queue
from scheduler.settings import read_settings
from tests.conftest import NOW


@dataclass
class Office:
    """A dispatcher whose time is moved by hand, and what its handler was given."""

    dispatcher: Dispatcher
    moment: list[datetime]
    done: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Do all that is on the queue, as a worker does."""
        while task := self.dispatcher.queue.dequeue():
            self.dispatcher.queue.execute(task)

    def event(self) -> Event:
        with self.dispatcher.desk.database.reading() as session:
            return session.scalars(select(Event)).one()


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Callable[..., Office]:
    def opened(fails: int = 0) -> Office:
        moment = [NOW]
        settings = read_settings({"SIAR_HOME": str(tmp_path)})
        desk = Desk(settings, database, MediaStore.at(settings.media_url), lambda: moment[0])
        made = Office(None, moment)  # type: ignore[arg-type]  # the dispatcher comes with its handler, below
        left = [fails]

        def handle(_: Desk, what: str) -> None:
            if left[0]:
                left[0] -= 1
                raise Unavailable("The disk is full.")
            made.done.append(what)

        made.dispatcher = Dispatcher(desk, open_queue(settings.queue_url), {"asked": handle})
        return made

    return opened


def ask(office: Office, kind: str = "asked") -> None:
    with office.dispatcher.desk.database.writing() as session:
        happened(session, kind, NOW, what="a recording")


def test_an_event_reaches_its_handler_after_the_commit(office: Callable[..., Office]) -> None:
    here = office()
    ask(here)
    here.work()
    assert here.done == ["a recording"]
    assert here.event().handled_at == NOW


def test_an_event_that_is_rolled_back_reaches_nobody(office: Callable[..., Office]) -> None:
    here = office()
    with pytest.raises(RuntimeError), here.dispatcher.desk.database.writing() as session:
        happened(session, "asked", NOW, what="a recording")
        raise RuntimeError("killed")
    here.work()
    assert here.done == []


def test_what_the_queue_lost_is_handed_out_again_by_the_clock(office: Callable[..., Office]) -> None:
    here = office()
    ask(here)
    here.dispatcher.queue.flush()
    assert here.dispatcher.sweep() == 0
    here.moment[0] += timedelta(seconds=6)
    assert here.dispatcher.sweep() == 1
    here.work()
    assert here.done == ["a recording"]


def test_what_fails_is_kept_with_its_reason_and_tried_again_later(office: Callable[..., Office]) -> None:
    here = office(fails=2)
    ask(here)
    here.work()
    assert (here.event().attempts, here.event().trouble, here.event().handled_at) == (1, "The disk is full.", None)
    for _ in range(2):
        here.moment[0] += timedelta(minutes=11)
        here.dispatcher.sweep()
        here.work()
    assert (here.done, here.event().trouble, here.event().attempts) == (["a recording"], None, 3)


def test_handled_twice_is_done_once(office: Callable[..., Office]) -> None:
    here = office()
    ask(here)
    here.dispatcher.hand_out([(here.event().id, 2)])
    here.work()
    assert here.done == ["a recording"]


def test_a_kind_that_nobody_asked_for_is_done_at_once(office: Callable[..., Office]) -> None:
    here = office()
    ask(here, kind="unheard of")
    here.work()
    assert here.event().handled_at == NOW
