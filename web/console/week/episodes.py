"""One episode: its panel, with all that can be done to it by keyboard, by mouse or on a phone."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from scheduler.breaks import placed_breaks
from scheduler.conflicts import clashes_if
from scheduler.deliveries import airing_sound, is_missing
from scheduler.library import Kind, sounds
from scheduler.programmes import Episode, find_episode
from scheduler.spots import spots_of_day
from web.console.access import staff_only
from web.console.scope import actor, db, now, station, wants_part
from web.console.week.blueprint import pages
from web.console.week.clash_cards import clash_cards
from web.console.week.content import MS
from web.console.week.filled import Filled, filled
from web.console.week.wall import wall


@pages.get("/acara/<episode_id>")
@staff_only
def episode(episode_id: str) -> ResponseReturnValue:
    """The episode, alone on a page or as a part of the week's."""
    found = find_episode(db(), episode_id)
    missing = is_missing(found)
    clashes = [] if found.cancelled else clashes_if(db(), found.id, found.starts_at, found.duration_ms)
    return render_template(
        "_week_episode.html" if wants_part() else "week_episode.html",
        episode=found,
        starts=wall(found.starts_at),
        missing=missing,
        stand_in=airing_sound(db(), found) if missing else None,
        recordings=sounds(db(), Kind.PROGRAMME) if found.programme.source == "file" else [],
        cards=clash_cards(db(), clashes),
        breaks=_breaks_inside(found),
        editable=actor().may_plan and found.starts_at > now(),
    )


def _breaks_inside(episode: Episode) -> list[Filled]:
    day = station().day_of(episode.starts_at)
    ends = episode.starts_at + episode.duration_ms * MS
    inside = [
        each.place
        for each in placed_breaks(db(), station(), day, day)
        if episode.starts_at <= each.place.starts_at < ends
    ]
    return filled(inside, spots_of_day(db(), day))
