"""The books of a day: open while reports may come, closed for good three days after the day has ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.airings import RANK, Airing
from playlists.as_run import AsRunLine, lines_between, lines_of_items
from playlists.items import Item
from playlists.machines import Machine
from playlists.reconciliation import Outcome, Told, outcomes
from playlists.turns import Turns, turns_of
from playlists.versions import PublishedDay, newest_version
from scheduler import audit
from scheduler.database import Base
from scheduler.placement.remark import Remark, remark
from scheduler.station import Station, the_station

FINAL_AFTER = timedelta(days=3)
LATELY = timedelta(minutes=10)
CLOCK = "clock"


class ClosedDay(Base):
    """A day whose outcomes are final: what comes in after `closed_at` is kept, and changes nothing."""

    __tablename__ = "closed_day"
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    version: Mapped[int]
    closed_at: Mapped[datetime]


@dataclass(frozen=True)
class Unplanned:
    """Something that went out (or was to) without standing in the day's plan, and why it is here."""

    told: Told
    why: Remark


@dataclass(frozen=True)
class DayReconciliation:
    """Each item of the day with its outcome, what went out besides, and what came when the books were closed."""

    date: date
    version: int | None
    items: tuple[Outcome, ...]
    unplanned: tuple[Unplanned, ...]
    late: tuple[Told, ...]
    final: bool


def reconcile_day(session: Session, date: date, now: datetime) -> DayReconciliation:
    """Hold the day's plan against all that was reported of it. A day that was never published has only unplanned."""
    closed = session.get(ClosedDay, date)
    day = newest_version(session, date)
    items = day.day().items if day else ()
    machines = list(session.scalars(select(Machine)))
    window = (day.starts_at, day.ends_at) if day else the_station(session).window(date)
    told = _counting(session, window, items, machines)
    in_time = [line for line in told if closed is None or line.received_at <= closed.closed_at]
    heard = {machine.name: machine.last_seen_at for machine in machines if machine.revoked_at is None}
    return DayReconciliation(
        date,
        day.version if day else None,
        outcomes(items, in_time, heard, now),
        _unplanned(session, date, day.version if day else None, items, in_time),
        tuple(line for line in told if line not in in_time),
        final=closed is not None,
    )


def settle_open_days(session: Session, now: datetime) -> None:
    """Bring the airings of the open days up to what was reported, and close the days that are three days past."""
    station = the_station(session)
    open_days = select(Airing.date).where(Airing.final.is_(False), Airing.planned_at < now).distinct()
    reported = _days_reported(session, station, now - LATELY)
    for day in sorted(session.scalars(open_days)):
        over = now >= station.window(day)[1] + FINAL_AFTER
        if over or day in reported:
            _settle(session, day, now, final=over)
        published = newest_version(session, day) if over else None
        if published and session.get(ClosedDay, day) is None:
            session.add(ClosedDay(date=day, version=published.version, closed_at=now))
            audit.record(session, CLOCK, "day_closed", f"day {day}", now, after={"version": published.version})
    session.flush()


def _days_reported(session: Session, station: Station, since: datetime) -> set[date]:
    """The days of which lines came in since then."""
    moments = select(func.coalesce(AsRunLine.started_at, AsRunLine.received_at)).where(AsRunLine.received_at >= since)
    return {station.day_of(moment) for moment in session.scalars(moments)}


def _settle(session: Session, day: date, now: datetime, final: bool) -> None:
    found = {each.item.id: each for each in reconcile_day(session, day, now).items}
    for airing in session.scalars(select(Airing).where(Airing.date == day, Airing.final.is_(False))):
        outcome = found.get(airing.item_id)
        if outcome and outcome.outcome == "replaced" and RANK[airing.outcome] <= RANK["replaced"]:
            airing.outcome, airing.detail = "replaced", str(outcome.reason)
        if final:
            airing.final = True
            airing.outcome = airing.outcome or "unknown"
            airing.detail = airing.detail or (str(outcome.reason) if outcome and outcome.reason else None)


def _counting(
    session: Session, window: tuple[datetime, datetime], items: Sequence[Item], machines: Iterable[Machine]
) -> list[Told]:
    """The lines of that day that count, by the time they were received: those of a waiting standby do not."""
    lines = {line.id: line for line in lines_of_items(session, [item.id for item in items])}
    lines |= {line.id: line for line in lines_between(session, *window)}
    names = {machine.id: machine.name for machine in machines}
    turns: dict[str, Turns] = {machine.id: turns_of(session, machine) for machine in machines}
    counting = [line for line in lines.values() if turns[line.machine_id].on_air(line.started_at or line.received_at)]
    counting.sort(key=lambda line: (line.started_at or line.received_at, line.machine_id, line.seq))
    return [_told(line, names[line.machine_id]) for line in counting]


def _told(line: AsRunLine, machine: str) -> Told:
    return Told(
        line.item_id, line.outcome, line.detail or "", line.started_at, line.ended_at, machine,
        line.playlist_version, line.title or "", line.kind, line.sha256, line.received_at,
    )  # fmt: skip


def _unplanned(
    session: Session, date: date, newest: int | None, items: Sequence[Item], told: Iterable[Told]
) -> tuple[Unplanned, ...]:
    planned = {item.id for item in items}
    foreign = [line for line in told if line.item_id not in planned]
    known = _known_elsewhere(session, date) if any(line.item_id for line in foreign) else {}
    found = []
    for line in foreign:
        where = known.get(line.item_id or "")
        if where is None or where[0] == date:
            found.append(Unplanned(line, _why(line, where[1] if where else None, newest)))
    return tuple(found)


def _why(line: Told, older: int | None, newest: int | None) -> Remark:
    if line.item_id is None:
        return remark("The machine's own choice: nothing of the plan was there to play.")
    if older is None:
        return remark("No playlist knows this item.")
    return remark("It stood in version %(older)s of the day, not in version %(newest)s.", older=older, newest=newest)


def _known_elsewhere(session: Session, date: date) -> dict[str, tuple[date, int]]:
    """Of each item in any version of that day and its neighbours, the day and the newest version it stood in."""
    first, last = date - timedelta(days=1), date + timedelta(days=1)
    rows = select(PublishedDay).where(PublishedDay.date >= first, PublishedDay.date <= last)
    found: dict[str, tuple[dt.date, int]] = {}
    for row in session.scalars(rows.order_by(PublishedDay.version)):
        found |= {item.id: (row.date, row.version) for item in row.day().items}
    return found
