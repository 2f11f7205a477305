"""Turns on air: of a pair of machines, which one was on air when. A machine alone always is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.machines import Machine
from scheduler.database import Base, new_id


class Pair(Base):
    """Two machines that play the same plan; one of them sounds, the other waits in silence.

    `automatic`: the other goes on air when the one on air is silent to the station.
    """

    __tablename__ = "pair"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    main_id: Mapped[str] = mapped_column(ForeignKey("machine.id"), unique=True)
    standby_id: Mapped[str] = mapped_column(ForeignKey("machine.id"), unique=True)
    on_air_id: Mapped[str] = mapped_column(ForeignKey("machine.id"))
    automatic: Mapped[bool] = mapped_column(default=False)

    @property
    def silent_id(self) -> str:
        """The machine that is not on air."""
        return self.standby_id if self.on_air_id == self.main_id else self.main_id


class Turn(Base):
    """From `since` on, this machine of the pair is on air."""

    __tablename__ = "turn"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    pair_id: Mapped[str] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), index=True)
    machine_id: Mapped[str] = mapped_column(ForeignKey("machine.id"))
    since: Mapped[datetime]


@dataclass(frozen=True)
class Turns:
    """When one machine was on air: (since, whether it was), the newest last. None at all: it is alone."""

    changes: tuple[tuple[datetime, bool], ...] = ()

    def on_air(self, moment: datetime) -> bool:
        """Whether what it played then went out."""
        before = [was for since, was in self.changes if since <= moment]
        return before[-1] if before else True


def pair_of(session: Session, machine_id: str) -> Pair | None:
    """The pair that this machine belongs to."""
    return session.scalar(select(Pair).where((Pair.main_id == machine_id) | (Pair.standby_id == machine_id)))


def turns_of(session: Session, machine: Machine) -> Turns:
    """The turns of that machine. Before it was one of a pair it was alone."""
    pair = pair_of(session, machine.id)
    if pair is None:
        return Turns()
    asked = select(Turn).where(Turn.pair_id == pair.id).order_by(Turn.since, Turn.id)
    return Turns(tuple((turn.since, turn.machine_id == machine.id) for turn in session.scalars(asked)))
