"""Turns on air: which machine's sound went out when. A machine alone always has its turn; of a pair only one has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.machines import Machine
from scheduler.database import Base, new_id


class Turn(Base):
    """From `since` on, what this machine plays goes out, or does not."""

    __tablename__ = "turn"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    machine_id: Mapped[str] = mapped_column(ForeignKey("machine.id"), index=True)
    since: Mapped[datetime]
    on_air: Mapped[bool]


@dataclass(frozen=True)
class Turns:
    """When one machine was on air: (since, whether it was), the newest last. None at all: it is alone."""

    changes: tuple[tuple[datetime, bool], ...] = ()

    def on_air(self, moment: datetime) -> bool:
        """Whether what it played then went out."""
        before = [was for since, was in self.changes if since <= moment]
        return before[-1] if before else True


def give_turn(session: Session, machine: Machine, on_air: bool, now: datetime) -> None:
    """From now on this machine goes out, or waits in silence."""
    machine.standby = not on_air
    session.add(Turn(machine_id=machine.id, since=now, on_air=on_air))
    session.flush()


def turns_of(session: Session, machine: Machine) -> Turns:
    """The turns of that machine."""
    asked = select(Turn.since, Turn.on_air).where(Turn.machine_id == machine.id).order_by(Turn.since, Turn.id)
    return Turns(tuple((since, on_air) for since, on_air in session.execute(asked)))
