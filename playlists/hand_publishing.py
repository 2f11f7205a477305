"""Publishing by hand: a draft that somebody changed, or an older version again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from audio.media import MediaStore
from playlists.building.retiming import Hole
from playlists.drafting import STANDS_STILL
from playlists.hand_drafts import discard_steps, hand_draft, require_standing
from playlists.items import Item
from playlists.keeping import keep_day, require_newest
from playlists.publishing import join_following
from playlists.taking_off import ended_items, stood_in
from playlists.versions import PublishedDay, find_version
from scheduler.errors import Conflict, Invalid


def publish_hand_draft(
    session: Session, date: date, actor: str, now: datetime, *, reason: str, read_number: int, media: MediaStore | None
) -> PublishedDay:
    """Publish the draft as a hand-made version, over which no automatic plan goes; its steps are done with.

    Raises Conflict when somebody else took a step or published meanwhile, Invalid when it isn't whole.
    """
    draft = hand_draft(session, date)
    if draft.is_stale or read_number != draft.number:
        raise Conflict("Somebody else has changed or published this day.", "Look at it, then publish again.")
    if not draft.steps:
        raise Invalid("Nothing was changed by hand.", "Move, swap, drop, insert or fill first.")
    _require_whole(draft.edited.holes)
    items = draft.edited.items
    require_standing(draft.base, items, now)
    _require_playable(items, now, media)
    discard_steps(session, date)
    return _keep(session, draft.base, items, actor, now, reason, by_hand=True, media=media)


def publish_again(
    session: Session,
    date: date,
    version: int,
    actor: str,
    now: datetime,
    *,
    reason: str,
    read_version: int,
    media: MediaStore | None = None,
) -> PublishedDay:
    """Undo what was published since `version`: a new version equal to it.

    What has aired, is on air or starts in the next ten minutes stands, and what was withdrawn since stays away. The
    day goes back to automatic planning when an automatic version comes back in place of a hand-made one.
    """
    require_newest(session, date, read_version)
    old, newest = find_version(session, date, version), find_version(session, date)
    items = _from_then_on(newest.day().items, old.day().items, now)
    by_hand = old.by_hand or not newest.by_hand
    return _keep(session, newest, items, actor, now, reason, by_hand=by_hand, media=media)


def _keep(
    session: Session,
    before: PublishedDay,
    items: Sequence[Item],
    actor: str,
    now: datetime,
    reason: str,
    *,
    by_hand: bool,
    media: MediaStore | None,
) -> PublishedDay:
    airable = stood_in(session, items, ended_items(session, items, now), media)
    day = replace(before.day(), items=airable, starts_at=airable[0].starts_at, ends_at=airable[-1].ends_at)
    row = keep_day(session, day, before, actor, now, reason, by_hand)
    join_following(session, row, actor, now, media)
    return row


def _from_then_on(now_there: Sequence[Item], wanted: Sequence[Item], now: datetime) -> tuple[Item, ...]:
    """`wanted`, from the first moment beyond the next ten minutes at which an item starts in both."""
    starts = {item.starts_at for item in wanted}
    changeable = (item.starts_at for item in now_there if item.starts_at >= now + STANDS_STILL)
    joint = next((at for at in changeable if at in starts), None)
    if joint is None:
        raise Invalid("Too little of that day is left to bring the older version back.", "Change it by hand.")
    return (
        *(item for item in now_there if item.starts_at < joint),
        *(item for item in wanted if item.starts_at >= joint),
    )


def _require_whole(holes: Sequence[Hole]) -> None:
    for hole in holes:
        raise Invalid(
            "Nothing covers %(length_s)s seconds from %(at)s on.",
            "Fill the hole, or move something there.",
            length_s=round(hole.length_ms / 1000),
            at=f"{hole.at:%H.%M.%S}",
        )


def _require_playable(items: Sequence[Item], now: datetime, media: MediaStore | None) -> None:
    for item in items:
        if item.starts_at < now + STANDS_STILL:
            continue
        if item.not_after and item.starts_at > item.not_after:
            raise Invalid(
                "“%(title)s” would start after its last moment.", "Take it out, or give it an earlier time.",
                title=item.title,
            )  # fmt: skip
        if media and item.media and not media.exists(item.media.sha256, item.media.ext):
            raise Invalid(
                "The sound of “%(title)s” is no longer in the media store.", "Drop it, then fill its place.",
                title=item.title,
            )  # fmt: skip
