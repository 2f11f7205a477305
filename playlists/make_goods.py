"""Make-goods: a spot that was missed gets another place, by its priority and before its kill date."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.airings import Airing
from playlists.machines import NEVER, last_heard
from playlists.next_break import next_free_break
from scheduler import audit
from scheduler.announcements.tables import Announcement
from scheduler.database import Base
from scheduler.errors import Conflict, NotFound
from scheduler.placement import Break
from scheduler.placement.remark import Remark, remark
from scheduler.planning import STANDS_STILL, read_situation
from scheduler.situation import Situation
from scheduler.spots import Spot
from scheduler.station import the_station

MISSED = ("skipped", "failed", "partial", "replaced", "unknown")
UNREPORTED_AFTER = timedelta(hours=1)
LOOKED_BACK = timedelta(days=3)
DAYS_AHEAD = 2

NO_ROOM = remark("No break before its kill date has room for it in the days that are planned.")
NOT_AIRING = remark("The announcement does not air any more.")


class MakeGood(Base):
    """What is done about one missed spot: `proposed placed declined impossible needless`.

    `spot_id` is the replacement, which airs as the item of that id.
    """

    __tablename__ = "make_good"
    missed_id: Mapped[str] = mapped_column(String(26), primary_key=True)
    announcement_id: Mapped[str] = mapped_column(ForeignKey("announcement.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), index=True)
    spot_id: Mapped[str | None] = mapped_column(String(26))
    reason: Mapped[str | None]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    noticed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(254))


def notice_missed(session: Session, now: datetime) -> list[MakeGood]:
    """Propose a replacement for each missed spot that has none yet, the most important first; gives the new ones."""
    found = [(_priority(session, airing), airing) for airing in _missed(session, now)]
    found.sort(key=lambda each: (-each[0], each[1].planned_at, each[1].item_id))
    new = [
        MakeGood(missed_id=airing.item_id, announcement_id=airing.announcement_id, state="proposed", noticed_at=now)
        for _, airing in found
    ]
    session.add_all(new)
    session.flush()
    return new


def place_make_good(session: Session, missed_id: str, actor: str, now: datetime) -> MakeGood:
    """Put the replacement into the next free break. Where there is none, the make-good is impossible, with its reason.

    Raises Conflict when it was placed or declined already. The days are published anew by the caller.
    """
    made = find_make_good(session, missed_id)
    if made.state not in ("proposed", "impossible"):
        raise Conflict("That was decided already (%(state)s).", "Load the page again.", state=made.state)
    today = the_station(session).day_of(now)
    situation = read_situation(session, today, today + timedelta(days=DAYS_AHEAD), now)
    flight = situation.problem.flight_by_id.get(made.announcement_id)
    brk = next_free_break(situation.problem, flight, _used(session, situation)) if flight else None
    made.decided_at, made.decided_by = now, actor
    if brk is None:
        return _impossible(made, NO_ROOM if flight else NOT_AIRING)
    made.state, made.reason, made.spot_id = "placed", None, _add_spot(session, made, situation, brk, now).id
    told = {"makes_good": missed_id, "at": brk.starts_at.isoformat()}
    audit.record(session, actor, "made_good", f"announcement {made.announcement_id}", now, after=told)
    return made


def decline_make_good(session: Session, missed_id: str, actor: str, now: datetime) -> MakeGood:
    """Leave the spot missed."""
    made = find_make_good(session, missed_id)
    if made.state not in ("proposed", "impossible"):
        raise Conflict("That was decided already (%(state)s).", "Load the page again.", state=made.state)
    made.state, made.decided_at, made.decided_by = "declined", now, actor
    subject = f"announcement {made.announcement_id}"
    audit.record(session, actor, "make_good_declined", subject, now, after={"missed": missed_id})
    return made


def drop_needless(session: Session, now: datetime) -> int:
    """Take back what a late report made needless (it had aired after all), and renew what airs an old revision."""
    changed = 0
    for made in session.scalars(select(MakeGood).where(MakeGood.state.in_(("proposed", "placed", "impossible")))):
        missed = session.get(Airing, made.missed_id)
        spot = session.get(Spot, made.spot_id) if made.spot_id else None
        may_move = spot is None or spot.break_starts_at >= now + STANDS_STILL
        if not may_move:
            continue
        if missed is None or missed.outcome == "aired":
            made.state = "needless"
        elif spot is not None and spot.announcement.on_air is not spot.revision:
            made.state, made.spot_id = "proposed", None
        else:
            continue
        changed += 1
        if spot is not None:
            session.delete(spot)
    session.flush()
    return changed


def find_make_good(session: Session, missed_id: str) -> MakeGood:
    """What is done about that missed spot."""
    made = session.scalar(select(MakeGood).where(MakeGood.missed_id == missed_id).with_for_update())
    if made is None:
        raise NotFound("There is no such missed spot.", "See the list of missed spots.")
    return made


def proposed(session: Session) -> list[MakeGood]:
    """Those that wait for somebody to decide, the oldest first."""
    asked = select(MakeGood).where(MakeGood.state == "proposed").order_by(MakeGood.noticed_at, MakeGood.missed_id)
    return list(session.scalars(asked))


def make_goods_of(session: Session, announcement_id: str) -> dict[str, MakeGood]:
    """Of an announcement's missed spots (item ids), what is done about each."""
    asked = select(MakeGood).where(MakeGood.announcement_id == announcement_id)
    return {each.missed_id: each for each in session.scalars(asked)}


def _missed(session: Session, now: datetime) -> list[Airing]:
    recent = (Airing.planned_at >= now - LOOKED_BACK) & Airing.item_id.not_in(select(MakeGood.missed_id))
    heard = min(now, last_heard(session) or NEVER)
    unreported = Airing.outcome.is_(None) & (Airing.planned_at < heard - UNREPORTED_AFTER)
    rows = session.scalars(select(Airing).where(recent, Airing.outcome.in_(MISSED) | unreported))
    today = the_station(session).zone_date(now)
    return [airing for airing in rows if _may_still_air(session, airing, today)]


def _may_still_air(session: Session, airing: Airing, today: date) -> bool:
    revision = session.get_one(Announcement, airing.announcement_id).on_air
    return revision is not None and revision.last_day >= today


def _priority(session: Session, airing: Airing) -> int:
    revision = session.get_one(Announcement, airing.announcement_id).on_air
    return revision.priority if revision else 0


def _used(session: Session, situation: Situation) -> dict[str, int]:
    """What the spots of the plan take in each break; replacements have been taken off its capacity already."""
    first = situation.first - timedelta(days=1)
    asked = select(Spot.break_id, Spot.duration_ms).where(Spot.day >= first, Spot.day <= situation.last)
    used: Counter[str] = Counter()
    for break_id, duration_ms in session.execute(asked.where(Spot.makes_good.is_(None))):
        used[break_id] += duration_ms
    return used


def _impossible(made: MakeGood, why: Remark) -> MakeGood:
    made.state, made.reason, made.values = "impossible", why.message, dict(why.values)
    return made


def _add_spot(session: Session, made: MakeGood, situation: Situation, brk: Break, now: datetime) -> Spot:
    revision_id, duration_ms = situation.takes[made.announcement_id]
    spot = Spot(
        announcement_id=made.announcement_id, revision_id=revision_id, day=brk.day, break_id=brk.id,
        break_starts_at=brk.starts_at, position=0, duration_ms=duration_ms, placed_at=now, makes_good=made.missed_id,
    )  # fmt: skip
    session.add(spot)
    session.flush()
    return spot
