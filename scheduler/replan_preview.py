"""What approving an announcement now would move: shown before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.announcements.tables import Announcement, Revision
from scheduler.placement import Plan, solve
from scheduler.planning import read_situation
from scheduler.situation import Situation
from scheduler.station import the_station

LIMIT_S = 5.0


@dataclass(frozen=True)
class Move:
    """A spot of another announcement that would go from one moment to another; `after` None: it would fall out."""

    announcement_id: str
    title: str
    before: datetime
    after: datetime | None


@dataclass(frozen=True)
class Preview:
    """When the announcement's own spots would air, which others would move or fall out, and which would come in."""

    airs: tuple[datetime, ...]
    moves: tuple[Move, ...]
    added: tuple[tuple[str, datetime], ...]


def replan_preview(
    session: Session,
    announcement_id: str,
    last: date,
    now: datetime,
    fixed_before: datetime | None = None,
    limit_s: float = LIMIT_S,
) -> Preview:
    """Place the announcement from today to `last` as if its newest revision were approved now; changes nothing.

    It airs nowhere as long as it has no recording. Takes up to `limit_s` seconds: let no transaction wait for it.
    """
    first = the_station(session).day_of(now)
    situation = read_situation(session, first, last, now, fixed_before, also=announcement_id)
    return compare(session, situation, solve(situation.problem, limit_s), announcement_id)


def compare(session: Session, situation: Situation, plan: Plan, announcement_id: str) -> Preview:
    """What that plan would change of the spots as they stand, seen from that announcement."""
    problem = situation.problem
    when = {brk.id: brk.starts_at for brk in problem.breaks}
    stood, stands = set(problem.standing), set(plan.spots)
    gone = sorted((when[spot.break_id], spot.flight) for spot in stood - stands if spot.flight != announcement_id)
    new = sorted((when[spot.break_id], spot.flight) for spot in stands - stood if spot.flight != announcement_id)
    titles = _titles(session, {name for _, name in (*gone, *new)})
    moves = []
    for before, name in gone:
        after = next((each for each in new if each[1] == name), None)
        if after:
            new.remove(after)
        moves.append(Move(name, titles[name], before, after[0] if after else None))
    airs = sorted(when[spot.break_id] for spot in stands if spot.flight == announcement_id)
    return Preview(tuple(airs), tuple(moves), tuple((titles[name], at) for at, name in new))


def _titles(session: Session, ids: set[str]) -> dict[str, str]:
    airs = (Announcement.id == Revision.announcement_id) & (Announcement.approved_revision == Revision.number)
    asked = select(Revision.announcement_id, Revision.title).join(Announcement, airs).where(Announcement.id.in_(ids))
    return {row.announcement_id: row.title for row in session.execute(asked)}
