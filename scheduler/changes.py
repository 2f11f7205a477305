"""Changes to the week: each is one step with a line on the audit log, that whoever made it can take back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import String, event, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler import audit
from scheduler.database import Base, new_id
from scheduler.errors import Conflict
from scheduler.events import happened
from scheduler.row_states import Name, State, find_row, name_of, state_in_database, state_of

KEPT_APART = frozenset({"audit_line", "audit_head", "event", "undo_step"})
TOLD_AT_MOST = 40
PLACED = "week_placed"
"""The act of placing the spots anew by hand: it follows from the week, so it does not tell that the week changed."""


class UndoStep(Base):
    """One change by one person. `rows`: [{"table", "id", "before", "after"}], None where there is no row."""

    __tablename__ = "undo_step"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    actor: Mapped[str] = mapped_column(String(254), index=True)
    act: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    rows: Mapped[list[Any]]
    undone_at: Mapped[datetime | None]


class Versioned(Protocol):
    """A row that counts its changes."""

    @property
    def version(self) -> int: ...
    @version.setter
    def version(self, version: int) -> None: ...


def next_version(row: Versioned, read_version: int | None) -> None:
    """Count one more change of the row. Raises Conflict when it was changed since `read_version` was read."""
    if read_version is not None and row.version != read_version:
        raise Conflict(
            "Somebody else has changed this meanwhile; nothing of theirs was overwritten.",
            "Look at it as it is now, then change it again if it still needs that.",
        )
    row.version = (row.version or 0) + 1


@contextmanager
def one_step(session: Session, actor: str, act: str, subject: str, now: datetime) -> Iterator[None]:
    """What the block changes becomes one step that can be undone, one line on the audit log, and the event
    `week.changed` (save for `PLACED`); a block that changes nothing leaves nothing behind. A step inside a step is
    part of that."""
    if session.info.get("in_step"):
        yield
        return
    session.flush()
    stood: dict[Name, State | None] = {}

    def notice(session: Session, context: object, instances: object) -> None:
        for row in session.new:
            if row.__tablename__ not in KEPT_APART:
                stood.setdefault(name_of(row), None)
        for row in (*session.dirty, *session.deleted):
            if row.__tablename__ not in KEPT_APART:
                stood.setdefault(name_of(row), state_in_database(session, row))

    event.listen(session, "before_flush", notice)
    session.info["in_step"] = True
    try:
        yield
        session.flush()
    finally:
        session.info["in_step"] = False
        event.remove(session, "before_flush", notice)
    _keep(session, UndoStep(id=new_id(), actor=actor, act=act, subject=subject, at=now), stood)


def forget_placed(session: Session, now: datetime) -> None:
    """Offer no step of an earlier plan any more: another one stands, and nobody can go back behind it."""
    outdated = update(UndoStep).where(UndoStep.act == PLACED, UndoStep.undone_at.is_(None))
    session.execute(outdated.values(undone_at=now))


def _keep(session: Session, step: UndoStep, stood: dict[Name, State | None]) -> None:
    step.rows = [
        {"table": name[0], "id": name[1], "before": before, "after": after}
        for name, before in stood.items()
        if (after := state_of(find_row(session, name))) != before
    ]
    if not step.rows:
        return
    session.add(step)
    audit.record(session, step.actor, step.act, step.subject, step.at, *_told(step.rows))
    if step.act != PLACED:
        happened(session, "week.changed", step.at, change=step.id)


def _told(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the audit log tells: of each row the fields that changed."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for one in rows[:TOLD_AT_MOST]:
        was, became, name = one["before"] or {}, one["after"] or {}, f"{one['table']} {one['id']}"
        changed = [field for field in {**was, **became} if was.get(field) != became.get(field) and field != "version"]
        before[name] = {field: was[field] for field in changed} if was else None
        after[name] = {field: became[field] for field in changed} if became else None
    return before, after
