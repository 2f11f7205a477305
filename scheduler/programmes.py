"""Programmes, and the episodes that their recurrence gives."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.database import Base, new_id


class Source(StrEnum):
    """Where a programme's sound comes from."""

    FILE = "file"
    STUDIO = "studio"
    RELAY = "relay"
    LIBRARY = "library"


class Programme(Base):
    """A show. `first_starts` is the wall-clock time of the first episode, as YYYY-MM-DDTHH:MM in the station's zone:
    a show at seven stays at seven when the clocks change."""

    __tablename__ = "programme"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    title: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2), default="id")
    host: Mapped[str] = mapped_column(String(120), default="")
    first_starts: Mapped[str] = mapped_column(String(16))
    recurrence: Mapped[str]
    duration_ms: Mapped[int]
    source: Mapped[str] = mapped_column(String(8))
    stream_url: Mapped[str | None]
    retired_at: Mapped[datetime | None]
    episodes: Mapped[list[Episode]] = relationship(back_populates="programme", cascade="all, delete-orphan")


class Episode(Base):
    """One broadcast of a programme. `nominal_at` is where the recurrence put it: its name, also when moved."""

    __tablename__ = "episode"
    __table_args__ = (UniqueConstraint("programme_id", "nominal_at"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    programme_id: Mapped[str] = mapped_column(ForeignKey("programme.id"), index=True)
    nominal_at: Mapped[datetime]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    duration_ms: Mapped[int]
    cancelled: Mapped[bool] = mapped_column(default=False)
    sound_id: Mapped[str | None] = mapped_column(ForeignKey("library_sound.id"))
    programme: Mapped[Programme] = relationship(back_populates="episodes", lazy="joined")


def episodes_between(session: Session, start: datetime, end: datetime) -> list[Episode]:
    """Episodes that start in that time and are not cancelled, in order."""
    asked = select(Episode).where(Episode.starts_at >= start, Episode.starts_at < end, Episode.cancelled.is_(False))
    return list(session.scalars(asked.order_by(Episode.starts_at, Episode.id)))
