"""All clocks with their dials, the week in which they are used, and the exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from web.console.access import staff_only
from web.console.clocks.dial import ticks
from web.console.clocks.grid import clock_cards, exceptions, grid
from web.console.clocks.room import pages
from web.console.scope import db


@pages.get("")
@staff_only
def show() -> ResponseReturnValue:
    """The page."""
    return clocks_page()


def clocks_page(
    fault: tuple[str, str] | None = None,
    *,
    chosen: frozenset[str] = frozenset(),
    typed: Mapping[str, Any] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page again, with a fault, the hours that were chosen and the exception that was typed."""
    cards = clock_cards(db())
    return render_template(
        "clocks.html",
        cards=cards,
        rows=grid(db(), cards),
        exceptions=exceptions(db()),
        ticks=list(ticks()),
        chosen=chosen,
        typed=typed or {},
        fault=fault,
    ), status
