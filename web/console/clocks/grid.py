"""The week of clocks as values: which clock each hour of each weekday follows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.clocks import ClockException, ClockHour, FormatClock, clock_week
from web.console.clocks.dial import Dial, dial_of
from web.console.clocks.form import plan_of

LOOKS = 8
NONE = "none"


@dataclass(frozen=True)
class ClockCard:
    """A clock with its dial, the letter and the look by which it stands in the grid, and how many hours follow it."""

    clock: FormatClock
    dial: Dial
    letter: str
    look: int
    hours: int


@dataclass(frozen=True)
class Cell:
    """An hour of a weekday; `value` names it and the clock that it follows, for the form."""

    weekday: int
    hour: int
    card: ClockCard | None

    @property
    def value(self) -> str:
        """Such as 0-6-01J…: Monday, six o'clock, that clock."""
        return f"{self.weekday}-{self.hour}-{self.card.clock.id if self.card else NONE}"


def clock_cards(session: Session) -> list[ClockCard]:
    """All clocks, by name."""
    counted = session.execute(select(ClockHour.clock_id, func.count()).group_by(ClockHour.clock_id))
    used = dict(counted.all())
    found = session.scalars(select(FormatClock).order_by(FormatClock.name, FormatClock.id))
    return [
        ClockCard(each, dial_of(plan_of(each).elements), _letter(number), number % LOOKS, used.get(each.id, 0))
        for number, each in enumerate(found)
    ]


def grid(session: Session, cards: list[ClockCard]) -> list[list[Cell]]:
    """Twenty-four rows of seven cells, from Monday."""
    of_clock, week = {card.clock.id: card for card in cards}, clock_week(session)
    return [
        [Cell(day, hour, of_clock[week.hours[day, hour].id] if (day, hour) in week.hours else None) for day in range(7)]
        for hour in range(24)
    ]


def exceptions(session: Session) -> list[ClockException]:
    """All exceptions, by their first day."""
    return list(session.scalars(select(ClockException).order_by(ClockException.first_day, ClockException.id)))


def hour_spans(hours: list[int]) -> str:
    """06–12, 20–24 for the hours from six to before twelve, and from twenty."""
    begins = [hour for hour in hours if hour - 1 not in hours]
    ends = [hour + 1 for hour in hours if hour + 1 not in hours]
    return ", ".join(f"{one:02}–{two:02}" for one, two in zip(begins, ends, strict=True))


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26) + ("" if number < 26 else str(number // 26))
