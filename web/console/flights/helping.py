"""What would help a spot that found no place: tried on the plan as it stands, or checked by the solver when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import Announcement
from scheduler.errors import Conflict
from scheduler.flight_editing import Terms, terms_of
from scheduler.people import PLANNERS
from scheduler.placement import Flight, Plan, Remark, Suggestion, check_suggestion, further_suggestions, suggestions
from scheduler.planning import read_situation
from scheduler.replan_preview import Preview, compare
from scheduler.situation import Situation
from web.console.access import only
from web.console.asked_day import asked_day
from web.console.flights.blueprint import pages
from web.console.flights.form import FormValues, values_of
from web.console.scope import actor, db, now

CHECK_S = 4.0


@dataclass(frozen=True)
class Mend:
    """A change that would help. `values` are the flight's terms with it, None where only another script would do it
    (a shorter one)."""

    told: Remark
    values: FormValues | None


@pages.get("/<announcement_id>/usul/<day>")
@only(*PLANNERS)
def help_for(announcement_id: str, day: str) -> ResponseReturnValue:
    """What gives one more spot on that day at once, and what might if others made room."""
    announcement, date = find_announcement(db(), actor(), announcement_id), asked_day(day)
    situation = read_situation(db(), date, date, now())
    at_once, perhaps = _suggested(situation, announcement_id, date)
    return render_template(
        "_flight_help.html",
        script=announcement,
        day=date,
        at_once=[_mend(announcement, each) for each in at_once],
        perhaps=[each.remark for each in perhaps],
    )


@pages.get("/<announcement_id>/usul/<day>/periksa")
@only(*PLANNERS)
def check(announcement_id: str, day: str) -> ResponseReturnValue:
    """Solve again with one suggestion: whether it helps, and which spots of others would move for it."""
    announcement, date = find_announcement(db(), actor(), announcement_id), asked_day(day)
    situation = read_situation(db(), date, date, now())
    _, perhaps = _suggested(situation, announcement_id, date)
    wanted = next((each for each in perhaps if str(each.remark) == request.args.get("usul")), None)
    if wanted is None:
        raise Conflict("The plan has changed meanwhile.", "Look at the flight as it is now.")
    return render_template(
        "_flight_checked.html",
        script=announcement,
        day=date,
        mend=_mend(announcement, wanted),
        preview=_tried(db(), situation, wanted),
    )


def _suggested(situation: Situation, name: str, day: date) -> tuple[Sequence[Suggestion], Sequence[Suggestion]]:
    problem = situation.problem
    if name not in problem.flight_by_id:
        return [], []
    plan = _standing(situation)
    return suggestions(problem, plan, name, day), further_suggestions(problem, plan, name, day)


def _standing(situation: Situation) -> Plan:
    return Plan(situation.problem.standing, (), 0.0, 0.0, 0.0, "greedy")


def _tried(session: Session, situation: Situation, wanted: Suggestion) -> Preview | None:
    found = check_suggestion(situation.problem, _standing(situation), wanted, CHECK_S)
    return compare(session, situation, found, wanted.flight.id) if found else None


def _mend(announcement: Announcement, suggestion: Suggestion) -> Mend:
    terms = terms_of(announcement.on_air or announcement.newest)
    changed = _changed(terms, suggestion.flight)
    return Mend(suggestion.remark, values_of(changed, read=terms) if changed != terms else None)


def _changed(terms: Terms, flight: Flight) -> Terms:
    old = terms.flight.dayparts
    dayparts = (*old, *sorted(flight.dayparts - set(old)))
    return Terms(replace(terms.flight, dayparts=dayparts, separation_min=flight.separation_min), flight.priority)
