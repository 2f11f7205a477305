"""Who did what, when, from which state to which. Each line is chained to the one before by its hash, so that a line
changed, removed or slipped in later breaks the chain where it stands."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base

BEGINNING = "0" * 64


class AuditLine(Base):
    """One act. `before` and `after` hold only what the act changed."""

    __tablename__ = "audit_line"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(254))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The newest line's number and hash: one row, locked while a line is added, so that two never share a place."""

    __tablename__ = "audit_head"
    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default=BEGINNING)


def record(
    session: Session,
    actor: str,
    action: str,
    subject: str,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditLine:
    """Add a line in the caller's transaction: the act and its line stand or fall together.

    `actor` is an e-mail address, or the name of what acted by itself (`clock`, `machine studio-1`).
    """
    head = _locked_head(session)
    line = AuditLine(
        seq=head.seq + 1,
        at=now.astimezone(UTC),
        actor=actor,
        action=action,
        subject=subject,
        before=before or {},
        after=after or {},
        previous=head.hash,
    )
    line.hash = _hash(line)
    head.seq, head.hash = line.seq, line.hash
    session.add(line)
    session.flush()
    return line


def first_broken_line(session: Session) -> int | None:
    """The number of the first line that does not stand as it was written, or None when the chain is whole."""
    expected_seq, previous = 1, BEGINNING
    for line in session.scalars(select(AuditLine).order_by(AuditLine.seq).execution_options(yield_per=500)):
        if line.seq != expected_seq or line.previous != previous or line.hash != _hash(line):
            return expected_seq
        expected_seq, previous = line.seq + 1, line.hash
    head = session.get(AuditHead, 1)
    if head and (head.seq, head.hash) != (expected_seq - 1, previous):
        return expected_seq
    return None


def _locked_head(session: Session) -> AuditHead:
    head = session.scalar(select(AuditHead).with_for_update())
    if not head:
        head = AuditHead(id=1, seq=0, hash=BEGINNING)
        session.add(head)
        session.flush()
    return head


def _hash(line: AuditLine) -> str:
    told = [
        line.seq,
        line.at.isoformat(),
        line.actor,
        line.action,
        line.subject,
        line.before,
        line.after,
        line.previous,
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode(errors="replace")).hexdigest()
