"""Keeping a plan: its spots become rows, those that stay keep theirs; each has its place in its break and its turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.announcements.tables import Announcement, Revision
from scheduler.people import Agency
from scheduler.pins import Pinned
from scheduler.placement import Plan, Problem, order_in_break
from scheduler.placement import Spot as Choice
from scheduler.replacing import IN_PLAN
from scheduler.situation import Situation
from scheduler.spots import Spot, Unplaced

Key = tuple[str, str]
"""An announcement (id) in a break (id)."""


def keep_spots(session: Session, situation: Situation, plan: Plan, now: datetime) -> None:
    """Rewrite the spots that may move. One that stays as it was keeps its row, and so its id."""
    wanted = _wanted(situation, plan)
    fixed_before = situation.problem.fixed_before
    movable = select(Spot).where(Spot.break_starts_at >= fixed_before, Spot.day <= situation.last, IN_PLAN)
    rows: dict[Key, Spot] = {}
    for spot in session.scalars(movable):
        key = (spot.announcement_id, spot.break_id)
        if key in wanted and _stays(spot, situation, wanted[key]):
            rows[key] = spot
        else:
            session.delete(spot)
    session.flush()
    for key in sorted(wanted.keys() - rows.keys()):
        rows[key] = _new_spot(situation, key, wanted[key], now)
        session.add(rows[key])
    _put_in_order(rows, wanted, situation.problem)
    _take_turns(list(rows.values()), dict(situation.turns))


def _wanted(situation: Situation, plan: Plan) -> dict[Key, Pinned | None]:
    problem = situation.problem
    found: dict[Key, Pinned | None] = {
        (spot.flight, spot.break_id): None for spot in plan.spots if spot.break_id not in problem.fixed
    }
    found.update({(each.flight, each.break_id): each for each in situation.pins.kept})
    return found


def _stays(spot: Spot, situation: Situation, pinned: Pinned | None) -> bool:
    same = (spot.revision_id, spot.duration_ms) == situation.takes[spot.announcement_id]
    return same and spot.pinned == (pinned is not None)


def _new_spot(situation: Situation, key: Key, pinned: Pinned | None, now: datetime) -> Spot:
    place = pinned.stall if pinned else situation.problem.break_by_id[key[1]]
    revision_id, duration_ms = situation.takes[key[0]]
    return Spot(
        announcement_id=key[0],
        revision_id=revision_id,
        day=place.day,
        break_id=key[1],
        break_starts_at=place.starts_at,
        position=0,
        duration_ms=duration_ms,
        pinned=pinned is not None,
        placed_at=now,
    )


def _put_in_order(rows: Mapping[Key, Spot], wanted: Mapping[Key, Pinned | None], problem: Problem) -> None:
    """Number the spots of each break: those pinned first, then by the rules of a break, then those pinned last."""
    inside: defaultdict[str, list[Choice]] = defaultdict(list)
    for name, break_id in rows:
        inside[break_id].append(Choice(name, break_id))
    previous: list[Choice] = []
    for break_id in sorted(inside, key=lambda each: (rows[_key(inside[each][0])].break_starts_at, each)):
        ordered = order_in_break(inside[break_id], problem.flight_by_id, previous)
        ordered.sort(key=lambda choice: _rank(wanted[_key(choice)]))
        for position, choice in enumerate(ordered):
            rows[_key(choice)].position = position
        previous = ordered


def _key(choice: Choice) -> Key:
    return (choice.flight, choice.break_id)


def _rank(pinned: Pinned | None) -> int:
    return {"first": 0, "last": 2}.get(pinned.place, 1) if pinned else 1


def _take_turns(rows: Sequence[Spot], turns: Mapping[str, tuple[str | None, ...]]) -> None:
    """Let each announcement's renditions follow one another; a spot that stays keeps its own."""
    last: dict[str, int] = {}
    for spot in sorted(rows, key=lambda each: (each.break_starts_at, each.announcement_id)):
        choice = turns.get(spot.announcement_id, (None,))
        if spot.id is None or spot.rendition_id not in choice:
            spot.rendition_id = choice[(last.get(spot.announcement_id, -1) + 1) % len(choice)]
        last[spot.announcement_id] = choice.index(spot.rendition_id)


def keep_unplaced(session: Session, situation: Situation, plan: Plan) -> None:
    """Write down what found no place on these days, and which pins could not be kept.

    What a published day was made without (its remark names the item) stays told: that is said anew with the day.
    """
    first, last = situation.first, situation.last
    for one in session.scalars(select(Unplaced).where(Unplaced.day >= first, Unplaced.day <= last)):
        if "item_id" not in one.values:
            session.delete(one)
    told = [(one.flight, one.day, one.missing, one.remark) for one in plan.unplaced]
    told += [(one.flight, one.day, 1, one.told) for one in situation.pins.failed]
    names = _names(session, [remark.values for *_, remark in told])
    session.add_all(
        Unplaced(
            announcement_id=flight,
            day=day,
            missing=missing,
            reason=remark.message,
            values={name: _named(names, name, value) for name, value in remark.values.items()},
        )
        for flight, day, missing, remark in told
        if first <= day <= last
    )


def _names(session: Session, values: Sequence[Mapping[str, object]]) -> dict[object, str]:
    """Agencies and announcements as people know them: by name, not by id."""
    others = {each["other"] for each in values if "other" in each}
    newest = (Announcement.id == Revision.announcement_id) & (Announcement.revision == Revision.number)
    titles = (
        select(Revision.announcement_id, Revision.title).join(Announcement, newest).where(Announcement.id.in_(others))
    )
    found: dict[object, str] = {row.announcement_id: row.title for row in session.execute(titles)} if others else {}
    if any("agency" in each for each in values):
        found |= {row.id: row.name for row in session.execute(select(Agency.id, Agency.name))}
    return found


def _named(names: Mapping[object, str], name: str, value: object) -> object:
    if name in ("agency", "other"):
        return names.get(value, str(value))
    return value if isinstance(value, int | float) else str(value)
