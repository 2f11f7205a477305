"""The blueprint of the clocks' pages, and how they write hours."""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from web.console.clocks.grid import hour_spans

pages = Blueprint("clocks", __name__, url_prefix="/jam")


@pages.record_once
def _give_words(state: BlueprintSetupState) -> None:
    state.app.jinja_env.filters["hour_spans"] = hour_spans
