"""Sound files that people send: kept at once, and noted until a worker has listened to them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from audio.media import Stored
from scheduler.actors import Actor, require_planner
from scheduler.database import Base, new_id
from scheduler.errors import Conflict
from scheduler.events import happened
from scheduler.library import Kind
from scheduler.programmes import find_episode
from scheduler.sounds import ANY_USE, Use

SHOWN_FOR = timedelta(hours=1)
MOST_SHOWN = 20
LAST = 1  # what airs soon is made first


class ArrivalState(StrEnum):
    """`known`: the same sound was in the library already."""

    WAITING = "waiting"
    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


class Arrival(Base):
    """One file that somebody sent. `use`: as the fields of Use. With `episode_id` it is that episode's recording, in
    place of `instead_of`. `sha256` is empty once it was listened to. `fault`: {"message", "mend", "values"} where
    something could not be."""

    __tablename__ = "sound_arrival"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(12))
    use: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    ext: Mapped[str] = mapped_column(String(8))
    bytes: Mapped[int] = mapped_column(BigInteger)
    sent_by: Mapped[str] = mapped_column(String(254))
    sent_at: Mapped[datetime] = mapped_column(index=True)
    episode_id: Mapped[str | None] = mapped_column(ForeignKey("episode.id", ondelete="SET NULL"))
    instead_of: Mapped[str | None] = mapped_column(String(26))
    state: Mapped[str] = mapped_column(String(8), default=ArrivalState.WAITING)
    sound_id: Mapped[str | None] = mapped_column(String(26))
    fault: Mapped[dict[str, Any] | None]


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: what it is called, what it is to be used as, and the episode that it is for."""

    name: str
    kind: Kind
    use: Use = ANY_USE
    title: str = ""
    episode_id: str | None = None
    read_version: int | None = None


def send_sound(session: Session, actor: Actor, stored: Stored, sent: Sent, now: datetime) -> Arrival:
    """Note a file that lies in the media store, and have it listened to.

    Raises Forbidden, and Conflict when the episode that it is for was changed since it was read.
    """
    if not (sent.episode_id and actor.is_staff):
        require_planner(actor)
    instead_of = _recording_now(session, sent) if sent.episode_id else None
    arrival = Arrival(
        id=new_id(),
        name=sent.name[:200],
        title=sent.title[:200],
        kind=sent.kind,
        use=asdict(sent.use),
        sha256=stored.sha256,
        ext=stored.ext,
        bytes=stored.bytes,
        sent_by=actor.name,
        sent_at=now,
        episode_id=sent.episode_id,
        instead_of=instead_of,
        state=ArrivalState.WAITING,
    )
    session.add(arrival)
    happened(session, "sound.sent", now, priority=LAST, arrival_id=arrival.id)
    return arrival


def arrivals(session: Session, now: datetime) -> list[Arrival]:
    """What was sent within the last hour, the newest first; what still waits, however old."""
    wanted = (Arrival.sent_at > now - SHOWN_FOR) | (Arrival.state == ArrivalState.WAITING)
    return list(session.scalars(select(Arrival).where(wanted).order_by(Arrival.id.desc()).limit(MOST_SHOWN)))


def _recording_now(session: Session, sent: Sent) -> str | None:
    episode = find_episode(session, sent.episode_id or "")
    if sent.read_version is not None and episode.version != sent.read_version:
        raise Conflict(
            "Somebody else has changed this meanwhile; nothing of theirs was overwritten.",
            "Look at it as it is now, then change it again if it still needs that.",
        )
    return episode.sound_id
