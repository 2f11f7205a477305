"""Commands of the console's people to a machine: skip, hold, play this next, back to plan. Each is done once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.items import Item
from playlists.machines import Machine, find_machine
from playlists.versions import newest_version
from scheduler import audit
from scheduler.database import Base, new_id
from scheduler.errors import Conflict, Invalid
from scheduler.station import the_station

COMMANDS = ("skip", "hold", "play_next", "resume", "trust_clock")
# A command is about what is on air now: one that could not be delivered must not strike another item later.
LASTS = timedelta(minutes=1)


class Command(Base):
    """One command. `done_at` is when the machine was known to have taken it."""

    __tablename__ = "command"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    machine_id: Mapped[str] = mapped_column(ForeignKey("machine.id"), index=True)
    command: Mapped[str] = mapped_column(String(20))
    item_id: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(String(254))
    done_at: Mapped[datetime | None]

    def state(self, now: datetime) -> str:
        """`done`, `waiting`, or `lapsed`: the machine did not ask in time."""
        if self.done_at is not None:
            return "done"
        return "waiting" if now - self.at <= LASTS else "lapsed"


@dataclass(frozen=True)
class Bidding:
    """What the pulse tells one machine besides the playlists."""

    on_air: bool = True
    commands: tuple[Command, ...] = ()

    def as_json(self) -> list[dict[str, Any]]:
        """The commands as a pulse carries them."""
        return [{"id": each.id, "command": each.command, "item_id": each.item_id} for each in self.commands]


def order(
    session: Session, machine_id: str, command: str, actor: str, now: datetime, item_id: str | None = None
) -> Command:
    """Queue a command for a machine. Raises Invalid for an unknown command or item, Conflict for a machine shut out."""
    machine = find_machine(session, machine_id)
    if machine.revoked_at is not None:
        raise Conflict("%(name)s is shut out.", "Choose another machine.", name=machine.name)
    if command not in COMMANDS:
        raise Invalid("A machine does not know that command.", "Use: %(known)s.", known=", ".join(COMMANDS))
    if command == "play_next" and _planned(session, item_id, now) is None:
        raise Invalid("That item is not in the playlist any more.", "Load the page again and choose another.")
    queued = Command(machine_id=machine_id, command=command, item_id=item_id, at=now, by=actor)
    session.add(queued)
    session.flush()
    told = {"command": command, "item_id": item_id, "machine": machine.name}
    audit.record(session, actor, "commanded", f"machine {machine.id}", now, after=told)
    return queued


def biddings(session: Session, now: datetime) -> dict[str, Bidding]:
    """What each machine is to be told, one question for all; those with nothing to hear are left out."""
    waits = (Command.machine_id == Machine.id) & Command.done_at.is_(None) & (Command.at >= now - LASTS)
    asked = select(Machine.id, Machine.standby, Command).outerjoin(Command, waits)
    rows = session.execute(asked.where(Machine.standby | Command.id.is_not(None)).order_by(Command.id))
    found: dict[str, Bidding] = {}
    for machine_id, standby, command in rows:
        before = found.get(machine_id, Bidding(on_air=not standby))
        found[machine_id] = Bidding(before.on_air, before.commands + ((command,) if command else ()))
    return found


def acknowledge(session: Session, ids: Iterable[str], now: datetime) -> None:
    """Note that the machine has these."""
    taken = Command.id.in_(list(ids)) & Command.done_at.is_(None)
    session.execute(update(Command).where(taken).values(done_at=now))


def latest_commands(session: Session, machine_id: str, most: int = 10) -> list[Command]:
    """The last commands to that machine, the newest first."""
    asked = select(Command).where(Command.machine_id == machine_id).order_by(Command.at.desc(), Command.id.desc())
    return list(session.scalars(asked.limit(most)))


def _planned(session: Session, item_id: str | None, now: datetime) -> Item | None:
    today = the_station(session).day_of(now)
    for day in (today + timedelta(days=n) for n in range(3)):
        published = newest_version(session, day)
        for item in published.day().items if published else ():
            if item.id == item_id:
                return item
    return None
