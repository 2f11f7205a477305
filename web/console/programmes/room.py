"""The blueprint of the programmes' pages, and the words that all planning pages share."""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from web.console.programmes.undoing_steps import last_step, name_of_step
from web.console.programmes.when_words import when_in_words
from web.console.programmes.words import WORDS, wall_time

pages = Blueprint("programmes", __name__, url_prefix="/program")


@pages.record_once
def _give_words(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(WORDS, last_step=last_step, name_of_step=name_of_step)
    state.app.jinja_env.filters.update(when_in_words=when_in_words, wall_time=wall_time)
