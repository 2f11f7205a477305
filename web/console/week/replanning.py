"""Placing the spots of the week anew: what would move is shown, then asked; what is kept is what was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from audio.errors import SiarError
from playlists.horizon import horizon
from playlists.publishing import fixed_until, publish_horizon
from scheduler.changes import PLACED, one_step
from scheduler.errors import Conflict
from scheduler.people import PLANNERS
from scheduler.placement import objective, solve, violations
from scheduler.placement.board import Board
from scheduler.placement.unplaced import unplaced
from scheduler.planning import STANDS_STILL, keep_plan, read_situation
from scheduler.replan_preview import compare
from scheduler.situation import Situation
from web.console.access import only
from web.console.scope import actor, db, media, now, station
from web.console.week.answers import done, refused
from web.console.week.asked_week import Week, asked_week
from web.console.week.blueprint import pages
from web.console.week.plan_paper import Paper, fingerprint, read_paper, sign

LIMIT_S = 8.0


@pages.get("/<day>/susun")
@only(*PLANNERS)
def preview(day: str) -> ResponseReturnValue:
    """What placing the rest of the week anew would move; nothing is changed."""
    week, today = asked_week(day), station().day_of(now())
    if week.last < today:
        raise Conflict("This week is over: nothing in it is placed any more.", "Look at a later one.")
    situation = _situation(db(), week, today)
    db().rollback()  # no transaction waits for the solver
    plan = solve(situation.problem, LIMIT_S)
    return render_template(
        "_week_replan.html",
        seen=compare(db(), situation, plan, ""),
        plan=plan,
        missing=sum(one.missing for one in plan.unplaced if situation.first <= one.day <= situation.last),
        before=objective(situation.problem, situation.problem.standing),
        first=situation.first,
        last=situation.last,
        paper=sign(situation, plan),
    )


@pages.post("/susun")
@only(*PLANNERS)
def keep() -> ResponseReturnValue:
    """Keep the plan that was shown, and publish what it changes of the days that are ready."""
    try:
        paper = read_paper(request.form.get("paper", ""))
        _keep(db(), paper)
        publish_horizon(db(), horizon(db(), now()), now(), actor().name, "placed anew", media())
    except SiarError as error:
        return refused(error)
    return done(gettext("The spots stand as they were shown."))


def _situation(session: Session, week: Week, today: date) -> Situation:
    first = max(week.first, today)
    fixed = fixed_until(session, first, now()) if first == today else None
    return read_situation(session, first, week.last, now(), fixed)


def _keep(session: Session, paper: Paper) -> None:
    """Raises Conflict when anything that matters is another by now, or what would move is on within ten minutes."""
    fixed = max(paper.fixed_before, now() + STANDS_STILL)
    situation = read_situation(session, paper.first, paper.last, now(), fixed)
    problem, spots = situation.problem, paper.plan.spots
    if fingerprint(situation) != paper.fingerprint or violations(problem, spots):
        raise Conflict("Something was changed since this plan was shown.", "Let it be placed anew and look again.")
    plan = replace(paper.plan, unplaced=unplaced(problem, Board(problem, spots)))
    with one_step(session, actor().name, PLACED, f"days {paper.first} {paper.last}", now()):
        keep_plan(session, situation, plan, now())
