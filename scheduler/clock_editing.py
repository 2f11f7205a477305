"""Editing format clocks: what stands at which second of the hour, which hours follow which clock, and exceptions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.changes import next_version, one_step
from scheduler.clock_fields import ClockPlan
from scheduler.clocks import ClockElement, ClockException, ClockHour, FormatClock
from scheduler.database import new_id
from scheduler.errors import Conflict, Invalid, NotFound


def add_clock(session: Session, actor: Actor, plan: ClockPlan, now: datetime) -> FormatClock:
    """A new clock, in no hour yet. Raises Forbidden, Conflict for a name in use."""
    require_planner(actor)
    _require_name(session, plan.name, None)
    clock = FormatClock(id=new_id(), name=plan.name, version=1)
    with one_step(session, actor.name, "clock_added", f"clock {clock.id}", now):
        session.add(clock)
        clock.elements = _rows(plan)
    return clock


def change_clock(
    session: Session, actor: Actor, clock_id: str, read_version: int, plan: ClockPlan, now: datetime
) -> FormatClock:
    """Make the clock that plan. Raises Forbidden, NotFound, Conflict."""
    require_planner(actor)
    clock = find_clock(session, clock_id)
    _require_name(session, plan.name, clock_id)
    with one_step(session, actor.name, "clock_changed", f"clock {clock.id}", now):
        next_version(clock, read_version)
        clock.name = plan.name
        for element in list(clock.elements):
            session.delete(element)
        clock.elements = _rows(plan)
    return clock


def remove_clock(session: Session, actor: Actor, clock_id: str, read_version: int, now: datetime) -> None:
    """Take a clock away that no hour follows. Raises Forbidden, NotFound, Conflict."""
    require_planner(actor)
    clock = find_clock(session, clock_id)
    used = select(ClockHour.id).where(ClockHour.clock_id == clock_id)
    excepted = select(ClockException.id).where(ClockException.clock_id == clock_id)
    if session.scalar(used.limit(1)) or session.scalar(excepted.limit(1)):
        raise Conflict("Hours follow this clock still.", "Give them another one first.")
    with one_step(session, actor.name, "clock_removed", f"clock {clock.id}", now):
        next_version(clock, read_version)
        for element in list(clock.elements):
            session.delete(element)
        session.delete(clock)


def assign_hours(
    session: Session,
    actor: Actor,
    hours: Collection[tuple[int, int]],
    clock_id: str | None,
    now: datetime,
    read: Mapping[tuple[int, int], str | None] | None = None,
) -> None:
    """Let these (weekday, hour) follow the clock, or none. Monday is 0. `read`: which clock each followed when the
    person looked. Raises Forbidden, NotFound, Invalid, Conflict when one follows another by now."""
    require_planner(actor)
    if clock_id:
        find_clock(session, clock_id)
    if any(not (0 <= weekday <= 6 and 0 <= hour <= 23) for weekday, hour in hours):
        raise Invalid("There is no such hour in a week.", "Days are 0 to 6, hours 0 to 23.")
    there = {(row.weekday, row.hour): row for row in session.scalars(select(ClockHour))}
    if read and any(clock != (there[key].clock_id if key in there else None) for key, clock in read.items()):
        raise Conflict(
            "Somebody else has given some of these hours another clock meanwhile.", "Look at them, then choose."
        )
    with one_step(session, actor.name, "hours_assigned", "clocks", now):
        for key in sorted(set(hours)):
            _assign(session, there.get(key), key, clock_id)


def _assign(session: Session, row: ClockHour | None, key: tuple[int, int], clock_id: str | None) -> None:
    if row and clock_id:
        row.clock_id = clock_id
    elif row:
        session.delete(row)
    elif clock_id:
        session.add(ClockHour(weekday=key[0], hour=key[1], clock_id=clock_id))


def add_exception(
    session: Session,
    actor: Actor,
    name: str,
    days: tuple[date, date],
    hours: Collection[int],
    clock_id: str | None,
    now: datetime,
) -> ClockException:
    """On these days (both included) these hours follow that clock, or none. Raises Forbidden, NotFound, Invalid."""
    require_planner(actor)
    if clock_id:
        find_clock(session, clock_id)
    if days[1] < days[0] or not hours or not set(hours) <= set(range(24)) or not name.strip():
        raise Invalid("An exception needs a name, days in order, and hours from 0 to 23.", "Mend it.")
    made = ClockException(id=new_id(), name=name.strip()[:80], first_day=days[0], last_day=days[1], version=1)
    made.hours, made.clock_id = sorted(set(hours)), clock_id
    with one_step(session, actor.name, "clock_exception_added", f"exception {made.id}", now):
        session.add(made)
    return made


def remove_exception(session: Session, actor: Actor, exception_id: str, now: datetime) -> None:
    """Take an exception away. Raises Forbidden, NotFound."""
    require_planner(actor)
    found = session.get(ClockException, exception_id)
    if not found:
        raise NotFound("There is no such exception.", "See the clocks.")
    with one_step(session, actor.name, "clock_exception_removed", f"exception {found.id}", now):
        session.delete(found)


def find_clock(session: Session, clock_id: str) -> FormatClock:
    """The clock of that id. Raises NotFound."""
    found = session.get(FormatClock, clock_id)
    if not found:
        raise NotFound("There is no such clock.", "See the list of clocks.")
    return found


def _require_name(session: Session, name: str, own: str | None) -> None:
    there = session.scalar(select(FormatClock).where(FormatClock.name == name))
    if there and there.id != own:
        raise Conflict("There already is a clock named %(name)s.", "Choose another name.", name=name)


def _rows(plan: ClockPlan) -> list[ClockElement]:
    return [ClockElement(**each._asdict()) for each in plan.elements]
