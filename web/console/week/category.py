"""Another category of the broadcast pattern for an episode's programme: what dragging into another row asks for."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from audio.errors import SiarError
from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from scheduler.programme_editing import change_programme
from scheduler.programme_fields import show_of
from scheduler.programmes import Category, Programme, find_episode
from web.console.access import only
from web.console.error_pages import told
from web.console.scope import actor, db, now, wants_part
from web.console.week.answers import done, refused
from web.console.week.blueprint import pages
from web.console.week.words import CATEGORY, category_name


@pages.get("/acara/<episode_id>/kategori")
@only(*PLANNERS)
def ask_category(episode_id: str) -> ResponseReturnValue:
    """Which category; `to` is the one of the row in which the episode was dropped."""
    episode = find_episode(db(), episode_id)
    wanted = request.args.get("to") or episode.programme.category
    template = "_week_category.html" if wants_part() else "week_category.html"
    return render_template(template, episode=episode, wanted=wanted, categories=CATEGORY)


@pages.post("/acara/<episode_id>/kategori")
@only(*PLANNERS)
def set_category(episode_id: str) -> ResponseReturnValue:
    """Of the whole programme, as one step that can be taken back."""
    wanted = request.form.get("category", "")
    try:
        programme = _programme_in(episode_id, wanted)
    except Conflict as conflict:
        db().rollback()
        return refused(conflict, _overtaken(episode_id, wanted, conflict))
    except SiarError as error:
        return refused(error)
    text = gettext("“%(title)s” now counts as: %(category)s.")
    return done(text % {"title": programme.title, "category": category_name(programme.category)})


def _programme_in(episode_id: str, category: str) -> Programme:
    if category not in tuple(Category):
        raise Invalid("There is no such category.", "Choose one of the list.")
    programme = find_episode(db(), episode_id).programme
    show = replace(show_of(programme), category=category)
    version = request.form.get("version", type=int) or 0
    return change_programme(db(), actor(), programme.id, version, show, now())


def _overtaken(episode_id: str, wanted: str, conflict: Conflict) -> str:
    """What somebody else has changed since the page was read, with what was wanted, to do it all the same."""
    what, mend = told(conflict)
    episode = find_episode(db(), episode_id)
    return render_template("_week_category_stale.html", episode=episode, wanted=wanted, what=what, mend=mend)
