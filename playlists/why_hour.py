"""What happened in this hour on this machine? The day it held, what it said of each item, and who had a hand in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from playlists.closing import DayReconciliation, reconcile_day
from playlists.commands import Command
from playlists.machines import Machine, clock_offset_ms, find_machine, is_silent
from playlists.turns import turns_of
from playlists.why import Step
from scheduler.placement.remark import Remark, remark
from scheduler.station import the_station

HOUR = timedelta(hours=1)


def why_hour(session: Session, machine_id: str, starts_at: datetime, now: datetime) -> list[Step]:
    """All that is known of the hour from `starts_at` on. Raises NotFound where there is no such machine."""
    machine = find_machine(session, machine_id)
    day = reconcile_day(session, the_station(session).day_of(starts_at), now)
    steps = [*_day(day, machine), *_machine(session, machine, starts_at, now)]
    steps += [*_items(day, starts_at), *_besides(day, machine, starts_at), *_commands(session, machine, starts_at)]
    return sorted(steps, key=lambda step: step.at or starts_at)


def _day(day: DayReconciliation, machine: Machine) -> Iterator[Step]:
    if day.version is None:
        yield Step(None, remark("No playlist was published for %(day)s.", day=day.date.isoformat()), good=False)
        return
    held = ((machine.heartbeat or {}).get("versions") or {}).get(day.date.isoformat())
    told = {"day": day.date.isoformat(), "version": day.version, "held": held, "machine": machine.name}
    if held is not None and held != day.version:
        text = "%(machine)s last told that it holds version %(held)s of %(day)s, not %(version)s."
        yield Step(None, Remark(text, told), good=False)
    else:
        yield Step(None, remark("Version %(version)s of %(day)s is published.", **told))


def _machine(session: Session, machine: Machine, starts_at: datetime, now: datetime) -> Iterator[Step]:
    told = {"machine": machine.name, "offset": clock_offset_ms(machine)}
    if not turns_of(session, machine).on_air(starts_at):
        yield Step(None, remark("%(machine)s waited as standby; what it played did not go out.", **told), good=False)
    if is_silent(machine, now):
        yield Step(machine.last_seen_at, remark("%(machine)s was last heard.", **told), good=False)
    if abs(clock_offset_ms(machine) or 0) > 200:
        yield Step(None, remark("The clock of %(machine)s is %(offset)s ms off.", **told), good=False)


def _items(day: DayReconciliation, starts_at: datetime) -> Iterator[Step]:
    for each in day.items:
        if starts_at <= each.item.starts_at < starts_at + HOUR:
            told = {"title": each.item.title, "outcome": each.outcome or "", "reason": each.reason or ""}
            text = "%(title)s: %(outcome)s. %(reason)s" if each.outcome else "%(title)s is to come."
            yield Step(each.item.starts_at, Remark(text, told), each.outcome in ("aired", None))


def _besides(day: DayReconciliation, machine: Machine, starts_at: datetime) -> Iterator[Step]:
    for each in day.unplanned:
        at = each.told.started_at
        if each.told.machine == machine.name and at and starts_at <= at < starts_at + HOUR:
            told = {"title": each.told.title, "outcome": each.told.outcome, "why": each.why}
            yield Step(at, remark("Without a plan, %(title)s: %(outcome)s. %(why)s", **told))


def _commands(session: Session, machine: Machine, starts_at: datetime) -> Iterator[Step]:
    given = (Command.machine_id == machine.id) & (Command.at >= starts_at) & (Command.at < starts_at + HOUR)
    for command in session.scalars(select(Command).where(given).order_by(Command.at)):
        told = {"who": command.by, "command": command.command}
        if command.done_at:
            yield Step(command.at, remark("%(who)s gave the command %(command)s.", **told))
        else:
            text = "%(who)s gave the command %(command)s; the machine did not take it."
            yield Step(command.at, Remark(text, told), good=False)
