"""Adding, changing and retiring a programme; what it would clash with is told before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.errors import Conflict, Invalid
from scheduler.library import Kind
from scheduler.people import PLANNERS
from scheduler.programme_editing import add_programme, change_programme, retire_programme
from scheduler.programme_fields import Show, show_of
from scheduler.programmes import Programme, find_programme
from scheduler.show_clashes import Clashing
from web.console.access import only
from web.console.error_pages import told
from web.console.programmes.checking import checked, unseen
from web.console.programmes.choices import choices
from web.console.programmes.differing import Differing, differing
from web.console.programmes.form import read_form, typed_values, values_of
from web.console.programmes.repeats import DAYS
from web.console.programmes.room import pages
from web.console.programmes.when_words import NTH
from web.console.scope import actor, db, now, station

USUAL = {
    "category": "news", "language": "id", "source": "studio", "minutes": "60", "breaks_inside": True,
    "repeat": "weekly", "every": 1, "nth": 1, "deadline_min": 60, "replacement": "library", "quota_period": "week",
}  # fmt: skip


@pages.get("/baru")
@only(*PLANNERS)
def new() -> ResponseReturnValue:
    """An empty form; `mulai` is the moment that somebody chose in the week."""
    begins = _asked_moment(request.args.get("mulai", ""))
    day = DAYS[begins.weekday()]
    when = {"day": begins.date().isoformat(), "time": begins.strftime("%H:%M"), "days": (day,), "nth_day": day}
    return _form(None, {**USUAL, **when})


@pages.post("/baru")
@only(*PLANNERS)
def create() -> ResponseReturnValue:
    """Add the programme, unless it clashes with something that the person has not been shown."""
    try:
        show = read_form(request.form)
        if clashing := unseen(show, None):
            return _form(None, typed_values(request.form), clashing=clashing, show=show, status=409)
        programme = add_programme(db(), actor(), show, now())
    except Invalid as fault:
        return _mend(None, fault)
    flash(gettext("“%(title)s” is in the week.", title=programme.title), "good")
    return redirect(url_for("programmes.episodes_of", programme_id=programme.id))


@pages.get("/<programme_id>/ubah")
@only(*PLANNERS)
def edit(programme_id: str) -> ResponseReturnValue:
    """The programme in the form."""
    programme = find_programme(db(), programme_id)
    return _form(programme, values_of(show_of(programme)))


@pages.post("/<programme_id>/ubah")
@only(*PLANNERS)
def change(programme_id: str) -> ResponseReturnValue:
    """Make the programme what was typed; when somebody else was quicker, both are shown and nothing is lost."""
    programme = find_programme(db(), programme_id)
    try:
        show = read_form(request.form)
        if clashing := unseen(show, programme_id):
            return _form(programme, typed_values(request.form), clashing=clashing, show=show, status=409)
        change_programme(db(), actor(), programme_id, request.form.get("version", type=int) or 0, show, now())
    except Invalid as fault:
        return _mend(programme, fault)
    except Conflict as conflict:
        return _overtaken(programme_id, show, conflict)
    flash(gettext("“%(title)s” is changed from now on.", title=show.title), "good")
    return redirect(url_for("programmes.episodes_of", programme_id=programme_id))


@pages.post("/<programme_id>/pensiun")
@only(*PLANNERS)
def retire(programme_id: str) -> ResponseReturnValue:
    """End the programme; the list then offers to take that back."""
    programme = find_programme(db(), programme_id)
    retire_programme(db(), actor(), programme_id, request.form.get("version", type=int) or 0, now())
    flash(gettext("“%(title)s” is retired: its episodes to come are gone.", title=programme.title), "good")
    return redirect(url_for("programmes.show"))


def _asked_moment(written: str) -> datetime:
    """On the station's wall; the next full hour where none was asked for."""
    zone = station().zone
    try:
        asked = datetime.fromisoformat(written.replace(" ", "+"))
        return asked.astimezone(zone) if asked.tzinfo else asked.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return now().astimezone(zone).replace(minute=0) + timedelta(hours=1)


def _mend(programme: Programme | None, fault: Invalid) -> ResponseReturnValue:
    faults = {name: told(each) for name, each in fault.fields.items()} or {"": told(fault)}
    return _form(programme, typed_values(request.form), faults=faults, status=fault.status)


def _overtaken(programme_id: str, show: Show, conflict: Conflict) -> ResponseReturnValue:
    db().rollback()
    theirs = find_programme(db(), programme_id)
    return _form(
        theirs,
        typed_values(request.form),
        faults={"": told(conflict)},
        since=differing(show_of(theirs), show),
        status=409,
    )


def _form(
    programme: Programme | None,
    values: Mapping[str, Any],
    *,
    faults: Mapping[str, tuple[str, str]] | None = None,
    clashing: Sequence[Clashing] = (),
    show: Show | None = None,
    since: Sequence[Differing] = (),
    status: int = 200,
) -> ResponseReturnValue:
    return render_template(
        "programme_form.html",
        programme=programme,
        values=values,
        faults=faults or {},
        since=since,
        nths=NTH,
        standins=[(each.id, each.title) for each in choices(Kind.PROGRAMME, chosen=values.get("standby_sound_id"))],
        asked_to_look=bool(clashing),
        **checked(show, clashing),
    ), status
