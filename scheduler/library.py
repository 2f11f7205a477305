"""The library: music, jingles, station IDs, beds and programmes, each by what it holds and how it may be used."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base, new_id


class Kind(StrEnum):
    """What a sound is used as. Music and beds are also what fills the day."""

    MUSIC = "music"
    JINGLE = "jingle"
    STATION_ID = "station_id"
    BED = "bed"
    PROGRAMME = "programme"
    ADZAN = "adzan"
    ANTHEM = "anthem"


class LibrarySound(Base):
    """One sound of the library. Cues bound what is played; the file itself is never cut. `dayparts` empty: any."""

    __tablename__ = "library_sound"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(12), index=True)
    title: Mapped[str] = mapped_column(String(200))
    artist: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str | None] = mapped_column(String(2))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    ext: Mapped[str] = mapped_column(String(8))
    bytes: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str] = mapped_column(String(60))
    duration_ms: Mapped[int]
    cue_in_ms: Mapped[int] = mapped_column(default=0)
    cue_out_ms: Mapped[int]
    loudness_lufs: Mapped[float | None]
    dayparts: Mapped[list[str]] = mapped_column(default=list)
    tags: Mapped[list[str]] = mapped_column(default=list)
    category: Mapped[str] = mapped_column(String(40), default="")
    most_an_hour: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


def tags_in_use(session: Session) -> list[str]:
    """Every tag that a sound in use bears, in order."""
    kept = session.scalars(select(LibrarySound.tags).where(LibrarySound.retired_at.is_(None)))
    return sorted({tag for tags in kept for tag in tags})


def sounds(session: Session, *kinds: Kind) -> list[LibrarySound]:
    """The sounds of these kinds that are in use, in a settled order."""
    asked = select(LibrarySound).where(LibrarySound.retired_at.is_(None), LibrarySound.kind.in_(kinds))
    return list(session.scalars(asked.order_by(LibrarySound.sha256)))
