"""What a programme would clash with, asked before it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.conflicts import Clash, Slot, clashes_among
from scheduler.expanding import AHEAD
from scheduler.programme_fields import Show
from scheduler.programmes import Episode
from scheduler.recurrence import occurrences
from scheduler.station import the_station


@dataclass(frozen=True)
class Clashing:
    """One thing that the programme would meet: the first time, and how often within the next 35 days."""

    first: Clash
    times: int


def clashes_of_show(session: Session, show: Show, now: datetime, programme_id: str | None = None) -> list[Clashing]:
    """With what its episodes of the next 35 days would clash, each other programme or fixture once; changes nothing.

    `programme_id`: the programme that would become this one, whose own episodes stand in nobody's way.
    """
    own = set(session.scalars(select(Episode.id).where(Episode.programme_id == programme_id)))
    slots = list(_slots(show, the_station(session).zone, now))
    return list(_grouped(clashes_among(session, slots, besides=own)))


def _slots(show: Show, zone: ZoneInfo, now: datetime) -> Iterable[Slot]:
    first = datetime.fromisoformat(show.first_starts)
    for starts_at in occurrences(show.recurrence, first, zone, after=now, before=now + AHEAD):
        yield Slot(f"new {starts_at.isoformat()}", show.title, starts_at.astimezone(UTC), show.duration_ms)


def _grouped(clashes: Iterable[Clash]) -> Iterable[Clashing]:
    found: dict[tuple[str, str], list[Clash]] = {}
    for clash in clashes:
        found.setdefault((clash.kind, str(sorted(clash.told.values.items()))), []).append(clash)
    for same in found.values():
        yield Clashing(min(same, key=lambda clash: clash.at), len(same))
