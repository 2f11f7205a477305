"""All programmes with when they air, what is next, and what is missing."""

from __future__ import annotations

from collections import Counter

from flask import render_template, request
from flask.typing import ResponseReturnValue

from web.console.access import staff_only
from web.console.programmes.room import pages
from web.console.programmes.rows import programme_rows
from web.console.scope import db, now, station
from web.console.week.words import CATEGORY

MISSING = "missing"


@pages.get("")
@staff_only
def show() -> ResponseReturnValue:
    """The list; `kategori` narrows it to a category, or to what lacks a recording."""
    rows = programme_rows(db(), station().day_of(now()), now())
    chosen = request.args.get("kategori", "")
    counts = Counter(row.programme.category for row in rows)
    counts[MISSING] = sum(1 for row in rows if row.missing)
    return render_template(
        "programmes.html",
        rows=[
            row for row in rows if not chosen or chosen == row.programme.category or (chosen == MISSING and row.missing)
        ],
        total=len(rows),
        chosen=chosen,
        counts=counts,
        categories=[name for name in CATEGORY if counts[name]],
    )
