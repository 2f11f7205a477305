"""Alarms: each trouble is told once, and once more when it is over; in the quiet hours not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.air_rules import air_rules
from playlists.troubles import Trouble
from scheduler.database import Base, new_id
from scheduler.placement.remark import Remark, remark
from scheduler.station import the_station


class Alarm(Base):
    """One trouble from its beginning to its end. `told_at` and `end_told_at`: when messages about it went out."""

    __tablename__ = "alarm"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(200), index=True)
    message: Mapped[str]
    values: Mapped[dict[str, Any]]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    told_at: Mapped[datetime | None]
    end_told_at: Mapped[datetime | None]

    @property
    def told(self) -> Remark:
        """What is (or was) wrong."""
        return Remark(self.message, self.values)


@dataclass(frozen=True)
class Message:
    """What is to be sent about one alarm."""

    alarm_id: str
    is_over: bool
    told: Remark


def keep_alarms(session: Session, found: Iterable[Trouble], now: datetime) -> None:
    """Begin an alarm for each trouble that is new, and end those whose trouble is gone."""
    standing = {alarm.key: alarm for alarm in open_alarms(session)}
    wrong = {trouble.key: trouble for trouble in found}
    for key in standing.keys() - wrong.keys():
        standing[key].ended_at = now
    for key in sorted(wrong.keys() - standing.keys()):
        told = wrong[key].told
        session.add(Alarm(key=key, message=told.message, values=dict(told.values), began_at=now))
    session.flush()


def messages_due(session: Session, now: datetime) -> list[Message]:
    """What is to be told now. A trouble that began and ended unheard is not told any more."""
    station = the_station(session)
    if air_rules(session).is_quiet(now.astimezone(station.zone).time()):
        return []
    begun = Alarm.ended_at.is_(None) & Alarm.told_at.is_(None)
    over = Alarm.ended_at.is_not(None) & Alarm.told_at.is_not(None) & Alarm.end_told_at.is_(None)
    alarms = session.scalars(select(Alarm).where(begun | over).order_by(Alarm.id))
    return [_message(alarm) for alarm in alarms]


def mark_told(session: Session, messages: Sequence[Message], now: datetime) -> None:
    """Note that these went out."""
    for message in messages:
        alarm = session.get_one(Alarm, message.alarm_id)
        if message.is_over:
            alarm.end_told_at = now
        else:
            alarm.told_at = now


def open_alarms(session: Session) -> list[Alarm]:
    """What is wrong now, the oldest first."""
    return list(session.scalars(select(Alarm).where(Alarm.ended_at.is_(None)).order_by(Alarm.began_at, Alarm.id)))


def latest_alarms(session: Session, most: int = 50) -> list[Alarm]:
    """Those of late, over or not, the newest first."""
    return list(session.scalars(select(Alarm).order_by(Alarm.began_at.desc(), Alarm.id.desc()).limit(most)))


def _message(alarm: Alarm) -> Message:
    is_over = alarm.ended_at is not None
    return Message(alarm.id, is_over, remark("Over: %(trouble)s", trouble=alarm.told) if is_over else alarm.told)
