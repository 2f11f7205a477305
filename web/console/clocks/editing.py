"""One clock: its dial and its list, edited in place; the dial follows what is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.clock_editing import add_clock, change_clock, find_clock, remove_clock
from scheduler.clock_fields import PlannedElement
from scheduler.clocks import Feature, FormatClock
from scheduler.errors import Conflict, Invalid
from scheduler.library import tags_in_use
from scheduler.people import PLANNERS
from web.console.access import only, staff_only
from web.console.clocks.dial import dial_of, ticks
from web.console.clocks.form import Row, plan_of, read_rows, rows_of, typed_rows
from web.console.clocks.room import pages
from web.console.error_pages import told
from web.console.scope import actor, db, now, reads_only

USUAL = (
    PlannedElement(0, Feature.STATION_ID, "hard", 0, None),
    PlannedElement(20 * 60, Feature.BREAK, "soft", 120_000, None),
    PlannedElement(40 * 60, Feature.BREAK, "soft", 120_000, None),
)
EMPTY = {"at": "", "feature": Feature.BREAK.value, "timing": "soft", "capacity": "02.00", "tag": ""}


@pages.get("/baru")
@only(*PLANNERS)
def new() -> ResponseReturnValue:
    """A clock to begin with, or one like another."""
    like = request.args.get("seperti")
    return _page(None, "", rows_of(plan_of(find_clock(db(), like)).elements if like else USUAL))


@pages.post("/baru")
@only(*PLANNERS)
def create() -> ResponseReturnValue:
    """Add the clock, in no hour yet."""
    return _kept(None)


@pages.get("/<clock_id>")
@staff_only
def edit(clock_id: str) -> ResponseReturnValue:
    """The clock as it is."""
    clock = find_clock(db(), clock_id)
    return _page(clock, clock.name, rows_of(plan_of(clock).elements))


@pages.post("/<clock_id>")
@only(*PLANNERS)
def change(clock_id: str) -> ResponseReturnValue:
    """Make the clock what was typed; when somebody else was quicker, both are shown and nothing is lost."""
    return _kept(find_clock(db(), clock_id))


@pages.post("/<clock_id>/hapus")
@only(*PLANNERS)
def remove(clock_id: str) -> ResponseReturnValue:
    """Take a clock away that no hour follows."""
    remove_clock(db(), actor(), clock_id, request.form.get("version", type=int) or 0, now())
    flash(gettext("The clock is removed."), "good")
    return redirect(url_for("clocks.show"))


@pages.post("/gambar")
@only(*PLANNERS)
@reads_only
def draw() -> ResponseReturnValue:
    """The dial of what is being typed; as long as that is no clock, why."""
    try:
        plan = read_rows(request.form.get("name") or "–", typed_rows(request.form))
    except Invalid as fault:
        first = next(iter(fault.fields.values()), fault)
        return render_template("clock_drawn.html", dial=None, fault=told(first))
    return render_template("clock_drawn.html", dial=dial_of(plan.elements), ticks=list(ticks()))


def _kept(clock: FormatClock | None) -> ResponseReturnValue:
    name, rows = request.form.get("name", ""), typed_rows(request.form)
    act, _, number = request.form.get("act", "").partition("-")
    if act in ("add", "remove"):  # without a script, a row comes and goes by way of the server
        left = [row for place, row in enumerate(rows) if act == "add" or str(place) != number]
        return _page(clock, name, left, blank=act == "add")
    try:
        plan = read_rows(name, rows)
        if clock is None:
            clock = add_clock(db(), actor(), plan, now())
        else:
            change_clock(db(), actor(), clock.id, request.form.get("version", type=int) or 0, plan, now())
    except Invalid as fault:
        faults = {field: told(each) for field, each in fault.fields.items()}
        return _page(clock, name, rows, faults=faults, status=fault.status)
    except Conflict as conflict:
        return _overtaken(clock.id if clock else None, name, rows, conflict)
    flash(gettext("“%(name)s” is kept.", name=clock.name), "good")
    return redirect(url_for("clocks.edit", clock_id=clock.id))


def _overtaken(clock_id: str | None, name: str, rows: Sequence[Row], conflict: Conflict) -> ResponseReturnValue:
    db().rollback()
    clock = find_clock(db(), clock_id) if clock_id else None
    overtaken = clock is not None and clock.version != request.form.get("version", type=int)
    return _page(
        clock, name, rows, faults={"": told(conflict)}, theirs=clock if overtaken else None, status=conflict.status
    )


def _page(
    clock: FormatClock | None,
    name: str,
    rows: Sequence[Row],
    *,
    faults: Mapping[str, tuple[str, str]] | None = None,
    theirs: FormatClock | None = None,
    blank: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    try:
        dial = dial_of(read_rows(name or "–", rows).elements)
    except Invalid:
        dial = None
    return render_template(
        "clock.html",
        clock=clock,
        name=name,
        rows=[*rows, EMPTY] if blank else rows,
        empty_row=EMPTY,
        tags=tags_in_use(db()),
        dial=dial,
        ticks=list(ticks()),
        faults=faults or {},
        theirs=rows_of(plan_of(theirs).elements) if theirs else None,
        their_name=theirs.name if theirs else "",
    ), status
