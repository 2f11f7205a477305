"""What found no place in the week, by announcement, and the small changes that were checked to help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.placement import Flight, Plan, Problem, Remark, Suggestion, suggestions
from scheduler.situation import Situation
from scheduler.spots import Unplaced
from web.console.labels import DAYPART

MOST_MENDS = 3
NIGHT = "dini_hari"


@dataclass(frozen=True)
class Mend:
    """A change of one flight that a click can make: what it says, what its form sends, and how many days it helps."""

    told: Remark
    fields: dict[str, object]
    days: int


@dataclass(frozen=True)
class Homeless:
    """An announcement's spots that found no place, day by day with their reasons, and what would help."""

    rows: tuple[Unplaced, ...]
    mends: tuple[Mend, ...]
    advice: tuple[Remark, ...]

    @property
    def missing(self) -> int:
        """How many spots."""
        return sum(row.missing for row in self.rows)

    @property
    def days(self) -> list[date]:
        """On which days."""
        return sorted({row.day for row in self.rows})


def unplaced_between(session: Session, first: date, last: date) -> list[Unplaced]:
    """The rows of these broadcast days."""
    asked = select(Unplaced).where(Unplaced.day >= first, Unplaced.day <= last)
    return list(session.scalars(asked.order_by(Unplaced.announcement_id, Unplaced.day, Unplaced.id)))


def homeless(rows: Iterable[Unplaced], situation: Situation) -> list[Homeless]:
    """These rows by announcement, most missing spots first, with mends tried on the plan as it stands."""
    problem = situation.problem
    plan = standing_plan(problem)
    by_announcement: dict[str, list[Unplaced]] = {}
    for row in rows:
        by_announcement.setdefault(row.announcement_id, []).append(row)
    found = [_homeless(problem, plan, name, own) for name, own in by_announcement.items()]
    return sorted(found, key=lambda each: (-each.missing, each.rows[0].id))


def standing_plan(problem: Problem) -> Plan:
    """The spots as they stand, as a plan."""
    return Plan(problem.standing, (), objective=0.0, bound=0.0, seconds=0.0, stopped_by="greedy")


def _homeless(problem: Problem, plan: Plan, name: str, rows: list[Unplaced]) -> Homeless:
    found = list(_suggested(problem, plan, name, sorted({row.day for row in rows})))
    flight = problem.flight_by_id.get(name)
    clicks = [each for each in found if flight and each.flight.spot_ms == flight.spot_ms]
    advice = {each.remark.message: each.remark for each in found if each not in clicks}
    mends = sorted(_by_change(flight, clicks), key=_rank) if flight else []
    return Homeless(tuple(rows), tuple(mends[:MOST_MENDS]), tuple(advice.values()))


def _rank(mend: Mend) -> tuple[bool, int]:
    """What helps most days first; the night, when few listen, last."""
    return mend.fields.get("daypart") == NIGHT, -mend.days


def _suggested(problem: Problem, plan: Plan, name: str, days: list[date]) -> Iterator[Suggestion]:
    if name in problem.flight_by_id:
        for day in days:
            yield from suggestions(problem, plan, name, day)


def _by_change(flight: Flight, found: list[Suggestion]) -> Iterator[Mend]:
    """The same change once, however many days it helps."""
    same: dict[Flight, list[Suggestion]] = {}
    for each in found:
        same.setdefault(each.flight, []).append(each)
    for changed, alike in same.items():
        more = sorted(changed.dayparts - flight.dayparts)
        fields: dict[str, object] = {"daypart": more[0]} if more else {"separation": changed.separation_min}
        yield Mend(_in_words(alike[0].remark), fields, len(alike))


def _in_words(told: Remark) -> Remark:
    daypart = told.values.get("daypart")
    return Remark(told.message, {**told.values, "daypart": DAYPART.get(str(daypart), daypart)}) if daypart else told
