"""What a programme would meet in the week: told while it is typed, and once more before it is kept unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from scheduler.errors import Invalid
from scheduler.people import PLANNERS
from scheduler.programme_fields import Show
from scheduler.recurrence import occurrences
from scheduler.show_clashes import Clashing, clashes_of_show
from web.console.access import only
from web.console.programmes.form import read_time
from web.console.programmes.room import pages
from web.console.scope import db, now, reads_only, station

SHOWN = 6
YEAR = timedelta(days=366)


@pages.post("/periksa")
@only(*PLANNERS)
@reads_only
def check() -> ResponseReturnValue:
    """When the programme being typed would air, and what it would clash with; nothing is kept."""
    try:
        show = read_time(request.form)
    except Invalid:
        return render_template("programme_check.html", show=None)
    clashing = clashes_of_show(db(), show, now(), request.form.get("programme_id") or None)
    return render_template("programme_check.html", **checked(show, clashing))


def unseen(show: Show, programme_id: str | None) -> list[Clashing]:
    """What it clashes with, unless just that was shown to the person before."""
    clashing = clashes_of_show(db(), show, now(), programme_id)
    hurts = any(not each.first.bears for each in clashing)
    return clashing if hurts and request.form.get("seen") != _seal(clashing) else []


def _seal(clashing: Sequence[Clashing]) -> str:
    """Which clashes these are, whatever the programme is called."""
    told_of = "\n".join(
        f"{each.first.at.isoformat()} {sorted(each.first.episode_ids)} {each.times}" for each in clashing
    )
    return hashlib.sha256(told_of.encode()).hexdigest()[:16]


def checked(show: Show | None, clashing: Sequence[Clashing]) -> dict[str, Any]:
    """What the check tells of a programme; of none that there is nothing to tell yet."""
    if show is None:
        return {"show": None}
    first, zone = datetime.fromisoformat(show.first_starts), station().zone
    coming = occurrences(show.recurrence, first, zone, after=now(), before=now() + YEAR)[:SHOWN]
    return {"show": show, "coming": coming, "clashing": clashing, "seal": _seal(clashing)}
