"""Placing days beyond those that are always ready: a week that was placed as a whole follows its changes as a whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.database import Database
from scheduler.placement import Plan, solve
from scheduler.planning import drop_ended, keep_plan, read_situation
from scheduler.spots import Spot

LIMIT_S = 10.0


def place_days(
    database: Database, first: date, last: date, now: datetime, fixed: datetime | None = None, limit_s: float = LIMIT_S
) -> Plan:
    """Place the spots of these broadcast days and keep the plan; nothing that starts before `fixed` moves.

    No transaction waits for the solver. Raises Conflict when something changed while it was at work.
    """
    with database.writing() as session:
        drop_ended(session, now)
    with database.reading() as session:
        situation = read_situation(session, first, last, now, fixed)
    plan = solve(situation.problem, limit_s)
    with database.writing() as session:
        keep_plan(session, situation, plan, now)
    return plan


def place_ahead(database: Database, ready_until: date, now: datetime) -> None:
    """Place anew what was placed beyond the days that are always ready, if anything was."""
    with database.reading() as session:
        last = _placed_until(session)
    if last is not None and last > ready_until:
        place_days(database, ready_until + timedelta(days=1), last, now)


def _placed_until(session: Session) -> date | None:
    return session.scalar(select(func.max(Spot.day)))
