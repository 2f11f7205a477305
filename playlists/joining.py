"""Joining days: a hand-made day begins where the day before it ends, also when that moves; the rest of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from audio.media import MediaStore
from playlists.building.edits import fill
from playlists.building.sources import Sound
from playlists.hand_steps import begun_at
from playlists.items import Day, Item, is_gapless
from playlists.keeping import keep_day
from playlists.standing_in import laid_from_store
from playlists.versions import PublishedDay
from playlists.wanted import filler_of, station_dayparts
from scheduler.errors import Invalid
from scheduler.station import the_station

JOINED = "the day before ends at another time"


def join_by_hand(
    session: Session, day: PublishedDay, begin: datetime, actor: str, now: datetime, media: MediaStore | None
) -> PublishedDay:
    """Publish a hand-made day anew from `begin` on: its soft items close up, or are cut before its first hard time, and
    filler stands in what that leaves open. Raises Invalid when there is none."""
    zone, held = the_station(session).zone, day.day()
    moved = begun_at(held.items, begin, held.ends_at, zone)

    def lay(filler: Sequence[Sound]) -> tuple[Item, ...]:
        return fill(moved, filler, station_dayparts(), zone).items

    joined = replace(held, items=laid_from_store(lay, filler_of(session), held.items, media), starts_at=begin)
    _require_whole(joined)
    return keep_day(session, joined, day, actor, now, JOINED, by_hand=True)


def _require_whole(day: Day) -> None:
    if not is_gapless(day.items) or day.items[0].starts_at != day.starts_at or day.items[-1].ends_at != day.ends_at:
        raise Invalid(
            "The day that was made by hand no longer joins the day before it.",
            "Change it by hand: it has a hole at its beginning.",
        )
