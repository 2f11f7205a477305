"""The page of the week, and what its calendar asks for."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from scheduler.audit import AuditHead
from scheduler.events import newest_waiting
from scheduler.spots import Spot
from web.console.access import staff_only
from web.console.scope import actor, db, now, station
from web.console.week.asked_week import Week, asked_week
from web.console.week.blueprint import pages
from web.console.week.calendar_settings import calendar_settings
from web.console.week.content import Json, week_content
from web.console.week.wall import wall
from web.console.week.words import CATEGORY


@pages.get("")
@staff_only
def this() -> ResponseReturnValue:
    """The week that is on."""
    view = request.args.get("tampilan")
    return redirect(url_for("week.show", day=station().day_of(now()).isoformat(), tampilan=view))


@pages.get("/<day>")
@staff_only
def show(day: str) -> ResponseReturnValue:
    """The week around that day."""
    week, today = asked_week(day), station().day_of(now())
    return render_template(
        "week.html",
        week=week,
        today=today,
        tomorrow=today + timedelta(days=1),
        settings=calendar_settings(week, _content(week), actor().may_plan),
        categories=CATEGORY,
    )


@pages.get("/<day>/isi")
@staff_only
def contents(day: str) -> ResponseReturnValue:
    """The week as it stands, for its calendar; 304 while nothing has happened."""
    week = asked_week(day)
    stamp = _stamp()
    if stamp in request.if_none_match:
        return Response(status=304)
    answer = jsonify(_content(week))
    answer.set_etag(stamp)
    return answer


def _content(week: Week) -> Json:
    found = week_content(db(), station(), week, actor().name, now())
    start = station().window(week.first)[0]
    return {**found, "now": wall(now()), "begins": wall(start), "placing": _is_being_placed(), "stamp": _stamp()}


def _is_being_placed() -> bool:
    """Whether a change of the week waits for its spots to be placed around it."""
    return newest_waiting(db(), "week.changed") is not None


def _stamp() -> str:
    """What differs as soon as anything was changed, placed or published."""
    seq = db().scalar(select(AuditHead.seq)) or 0
    placed = db().scalar(select(func.max(Spot.placed_at)))
    newest = placed.isoformat() if placed else ""
    return f"{seq}-{db().scalar(select(func.count(Spot.id)))}-{newest}-{int(_is_being_placed())}"
