"""Taking changes of the week back, step by step; also after the page was loaded again, since steps are kept here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import audit
from scheduler.changes import PLACED, UndoStep
from scheduler.database import new_id
from scheduler.errors import Conflict, NotFound
from scheduler.events import happened
from scheduler.planning import STANDS_STILL
from scheduler.row_states import find_row, is_same, new_row, parents_first, set_state, state_of

MOST_STEPS = 50


def steps(session: Session, actor: str) -> list[UndoStep]:
    """The changes of this person that can be taken back, the newest first."""
    asked = select(UndoStep).where(UndoStep.actor == actor, UndoStep.undone_at.is_(None))
    return list(session.scalars(asked.order_by(UndoStep.id.desc()).limit(MOST_STEPS)))


def undo_last(session: Session, actor: str, now: datetime) -> UndoStep:
    """Take the newest change of this person back, and give it.

    Raises NotFound when there is none left, Conflict when somebody has changed the same since: nothing is lost.
    """
    step = next(iter(steps(session, actor)), None)
    if step is None:
        raise NotFound("There is nothing to undo.", "Every change of yours is taken back already.")
    if not all(is_same(state_of(_row(session, one)), one["after"]) for one in step.rows):
        raise Conflict("Somebody has changed this since.", "Change it by hand, so that nothing of theirs is lost.")
    if step.act == PLACED:
        _require_still_to_come(step, now)
    _restore(session, step.rows)
    step.undone_at = now
    session.flush()
    session.expire_all()
    audit.record(session, actor, "undone", step.subject, now, after={"act": step.act, "step": step.id})
    if step.act != PLACED:
        happened(session, "week.changed", now, change=new_id())
    return step


def _require_still_to_come(step: UndoStep, now: datetime) -> None:
    starts = [state["break_starts_at"] for one in step.rows for state in _states(one) if "break_starts_at" in state]
    if any(datetime.fromisoformat(at) < now + STANDS_STILL for at in starts):
        raise Conflict(
            "Some of these spots are on within ten minutes, or were on already.",
            "Let the rest of the week be placed anew instead.",
        )


def _states(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [state for state in (one["before"], one["after"]) if state]


def _restore(session: Session, rows: list[dict[str, Any]]) -> None:
    by_name = {(one["table"], one["id"]): one for one in rows}
    order = parents_first(list(by_name))
    for name in order:
        if by_name[name]["before"] is not None:
            _bring_back(session, by_name[name])
    for name in reversed(order):
        if by_name[name]["before"] is None:
            session.delete(_row(session, by_name[name]))
            session.flush()


def _bring_back(session: Session, one: dict[str, Any]) -> None:
    row = _row(session, one)
    if row is None:
        row = new_row((one["table"], one["id"]))
        session.add(row)
    state = dict(one["before"])
    if one["after"] and "version" in state:
        state["version"] = row.version + 1  # who has the page open from before must be told
    set_state(row, state)
    session.flush()


def _row(session: Session, one: dict[str, Any]) -> Any:
    return find_row(session, (one["table"], one["id"]))
