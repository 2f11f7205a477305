"""Programmes, and the episodes that their recurrence gives."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from scheduler.database import Base, new_id
from scheduler.errors import NotFound


class Source(StrEnum):
    """Where a programme's sound comes from."""

    FILE = "file"
    STUDIO = "studio"
    RELAY = "relay"
    LIBRARY = "library"


class Category(StrEnum):
    """The parts of the broadcast pattern, by which a public station accounts for its time."""

    NEWS = "news"
    EDUCATION = "education"
    CULTURE = "culture"
    ENTERTAINMENT = "entertainment"
    PUBLIC_SERVICE = "public_service"
    RELIGION = "religion"


class Replacement(StrEnum):
    """What airs in the place of an episode whose recording was not delivered."""

    LIBRARY = "library"
    REPEAT = "repeat"
    STANDBY = "standby"


class Programme(Base):
    """A show. `first_starts` is the wall-clock time of the first episode, as YYYY-MM-DDTHH:MM in the station's zone:
    a show at seven stays at seven when the clocks change. `recurrence` holds RRULE, EXDATE and RDATE lines.

    A regional programme has a `quota` of episodes each `quota_period` (`week` or `month`). A recording is due
    `deadline_min` minutes before its episode. `version` grows with each change.
    """

    __tablename__ = "programme"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    uid: Mapped[str] = mapped_column(String(255), unique=True, default=lambda: f"{new_id()}@siar")
    title: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2), default="id")
    host: Mapped[str] = mapped_column(String(120), default="")
    first_starts: Mapped[str] = mapped_column(String(16))
    recurrence: Mapped[str]
    duration_ms: Mapped[int]
    source: Mapped[str] = mapped_column(String(8))
    stream_url: Mapped[str | None]
    breaks_inside: Mapped[bool] = mapped_column(default=True)
    quota: Mapped[int | None]
    quota_period: Mapped[str | None] = mapped_column(String(5))
    deadline_min: Mapped[int] = mapped_column(default=60)
    replacement: Mapped[str] = mapped_column(String(8), default=Replacement.LIBRARY)
    standby_sound_id: Mapped[str | None] = mapped_column(ForeignKey("library_sound.id"))
    version: Mapped[int] = mapped_column(default=1)
    retired_at: Mapped[datetime | None]
    episodes: Mapped[list[Episode]] = relationship(back_populates="programme", cascade="all, delete-orphan")


class Episode(Base):
    """One broadcast of a programme. `nominal_at` is where the recurrence put it: its name, also when moved.

    One that somebody moved, changed or cancelled alone is `altered`: a change to the programme leaves it as it is.
    `title` and `host` are None where they are the programme's.
    """

    __tablename__ = "episode"
    __table_args__ = (UniqueConstraint("programme_id", "nominal_at"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    programme_id: Mapped[str] = mapped_column(ForeignKey("programme.id"), index=True)
    nominal_at: Mapped[datetime]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    duration_ms: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(200))
    host: Mapped[str | None] = mapped_column(String(120))
    cancelled: Mapped[bool] = mapped_column(default=False)
    altered: Mapped[bool] = mapped_column(default=False)
    sound_id: Mapped[str | None] = mapped_column(ForeignKey("library_sound.id"))
    version: Mapped[int] = mapped_column(default=1)
    programme: Mapped[Programme] = relationship(back_populates="episodes", lazy="joined")

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(milliseconds=self.duration_ms)

    @property
    def name(self) -> str:
        """What this episode is called: its own title, else the programme's."""
        return self.title or self.programme.title


def programmes(session: Session) -> list[Programme]:
    """All programmes that are not retired, by title."""
    asked = select(Programme).where(Programme.retired_at.is_(None)).order_by(Programme.title, Programme.id)
    return list(session.scalars(asked))


def find_programme(session: Session, programme_id: str) -> Programme:
    """The programme of that id. Raises NotFound."""
    found = session.get(Programme, programme_id)
    if not found:
        raise NotFound("There is no such programme.", "See the week.")
    return found


def find_by_uid(session: Session, uid: str) -> Programme | None:
    """The programme of that name in calendars, also one that is retired."""
    return session.scalar(select(Programme).where(Programme.uid == uid))


def find_episode(session: Session, episode_id: str) -> Episode:
    """The episode of that id. Raises NotFound."""
    found = session.get(Episode, episode_id)
    if not found:
        raise NotFound("There is no such episode.", "See the week.")
    return found


def episodes_between(session: Session, start: datetime, end: datetime) -> list[Episode]:
    """Episodes that start in that time and are not cancelled, in order."""
    asked = select(Episode).where(Episode.starts_at >= start, Episode.starts_at < end, Episode.cancelled.is_(False))
    return list(session.scalars(asked.order_by(Episode.starts_at, Episode.id)))
