"""Approving what is to air today: what would move is shown, then asked; approved, placed and published in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.media import MediaStore
from playlists.airings import Airing
from playlists.horizon import horizon
from playlists.publishing import fixed_until, publish_horizon
from scheduler.actors import Actor
from scheduler.announcements.tables import Announcement
from scheduler.placement import Plan, Remark, solve, violations
from scheduler.placement.board import Board
from scheduler.placement.unplaced import unplaced
from scheduler.planning import STANDS_STILL, keep_plan, read_situation
from scheduler.replan_preview import Preview, compare
from scheduler.situation import Situation
from scheduler.station import the_station
from web.console.week.plan_paper import Paper, fingerprint, sign

URGENT = 4
LIMIT_S = 3.0


@dataclass(frozen=True)
class Offer:
    """What placing anew at once would do. `today` is when it would air today, `missing` why spots of today find no
    place; `paper` is the plan, to be handed back when it is wanted, empty where it can't be placed yet."""

    preview: Preview
    today: tuple[datetime, ...]
    missing: tuple[Remark, ...]
    paper: str


def may_air_today(announcement: Announcement, today: date) -> bool:
    """Whether approving its newest revision is a matter of today: it begins today, or is urgent and on its days."""
    newest = announcement.newest
    urgent = newest.priority >= URGENT and newest.first_day <= today
    return newest.last_day >= today and (newest.first_day == today or urgent)


def offer(session: Session, announcement_id: str, now: datetime) -> Offer:
    """Place the coming days as if the newest revision were approved; changes nothing. Takes up to three seconds."""
    days = horizon(session, now)
    fixed = fixed_until(session, days[0], now)
    situation = read_situation(session, days[0], days[-1], now, fixed, also=announcement_id)
    session.rollback()  # no transaction waits for the solver
    plan = solve(situation.problem, LIMIT_S)
    known = announcement_id in situation.problem.flight_by_id
    seen, ends_at = compare(session, situation, plan, announcement_id), the_station(session).window(days[0])[1]
    return Offer(
        seen,
        tuple(at for at in seen.airs if at < ends_at),
        tuple(one.remark for one in plan.unplaced if one.flight == announcement_id and one.day == days[0]),
        sign(situation, plan) if known else "",
    )


def place_as_shown(
    session: Session, actor: Actor, announcement_id: str, paper: Paper, now: datetime, media: MediaStore
) -> Sequence[datetime] | None:
    """Keep the plan that was shown for what has just been approved, and publish what it changes.

    Gives when the announcement airs today (nothing when today could not be published: it stands as somebody made it
    by hand, or is not whole); None when something has changed since, and nothing was placed.
    """
    situation = _situation(session, paper, now)
    if fingerprint(situation) != paper.fingerprint or violations(situation.problem, paper.plan.spots):
        return None
    keep_plan(session, situation, _told(situation, paper.plan), now)
    publish_horizon(session, horizon(session, now), now, actor.name, "approved, placed at once", media)
    asked = select(Airing.planned_at).where(
        Airing.announcement_id == announcement_id, Airing.date == paper.first, Airing.planned_at > now
    )
    return session.scalars(asked.order_by(Airing.planned_at)).all()


def _situation(session: Session, paper: Paper, now: datetime) -> Situation:
    fixed = max(paper.fixed_before, now + STANDS_STILL)
    return read_situation(session, paper.first, paper.last, now, fixed)


def _told(situation: Situation, plan: Plan) -> Plan:
    """The plan with its reasons: the paper carries none."""
    missing = unplaced(situation.problem, Board(situation.problem, plan.spots))
    return Plan(plan.spots, missing, plan.objective, plan.bound, plan.seconds, plan.stopped_by)
