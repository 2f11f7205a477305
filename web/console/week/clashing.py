"""What an episode would clash with where it is held: asked while it is dragged, and while a form is filled in."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from scheduler.conflicts import Clash, clashes_if
from scheduler.people import PLANNERS
from scheduler.programmes import find_episode
from web.console.access import only
from web.console.scope import db
from web.console.week.blueprint import pages
from web.console.week.clash_cards import clash_cards
from web.console.week.wall import moment_of


@pages.get("/acara/<episode_id>/bentrok")
@only(*PLANNERS)
def clashes(episode_id: str) -> ResponseReturnValue:
    """The clashes it would have at `day` and `time`, `ms` milliseconds long; nothing is changed."""
    starts_at = moment_of(f"{request.args.get('day', '')}T{request.args.get('time', '')}")
    length_ms = request.args.get("ms", type=int) or find_episode(db(), episode_id).duration_ms
    return clash_card(clashes_if(db(), episode_id, starts_at, length_ms))


def clash_card(found: list[Clash]) -> str:
    """These clashes as a part of the page; empty for none."""
    return render_template("_week_clashes.html", cards=clash_cards(db(), found)) if found else ""
