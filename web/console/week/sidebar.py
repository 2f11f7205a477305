"""What stands beside the week: the pattern, quotas, recordings that are missing, the placement and what it left out."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from scheduler.conflicts import clashes_of
from scheduler.deliveries import missing_recordings
from scheduler.lacks import soundless
from scheduler.pattern import broadcast_pattern, quotas
from scheduler.planning import read_situation
from web.console.access import staff_only
from web.console.scope import actor, db, now, station
from web.console.week.asked_week import Week, asked_week
from web.console.week.blueprint import pages
from web.console.week.clash_cards import clash_cards
from web.console.week.mending import read_of
from web.console.week.placed import placed_between
from web.console.week.together import together
from web.console.week.unplaced import homeless, unplaced_between

RECORDINGS_AHEAD = timedelta(days=7)


@pages.get("/<day>/samping")
@staff_only
def side(day: str) -> ResponseReturnValue:
    """The cards beside the calendar."""
    week = asked_week(day)
    today = station().day_of(now())
    clashes = [each for each in clashes_of(db(), max(week.first, today), week.last) if not each.bears]
    return render_template(
        "_week_side.html",
        week=week,
        shares=broadcast_pattern(db(), week.first, week.last),
        quotas=quotas(db(), week.first, week.last, now()),
        recordings=missing_recordings(db(), now(), now() + RECORDINGS_AHEAD),
        cards=clash_cards(db(), clashes),
        placed=placed_between(db(), week.first, week.last),
        today=today,
        soundless=sum(one.missing for one, _ in soundless(db(), max(week.first, today), week.last)),
        read_of=read_of,
        editable=actor().may_plan,
        **_without_place(week),
    )


def _without_place(week: Week) -> dict[str, object]:
    rows = unplaced_between(db(), max(week.first, station().day_of(now())), week.last)
    if not rows:
        return {"homeless": [], "together": None}
    first = min(row.day for row in rows)
    situation = read_situation(db(), first, week.last, now())
    found = homeless(rows, situation)
    return {"homeless": found, "together": together(situation.problem, found)}
