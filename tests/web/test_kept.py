"""An answer that is kept: nobody waits for a fresh one as long as the old one is good enough."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from scheduler.errors import Unavailable
from web.api.kept import Kept

FRESH_S = 10.0


class Clock:
    """Seconds that the test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Database:
    """Answers 1, 2, 3…; waits before each answer until it may go on."""

    def __init__(self) -> None:
        self.answers = 0
        self.may_answer, self.answered = Event(), Event()
        self.may_answer.set()
        self.is_gone = False

    def ask(self) -> int:
        self.may_answer.wait(30)
        if self.is_gone:
            raise OperationalError("select", {}, Exception("gone"))
        self.answers += 1
        self.answered.set()
        return self.answers


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("web.api.kept.monotonic", clock)
    monkeypatch.setattr("web.api.asking.PATIENCE_S", 0.05)
    return clock


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.may_answer.set()


def test_it_is_asked_once_while_it_is_fresh(clock: Clock, database: Database) -> None:
    kept = Kept(database.ask)
    assert [kept.get(FRESH_S) for _ in range(3)] == [1, 1, 1]


def test_in_the_second_half_of_its_time_the_old_answer_is_given_and_a_new_one_fetched(
    clock: Clock, database: Database
) -> None:
    kept = Kept(database.ask)
    assert kept.get(FRESH_S) == 1
    database.answered.clear()
    database.may_answer.clear()
    clock.now += FRESH_S * 0.6
    assert [kept.get(FRESH_S) for _ in range(5)] == [1, 1, 1, 1, 1]
    database.may_answer.set()
    assert database.answered.wait(30)
    assert database.answers == 2


def test_after_its_time_a_new_answer_is_waited_for(clock: Clock, database: Database) -> None:
    kept = Kept(database.ask)
    assert kept.get(FRESH_S) == 1
    clock.now += FRESH_S
    assert kept.get(FRESH_S) == 2


@pytest.mark.parametrize("hangs", [True, False])
def test_when_nobody_answers_the_old_answer_goes_on_and_says_how_old_it_is(
    clock: Clock, database: Database, hangs: bool
) -> None:
    kept = Kept(database.ask)
    assert kept.get(FRESH_S) == 1
    database.is_gone = not hangs
    if hangs:
        database.may_answer.clear()
    clock.now += 3600
    assert kept.get(FRESH_S) == 1
    assert kept.is_out_of_reach
    assert kept.age_s == 3600


def test_with_no_answer_at_all_it_says_so(clock: Clock, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.api.asking.PATIENCE_WITHOUT_ANY_ANSWER_S", 0.05)
    database.may_answer.clear()
    with pytest.raises(Unavailable):
        Kept(database.ask).get(FRESH_S)


def test_what_expires_is_asked_anew(clock: Clock, database: Database) -> None:
    kept = Kept(database.ask)
    kept.get(FRESH_S)
    kept.expire()
    assert kept.get(FRESH_S) == 2
