"""Airings: each planned spot of a published day, and what became of it. This is what an office is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.items import Day
from scheduler.database import Base
from scheduler.spots import making_good

RANK = {"aired": 3, "partial": 2, "failed": 1, "skipped": 1, "replaced": 1, "unknown": 0, None: -1}


@dataclass(frozen=True)
class Report:
    """What a machine said of one planned item, by the station's clock."""

    item_id: str
    outcome: str
    detail: str | None
    started_at: datetime | None
    ended_at: datetime | None
    machine: str


class Airing(Base):
    """One planned spot. `outcome` is None until it is settled; `final` once its day is closed, three days after it.

    `makes_good` is the item id of the missed spot that this one replaces.
    """

    __tablename__ = "airing"
    item_id: Mapped[str] = mapped_column(String(26), primary_key=True)
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), index=True)
    date: Mapped[date] = mapped_column(index=True)
    version: Mapped[int]
    planned_at: Mapped[datetime]
    duration_ms: Mapped[int]
    sha256: Mapped[str | None] = mapped_column(String(64))
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(8))
    detail: Mapped[str | None]
    machine: Mapped[str | None] = mapped_column(String(80))
    final: Mapped[bool] = mapped_column(default=False)
    makes_good: Mapped[str | None] = mapped_column(String(26))


def plan_airings(session: Session, day: Day) -> None:
    """Make the airings of that day those of its newest version; what a machine reported already stays."""
    spots = {item.id: item for item in day.items if item.announcement_id}
    session.execute(
        delete(Airing).where(Airing.date == day.date, Airing.outcome.is_(None), Airing.item_id.not_in(spots))
    )
    replacing = making_good(session, day.date)
    for item in spots.values():
        airing = session.get(Airing, item.id) or Airing(item_id=item.id, announcement_id=item.announcement_id)
        airing.date, airing.version = day.date, day.version
        airing.planned_at, airing.duration_ms = item.starts_at, item.duration_ms
        airing.sha256 = item.media.sha256 if item.media else None
        airing.makes_good = replacing.get(item.id)
        session.add(airing)
    session.flush()


def settle(session: Session, reports: Sequence[Report]) -> None:
    """Note what machines reported of planned spots. Of two reports the better outcome counts; what is final stays."""
    airings = airings_by_id(session, {report.item_id for report in reports})
    for report in reports:
        airing = airings.get(report.item_id)
        if airing is None or airing.final or RANK[report.outcome] <= RANK[airing.outcome]:
            continue
        airing.outcome, airing.detail, airing.machine = report.outcome, report.detail, report.machine
        airing.started_at, airing.ended_at = report.started_at, report.ended_at


def airings_by_id(session: Session, item_ids: Iterable[str]) -> dict[str, Airing]:
    """The airings among these items."""
    wanted = sorted(item_ids)
    found: dict[str, Airing] = {}
    for start in range(0, len(wanted), 500):
        asked = select(Airing).where(Airing.item_id.in_(wanted[start : start + 500]))
        found |= {airing.item_id: airing for airing in session.scalars(asked)}
    return found


def airings_of(session: Session, announcement_ids: Iterable[str]) -> dict[str, list[Airing]]:
    """The airings of each of these announcements, in order of their planned time."""
    found: dict[str, list[Airing]] = {each: [] for each in announcement_ids}
    asked = select(Airing).where(Airing.announcement_id.in_(found)).order_by(Airing.planned_at, Airing.item_id)
    for airing in session.scalars(asked):
        found[airing.announcement_id].append(airing)
    return found


def latest_reported(session: Session, day: date) -> datetime | None:
    """The planned time of the last airing of that day, or a later one, that a machine has reported."""
    reported = select(Airing.planned_at).where(Airing.date == day, Airing.outcome.is_not(None))
    return session.scalar(reported.order_by(Airing.planned_at.desc()).limit(1))
