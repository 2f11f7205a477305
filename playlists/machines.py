"""Playout machines: who may fetch, and what each last told of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler import audit
from scheduler.database import Base, new_id
from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.events import happened
from scheduler.tokens import fresh_token, hash_token

NEVER = datetime(1970, 1, 2, tzinfo=UTC)
SILENT_AFTER = timedelta(minutes=1)
CLOCK_OFF_MS = 200
LARGEST_OFFSET = timedelta(days=3650)
TWIN_WITHIN = timedelta(minutes=10)
ADDRESSES_KEPT = 4


class Machine(Base):
    """One playout machine. Its token is kept hashed; `heartbeat` is the last one it sent.

    `standby` is True while the other machine of its pair is on air. `addresses` are the network addresses it last
    called from, each with when, the newest last. `twin_seen_at`: when two machines with its token were last noticed.
    """

    __tablename__ = "machine"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    standby: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    heartbeat: Mapped[dict[str, Any] | None]
    addresses: Mapped[list[Any]] = mapped_column(default=list)
    twin_seen_at: Mapped[datetime | None]


def add_machine(session: Session, name: str, actor: str, now: datetime) -> tuple[Machine, str]:
    """A new machine and its token, which nobody can read again later."""
    name = " ".join(name.split())
    if not name or len(name) > 80 or ":" in name or not name.isprintable():
        raise Invalid("A machine needs a name of at most 80 characters, without a colon.", "Such as: studio-1.")
    if session.scalar(select(Machine).where(Machine.name == name)):
        raise Conflict("There already is a machine named %(name)s.", "Choose another name.", name=name)
    token = fresh_token()
    machine = Machine(name=name, token_hash=hash_token(token), created_at=now)
    session.add(machine)
    session.flush()
    audit.record(session, actor, "machine_added", f"machine {machine.id}", now, after={"name": name})
    return machine, token


def revoke_machine(session: Session, machine_id: str, actor: str, now: datetime) -> Machine:
    """Close the door to it; within a minute no process lets it in."""
    machine = find_machine(session, machine_id)
    if machine.revoked_at is None:
        machine.revoked_at = now
        happened(session, "machine.revoked", now, token_hash=machine.token_hash)
        audit.record(session, actor, "machine_revoked", f"machine {machine.id}", now, after={"name": machine.name})
    return machine


def find_machine(session: Session, machine_id: str) -> Machine:
    """The machine of that id."""
    machine = session.get(Machine, machine_id)
    if machine is None:
        raise NotFound("There is no such machine.", "See the list of machines.")
    return machine


def all_machines(session: Session) -> list[Machine]:
    """Every machine, those in use first."""
    return list(session.scalars(select(Machine).order_by(Machine.revoked_at.is_not(None), Machine.name)))


def machines_by_token(session: Session) -> dict[str, Machine]:
    """Every machine that is let in, under the hash of its token."""
    return {each.token_hash: each for each in session.scalars(select(Machine).where(Machine.revoked_at.is_(None)))}


def hear_from(machine: Machine, heartbeat: dict[str, Any], now: datetime, address: str = "") -> None:
    """Keep what the machine tells of itself. `address` is where it calls from: two that take turns are two machines."""
    machine.last_seen_at = now
    machine.heartbeat = heartbeat
    before = machine.addresses or []
    if not address or (before and before[-1][0] == address):
        return
    machine.addresses = [*before, [address, now.isoformat()]][-ADDRESSES_KEPT:]
    if _take_turns(machine.addresses, now):
        suspect_twin(machine, now)


def suspect_twin(machine: Machine, now: datetime) -> None:
    """Note that two machines seem to use this one's token."""
    machine.twin_seen_at = now


def is_silent(machine: Machine, now: datetime) -> bool:
    """Whether it has not been heard from for longer than a minute."""
    return machine.last_seen_at is None or now - machine.last_seen_at > SILENT_AFTER


def last_heard(session: Session) -> datetime | None:
    """When any machine in use last spoke to the station: what it has not told of after that, it has no word of."""
    return session.scalar(select(func.max(Machine.last_seen_at)).where(Machine.revoked_at.is_(None)))


def clock_offset_ms(machine: Machine) -> float | None:
    """How far the station's clock is ahead of the machine's own, in milliseconds, as it last told."""
    told = (machine.heartbeat or {}).get("clock_offset_ms")
    if not isinstance(told, int | float) or isinstance(told, bool):
        return None
    return told if abs(told) <= LARGEST_OFFSET / timedelta(milliseconds=1) else None


def clock_correction(machine: Machine) -> timedelta:
    """What to add to the times of its as-run lines: nothing for a clock that is right, or for a machine that tells
    by `as_run_clock` that it writes the station's time itself."""
    offset = clock_offset_ms(machine)
    if offset is None or abs(offset) <= CLOCK_OFF_MS or (machine.heartbeat or {}).get("as_run_clock") == "station":
        return timedelta(0)
    return timedelta(milliseconds=offset)


def _take_turns(addresses: list[Any], now: datetime) -> bool:
    """Whether the last calls went from one address to another and back, and again: a machine that moved does not."""
    names = [name for name, _ in addresses]
    recent = all(now - datetime.fromisoformat(at) < TWIN_WITHIN for _, at in addresses)
    return recent and len(names) == ADDRESSES_KEPT and names[:2] == names[2:]
