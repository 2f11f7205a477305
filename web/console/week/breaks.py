"""A break's panel: its spots, and of each why it is here; and the breaks of a day, to find one without a mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from scheduler.breaks import breaks_of
from scheduler.days import iso_day
from scheduler.errors import NotFound
from scheduler.placement import Plan, Remark, why_here
from scheduler.placement import Spot as Choice
from scheduler.planning import read_situation
from scheduler.situation import Situation
from scheduler.spots import Spot, spots_of_day
from web.console.access import staff_only
from web.console.asked_day import asked_day
from web.console.scope import db, now, station, wants_part
from web.console.week.blueprint import pages
from web.console.week.filled import Filled, filled


@pages.get("/jeda/<break_id>")
@staff_only
def brk(break_id: str) -> ResponseReturnValue:
    """One break. Raises NotFound when the week was changed and it is not there any more."""
    day = iso_day(break_id[:10])
    found = next((each for each in _breaks(day) if each.place.id == break_id), None) if day else None
    if found is None:
        raise NotFound("There is no such break.", "The week was changed: look at it as it is now.")
    return render_template(
        "_week_break.html" if wants_part() else "week_break.html",
        found=found,
        why=_reasons(found) if found.spots else {},
    )


@pages.get("/<day>/jeda")
@staff_only
def breaks_of_day(day: str) -> ResponseReturnValue:
    """The breaks of one day, with how full they are."""
    date = asked_day(day)
    return render_template("_week_breaks.html" if wants_part() else "week_breaks.html", date=date, breaks=_breaks(date))


def _breaks(day: date) -> list[Filled]:
    return filled(breaks_of(db(), station(), day, day), spots_of_day(db(), day))


def _reasons(found: Filled) -> dict[str, Remark]:
    """Of each spot (id) why it stands here rather than elsewhere in its day."""
    situation = read_situation(db(), found.place.day, found.place.day, now())
    return {spot.id: _reason(situation, spot) for spot in found.spots}


def _reason(situation: Situation, spot: Spot) -> Remark:
    if spot.makes_good:
        return Remark("It makes good for one that was missed.")
    if spot.pinned:
        return Remark("Somebody pinned it here.")
    # asked as if nothing had been published: that it stays where it was is no reason that it was put there
    problem = replace(situation.problem, published=frozenset())
    choice = Choice(spot.announcement_id, spot.break_id)
    if choice not in situation.problem.standing:
        return Remark("It may not air any more, and leaves at once.")
    if spot.break_id in situation.problem.fixed:
        return Remark("Its break is on within ten minutes, or over: nothing moves there.")
    plan = Plan(situation.problem.standing, (), objective=0.0, bound=0.0, seconds=0.0, stopped_by="greedy")
    return why_here(problem, plan, choice)
