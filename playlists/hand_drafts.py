"""The unpublished draft of a day under somebody's hand: one for each day, shared by all who look at it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from audio.errors import SiarError
from playlists.building.retiming import Edited
from playlists.drafting import STANDS_STILL
from playlists.hand_steps import Ground, Step, standing, taken
from playlists.items import Item, item_as_json, item_from_json
from playlists.versions import PublishedDay, find_version, newest_version
from playlists.wanted import filler_of, station_dayparts
from scheduler.database import Base, new_id
from scheduler.errors import Conflict, Invalid
from scheduler.station import the_station

MOST_STEPS = 200


class HandStep(Base):
    """One step on a day's draft: what was done, and all items after it. Numbered from 1 for each day."""

    __tablename__ = "hand_step"
    __table_args__ = (UniqueConstraint("date", "number"),)
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    date: Mapped[date]
    number: Mapped[int]
    base_version: Mapped[int]
    what: Mapped[str]
    items: Mapped[str]
    lost: Mapped[list[str]]
    actor: Mapped[str] = mapped_column(String(254))
    at: Mapped[datetime]


@dataclass(frozen=True)
class HandDraft:
    """The day as the steps have left it.

    `edited` compares it with `base`, the version the steps were taken on: shifted times, and holes yet to be filled.
    `is_stale`: another version has been published since. `lost`: titles of what the last step pushed out whole.
    """

    base: PublishedDay
    edited: Edited
    steps: tuple[HandStep, ...]
    is_stale: bool

    @property
    def number(self) -> int:
        """Of the last step; 0 when none was taken."""
        return self.steps[-1].number if self.steps else 0

    @property
    def lost(self) -> list[str]:
        return self.steps[-1].lost if self.steps else []


def hand_draft(session: Session, date: date) -> HandDraft:
    """The draft of that day, which is what is published as long as no step was taken. Raises NotFound without any."""
    asked = select(HandStep).where(HandStep.date == date).order_by(HandStep.number)
    steps = tuple(session.scalars(asked))
    newest = find_version(session, date)
    base = find_version(session, date, steps[-1].base_version) if steps else newest
    before = base.day().items
    items = _items(steps[-1]) if steps else before
    edited = standing(items, ground_of(session, base), before)
    return HandDraft(base, edited, steps, is_stale=base.version != newest.version)


def take_step(session: Session, date: date, step: Step, actor: str, now: datetime, read_number: int) -> HandDraft:
    """Change the draft. `read_number`: the number of the last step that this person has seen.

    Raises Conflict when somebody else took a step meanwhile or published, Invalid for what stands already.
    """
    draft = hand_draft(session, date)
    _require_read(draft, read_number)
    if draft.is_stale:
        raise Conflict("The day was published again meanwhile.", "Bring your steps to the new version first.")
    if draft.number >= MOST_STEPS:
        raise Invalid("These are too many steps at once.", "Publish them, then go on.")
    edited = taken(step, draft.edited.items, ground_of(session, draft.base))
    require_standing(draft.base, edited.items, now)
    _keep(session, draft.base, draft.number + 1, step, edited, actor, now)
    return hand_draft(session, date)


def undo_step(session: Session, date: date, read_number: int) -> HandDraft:
    """Take the last step back; nothing happens when there is none."""
    draft = hand_draft(session, date)
    _require_read(draft, read_number)
    session.execute(delete(HandStep).where(HandStep.date == date, HandStep.number == draft.number))
    return hand_draft(session, date)


def discard_steps(session: Session, date: date) -> None:
    """Throw the draft away."""
    session.execute(delete(HandStep).where(HandStep.date == date))


def catch_up(session: Session, date: date, actor: str, now: datetime) -> list[Step]:
    """Take the steps anew on the version that is published now; gives those that no longer can be taken."""
    draft = hand_draft(session, date)
    newest = newest_version(session, date)
    assert newest is not None
    ground, items, number = ground_of(session, newest), newest.day().items, 0
    discard_steps(session, date)
    failed = []
    for step in [Step.from_json(json.loads(row.what)) for row in draft.steps]:
        try:
            edited = taken(step, items, ground)
            require_standing(newest, edited.items, now)
        except SiarError:
            failed.append(step)
            continue
        items, number = edited.items, number + 1
        _keep(session, newest, number, step, edited, actor, now)
    return failed


def require_standing(base: PublishedDay, items: Sequence[Item], now: datetime) -> None:
    """Raise Invalid when these items change what has aired, is on air or starts in the next ten minutes."""
    fixed = tuple(item for item in base.day().items if item.starts_at < now + STANDS_STILL)
    if tuple(items[: len(fixed)]) != fixed:
        raise Invalid("What is on air, or starts within ten minutes, stands as it is.", "Change something later.")


def ground_of(session: Session, base: PublishedDay) -> Ground:
    """What steps on that version are taken on."""
    return Ground(base.day().ends_at, the_station(session).zone, filler_of(session), station_dayparts())


def _require_read(draft: HandDraft, read_number: int) -> None:
    if read_number != draft.number:
        raise Conflict("Somebody else has changed this draft.", "Look at it, then do it again if it is still needed.")


def _keep(
    session: Session, base: PublishedDay, number: int, step: Step, edited: Edited, actor: str, now: datetime
) -> None:
    session.add(
        HandStep(
            date=base.date,
            number=number,
            base_version=base.version,
            what=json.dumps(step.as_json()),
            items=json.dumps([item_as_json(item) for item in edited.items]),
            lost=[item.title for item in edited.lost],
            actor=actor,
            at=now,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict("Somebody else has just changed this draft.", "Look at it, then do it again.") from error


def _items(row: HandStep) -> tuple[Item, ...]:
    return tuple(item_from_json(each) for each in json.loads(row.items))
