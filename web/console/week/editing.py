"""Changing one episode: moved, made longer, copied, left out, brought back, renamed, its recording given."""

from __future__ import annotations

from collections.abc import Callable

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from audio.errors import SiarError
from scheduler.changes import one_step
from scheduler.conflicts import clashes_if
from scheduler.episode_editing import (
    cancel_episode,
    copy_episode,
    deliver,
    move_episode,
    rename_episode,
    restore_episode,
)
from scheduler.people import PLANNERS
from scheduler.programmes import Episode
from web.console.access import only
from web.console.scope import actor, db, now
from web.console.week.answers import done, refused
from web.console.week.blueprint import pages
from web.console.week.clashing import clash_card
from web.console.week.stale import changed_since
from web.console.week.wall import wanted_length_ms, wanted_start
from web.console.wording import short_day, short_time


@pages.post("/acara/<episode_id>/pindah")
@only(*PLANNERS)
def move(episode_id: str) -> ResponseReturnValue:
    """To another time, or longer or shorter."""

    def act() -> Episode:
        return move_episode(db(), actor(), episode_id, _version(), wanted_start(), now(), wanted_length_ms())

    return _answer(episode_id, act, gettext("“%(title)s” is now on %(when)s."))


@pages.post("/acara/<episode_id>/salin")
@only(*PLANNERS)
def copy(episode_id: str) -> ResponseReturnValue:
    """Once more at another time."""

    def act() -> Episode:
        length_ms = wanted_length_ms()
        with one_step(db(), actor().name, "episode_copied", f"episode {episode_id}", now()):
            made = copy_episode(db(), actor(), episode_id, wanted_start(), now())
            db().flush()
            if length_ms not in (None, made.duration_ms):
                move_episode(db(), actor(), made.id, made.version, made.starts_at, now(), length_ms)
        return made

    return _answer(episode_id, act, gettext("“%(title)s” is also on %(when)s."))


@pages.post("/acara/<episode_id>/batal")
@only(*PLANNERS)
def cancel(episode_id: str) -> ResponseReturnValue:
    """Not this time."""

    def act() -> Episode:
        return cancel_episode(db(), actor(), episode_id, _version(), now())

    return _answer(episode_id, act, gettext("“%(title)s” of %(when)s is left out this time."))


@pages.post("/acara/<episode_id>/pulihkan")
@only(*PLANNERS)
def restore(episode_id: str) -> ResponseReturnValue:
    """As its programme says."""

    def act() -> Episode:
        return restore_episode(db(), actor(), episode_id, _version(), now())

    return _answer(episode_id, act, gettext("“%(title)s” is as its programme says again: %(when)s."))


@pages.post("/acara/<episode_id>/nama")
@only(*PLANNERS)
def rename(episode_id: str) -> ResponseReturnValue:
    """A title and a host for this episode alone."""

    def act() -> Episode:
        title, host = request.form.get("title", ""), request.form.get("host", "")
        return rename_episode(db(), actor(), episode_id, _version(), title, host, now())

    return _answer(episode_id, act, gettext("The episode of %(when)s is called “%(title)s”."))


@pages.post("/acara/<episode_id>/rekaman")
@only(*PLANNERS)
def give_recording(episode_id: str) -> ResponseReturnValue:
    """Its recording, from the library."""

    def act() -> Episode:
        return deliver(db(), actor(), episode_id, _version(), request.form.get("sound") or None, now())

    return _answer(episode_id, act, gettext("The recording of “%(title)s” is settled."))


def _version() -> int:
    return request.form.get("version", type=int) or 0


def _answer(episode_id: str, act: Callable[[], Episode], told: str) -> ResponseReturnValue:
    try:
        episode = act()
    except SiarError as error:
        db().rollback()
        return refused(error, _stale_card(episode_id))
    when = f"{short_day(episode.starts_at)} {short_time(episode.starts_at)}"
    found = [] if episode.cancelled else clashes_if(db(), episode.id, episode.starts_at, episode.duration_ms)
    return done(told % {"title": episode.name, "when": when}, clash_card([each for each in found if not each.bears]))


def _stale_card(episode_id: str) -> str:
    """What somebody else has changed since the page was read, with what was wanted, to do it again or to let it be."""
    if not request.form.get("version"):
        return ""
    since = changed_since(db(), episode_id, _version())
    wanted = {name: value for name, value in request.form.items() if name not in ("version", "csrf_token")}
    return render_template("_week_stale.html", since=since, action=request.path, wanted=wanted) if since else ""
