"""As-run: what a machine says that it played. Sending a line again changes nothing, and no line is thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.airings import settle
from playlists.machines import Machine
from scheduler.database import Base, new_id
from scheduler.errors import Invalid

OUTCOMES = ("aired", "partial", "skipped", "failed")
LARGEST_BATCH = 20_000
LARGEST_SEQ = 2**53


class AsRunLine(Base):
    """One line as the machine sent it."""

    __tablename__ = "as_run_line"
    __table_args__ = (UniqueConstraint("machine_id", "seq"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    machine_id: Mapped[str] = mapped_column(ForeignKey("machine.id"))
    seq: Mapped[int] = mapped_column(BigInteger)
    item_id: Mapped[str | None] = mapped_column(String(40), index=True)
    playlist_version: Mapped[int | None]
    started_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(8))
    detail: Mapped[str | None]
    title: Mapped[str | None]
    kind: Mapped[str | None] = mapped_column(String(20))
    sha256: Mapped[str | None] = mapped_column(String(64))
    received_at: Mapped[datetime]


@dataclass(frozen=True)
class Taken:
    """What became of a batch: lines new and known, and (seq, why) of those that make no sense."""

    accepted: int
    known: int
    rejected: tuple[tuple[object, str], ...]


def take_in(session: Session, machine: Machine, batch: object, now: datetime) -> Taken:
    """Keep the new lines of a batch and settle the airings they tell of. Raises Invalid when it is no list."""
    if not isinstance(batch, Sequence) or isinstance(batch, str):
        raise Invalid("An as-run batch must be a list of lines.")
    if len(batch) > LARGEST_BATCH:
        raise Invalid("A batch holds %(most)s lines at most.", "Send the rest in another.", most=LARGEST_BATCH)
    lines: dict[int, AsRunLine] = {}
    rejected: list[tuple[object, str]] = []
    twice = 0
    for data in batch:
        try:
            line = _read_line(data, now)
        except (ValueError, TypeError) as error:
            rejected.append((data.get("seq") if isinstance(data, Mapping) else None, str(error)))
            continue
        twice += line.seq in lines
        lines.setdefault(line.seq, line)
    known = _known_seqs(session, machine, list(lines))
    new = [line for seq, line in lines.items() if seq not in known]
    for line in new:
        line.machine_id = machine.id
        session.add(line)
    session.flush()
    for line in new:
        _settle(session, machine, line)
    return Taken(accepted=len(new), known=len(known) + twice, rejected=tuple(rejected))


def _settle(session: Session, machine: Machine, line: AsRunLine) -> None:
    if line.item_id and not machine.standby:
        settle(
            session,
            line.item_id,
            outcome=line.outcome,
            detail=line.detail,
            started_at=line.started_at,
            ended_at=line.ended_at,
            machine=machine.name,
        )


def _known_seqs(session: Session, machine: Machine, seqs: list[int]) -> set[int]:
    known: set[int] = set()
    for start in range(0, len(seqs), 500):
        of_machine = (AsRunLine.machine_id == machine.id) & AsRunLine.seq.in_(seqs[start : start + 500])
        known.update(session.scalars(select(AsRunLine.seq).where(of_machine)))
    return known


def _read_line(data: Any, now: datetime) -> AsRunLine:
    if not isinstance(data, Mapping):
        raise ValueError("a line must be an object")
    seq = data.get("seq")
    if not isinstance(seq, int) or isinstance(seq, bool) or not 0 <= seq <= LARGEST_SEQ:
        raise ValueError("seq must be a whole number that is not negative")
    if data.get("outcome") not in OUTCOMES:
        raise ValueError(f"outcome must be one of {' '.join(OUTCOMES)}")
    version = data.get("playlist_version")
    if version is not None and (not isinstance(version, int) or isinstance(version, bool) or not 0 <= version < 2**31):
        raise ValueError("playlist_version must be a whole number or null")
    return AsRunLine(
        seq=seq,
        item_id=_text(data, "item_id", 40),
        playlist_version=version,
        started_at=_moment(data, "started_at"),
        ended_at=_moment(data, "ended_at"),
        outcome=data["outcome"],
        detail=_text(data, "detail", 2000),
        title=_text(data, "title", 400),
        kind=_text(data, "kind", 20),
        sha256=_text(data, "sha256", 64),
        received_at=now,
    )


def _text(data: Mapping[str, Any], name: str, longest: int) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} must be text or null")
    if value is not None and len(value) > longest:
        raise ValueError(f"{name} must have at most {longest} characters")
    return value.replace("\0", "").encode(errors="replace").decode() if value else value


def _moment(data: Mapping[str, Any], name: str) -> datetime | None:
    value = data.get(name)
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None or not 1970 < moment.year < 2200:
        raise ValueError(f"{name} must be a time with its offset, such as 2026-11-24T06:20:00.000+07:00")
    return moment
