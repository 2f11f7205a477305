"""Pairs: a main and a standby machine that play the same plan. One sounds, the other plays along in silence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.machines import Machine, find_machine, is_silent
from playlists.turns import give_turn
from scheduler import audit
from scheduler.database import Base, new_id
from scheduler.errors import Conflict, Invalid, NotFound


class Pair(Base):
    """Two machines, one of them on air. `automatic`: the other takes over when that one is silent to the station."""

    __tablename__ = "pair"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    main_id: Mapped[str] = mapped_column(ForeignKey("machine.id"), unique=True)
    standby_id: Mapped[str] = mapped_column(ForeignKey("machine.id"), unique=True)
    on_air_id: Mapped[str] = mapped_column(ForeignKey("machine.id"))
    automatic: Mapped[bool] = mapped_column(default=False)
    switched_at: Mapped[datetime | None]

    @property
    def silent_id(self) -> str:
        """The machine that waits."""
        return self.standby_id if self.on_air_id == self.main_id else self.main_id


def make_pair(session: Session, main_id: str, standby_id: str, actor: str, now: datetime) -> Pair:
    """Join two machines; main is on air. Raises Invalid for one and the same, Conflict for one that has a partner."""
    if main_id == standby_id:
        raise Invalid("A pair needs two machines.", "Choose another one as standby.")
    main, standby = _usable(session, main_id), _usable(session, standby_id)
    pair = Pair(main_id=main_id, standby_id=standby_id, on_air_id=main_id, automatic=False)
    session.add(pair)
    give_turn(session, main, True, now)
    give_turn(session, standby, False, now)
    told = {"main": main.name, "standby": standby.name}
    audit.record(session, actor, "pair_made", f"pair {pair.id}", now, after=told)
    return pair


def part(session: Session, pair_id: str, actor: str, now: datetime) -> None:
    """Let both be alone again: from now on each is on air."""
    pair = find_pair(session, pair_id)
    main, standby = session.get_one(Machine, pair.main_id), session.get_one(Machine, pair.standby_id)
    for machine in (main, standby):
        give_turn(session, machine, True, now)
    session.delete(pair)
    audit.record(session, actor, "pair_parted", f"pair {pair_id}", now, {"main": main.name, "standby": standby.name})


def switch(session: Session, pair_id: str, actor: str, now: datetime) -> Pair:
    """Put the machine that waits on air, and silence the other; both learn of it with their next pulse."""
    pair = find_pair(session, pair_id)
    before, after = session.get_one(Machine, pair.on_air_id), session.get_one(Machine, pair.silent_id)
    give_turn(session, after, True, now)
    give_turn(session, before, False, now)
    pair.on_air_id, pair.switched_at = after.id, now
    audit.record(session, actor, "switched", f"pair {pair.id}", now, {"on_air": before.name}, {"on_air": after.name})
    return pair


def set_automatic(session: Session, pair_id: str, automatic: bool, actor: str, now: datetime) -> Pair:
    """Whether the one that waits may take over by itself."""
    pair = find_pair(session, pair_id)
    before, pair.automatic = pair.automatic, automatic
    told = ({"automatic": before}, {"automatic": automatic})
    audit.record(session, actor, "pair_changed", f"pair {pair.id}", now, *told)
    return pair


def switch_from_silent(session: Session, actor: str, now: datetime) -> list[Pair]:
    """Switch each automatic pair whose machine on air is silent to the station while the other is not."""
    pairs = session.scalars(select(Pair).where(Pair.automatic)).all()
    return [switch(session, pair.id, actor, now) for pair in pairs if _should_switch(session, pair, now)]


def find_pair(session: Session, pair_id: str) -> Pair:
    """The pair of that id, locked: two switches at once are two switches, one after the other."""
    pair = session.scalar(select(Pair).where(Pair.id == pair_id).with_for_update())
    if pair is None:
        raise NotFound("There is no such pair.", "See the list of machines.")
    return pair


def all_pairs(session: Session) -> list[Pair]:
    """Every pair."""
    return list(session.scalars(select(Pair).order_by(Pair.id)))


def _should_switch(session: Session, pair: Pair, now: datetime) -> bool:
    on_air, waiting = session.get_one(Machine, pair.on_air_id), session.get_one(Machine, pair.silent_id)
    return is_silent(on_air, now) and not is_silent(waiting, now)


def _usable(session: Session, machine_id: str) -> Machine:
    machine = find_machine(session, machine_id)
    if machine.revoked_at is not None:
        raise Conflict("%(name)s is shut out.", "Add it anew first.", name=machine.name)
    taken = (Pair.main_id == machine_id) | (Pair.standby_id == machine_id)
    if session.scalar(select(Pair.id).where(taken)):
        raise Conflict("%(name)s is one of a pair already.", "Part that pair first.", name=machine.name)
    return machine
