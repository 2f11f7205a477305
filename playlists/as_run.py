"""As-run: what a machine says that it played. Sending a line again changes nothing, and no line is thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.airings import Report, settle
from playlists.as_run_reading import OUTCOMES, Row, read_line
from playlists.machines import Machine, clock_correction, suspect_twin
from playlists.turns import turns_of
from scheduler.database import Base, new_id
from scheduler.errors import Invalid

__all__ = ["OUTCOMES", "AsRunLine", "Taken", "lines_between", "take_in"]

LARGEST_BATCH = 20_000
AT_ONCE = 500


class AsRunLine(Base):
    """One line. `told_started_at` and `told_ended_at` are by the machine's clock, as sent; `started_at` and
    `ended_at` by the station's."""

    __tablename__ = "as_run_line"
    __table_args__ = (UniqueConstraint("machine_id", "seq"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    machine_id: Mapped[str] = mapped_column(ForeignKey("machine.id"))
    seq: Mapped[int] = mapped_column(BigInteger)
    item_id: Mapped[str | None] = mapped_column(String(40), index=True)
    playlist_version: Mapped[int | None]
    started_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    told_started_at: Mapped[datetime | None]
    told_ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(8))
    detail: Mapped[str | None]
    title: Mapped[str | None]
    kind: Mapped[str | None] = mapped_column(String(20))
    sha256: Mapped[str | None] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True)
class Taken:
    """What became of a batch: lines new and known, and (seq, why) of those that make no sense."""

    accepted: int
    known: int
    rejected: tuple[tuple[object, str], ...]


def take_in(session: Session, machine: Machine, batch: object, now: datetime) -> Taken:
    """Keep the new lines of a batch and settle the airings they tell of. Raises Invalid when it is no list.

    A known number that now tells of something else is a finding on the machine: two use one token.
    """
    rows, rejected, twice = _read(_as_list(batch), machine, now)
    known = _known(session, machine, list(rows))
    for seq, there in known.items():
        if there != (rows[seq]["item_id"], rows[seq]["told_started_at"]):
            suspect_twin(machine, now)
    new = [row for seq, row in rows.items() if seq not in known]
    if new:
        session.execute(insert(AsRunLine), new)
    settle(session, _reports(session, machine, new))
    return Taken(accepted=len(new), known=len(known) + twice, rejected=tuple(rejected))


def lines_between(session: Session, first: datetime, last: datetime) -> list[AsRunLine]:
    """The lines that tell of that stretch, in order; those without a time count by when they came."""
    in_time = (AsRunLine.started_at >= first) & (AsRunLine.started_at < last)
    timeless = AsRunLine.started_at.is_(None) & (AsRunLine.received_at >= first) & (AsRunLine.received_at < last)
    return list(session.scalars(select(AsRunLine).where(in_time | timeless).order_by(AsRunLine.started_at)))


def lines_of_items(session: Session, item_ids: Iterable[str]) -> list[AsRunLine]:
    """All lines that name one of these items."""
    wanted = list(item_ids)
    found: list[AsRunLine] = []
    for start in range(0, len(wanted), AT_ONCE):
        found += session.scalars(select(AsRunLine).where(AsRunLine.item_id.in_(wanted[start : start + AT_ONCE])))
    return found


def _as_list(batch: object) -> Sequence[Any]:
    if not isinstance(batch, Sequence) or isinstance(batch, str):
        raise Invalid("An as-run batch must be a list of lines.")
    if len(batch) > LARGEST_BATCH:
        raise Invalid("A batch holds %(most)s lines at most.", "Send the rest in another.", most=LARGEST_BATCH)
    return batch


def _read(
    batch: Sequence[Any], machine: Machine, now: datetime
) -> tuple[dict[int, Row], list[tuple[object, str]], int]:
    """The readable lines by number, what is wrong with the others, and how many came twice in this batch."""
    rows: dict[int, Row] = {}
    rejected: list[tuple[object, str]] = []
    twice, offset = 0, clock_correction(machine)
    for data in batch:
        try:
            row = read_line(data, offset)
        except (ValueError, TypeError, OverflowError) as error:
            rejected.append((data.get("seq") if isinstance(data, Mapping) else None, str(error)))
            continue
        twice += row["seq"] in rows
        rows.setdefault(row["seq"], {"id": new_id(), "machine_id": machine.id, "received_at": now, **row})
    return rows, rejected, twice


def _known(session: Session, machine: Machine, seqs: list[int]) -> dict[int, tuple[str | None, datetime | None]]:
    """Of the numbers that are known, what they told of."""
    known: dict[int, tuple[str | None, datetime | None]] = {}
    asked = select(AsRunLine.seq, AsRunLine.item_id, AsRunLine.told_started_at)
    for start in range(0, len(seqs), AT_ONCE):
        of_machine = (AsRunLine.machine_id == machine.id) & AsRunLine.seq.in_(seqs[start : start + AT_ONCE])
        known |= {seq: (item, started) for seq, item, started in session.execute(asked.where(of_machine))}
    return known


def _reports(session: Session, machine: Machine, rows: list[Row]) -> list[Report]:
    """What the lines say of planned items; of a pair's machine only while it was on air."""
    turns = turns_of(session, machine)
    return [
        Report(row["item_id"], row["outcome"], row["detail"], row["started_at"], row["ended_at"], machine.name)
        for row in rows
        if row["item_id"] and turns.on_air(row["started_at"] or row["received_at"])
    ]
