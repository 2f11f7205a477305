"""A day changed by hand: move, swap, drop, insert, fill. Each step shows what it does, and can be taken back."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from audio.errors import SiarError
from playlists.hand_drafts import HandDraft, catch_up, discard_steps, hand_draft, take_step, undo_step
from playlists.hand_publishing import publish_hand_draft
from playlists.hand_steps import Step
from scheduler.errors import Invalid
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.asked_day import asked_day
from web.console.error_pages import told
from web.console.hand_rows import hand_rows
from web.console.insertion import offered_announcements, offered_sounds, wanted_item
from web.console.scope import actor, db, media, now, wants_part

pages = Blueprint("hands", __name__, url_prefix="/hari/<day>/ubah")


@pages.get("")
@only(*PLANNERS)
def show(day: str) -> ResponseReturnValue:
    """What comes, each item with what can be done to it; `pilih` is the item that is being moved."""
    date = asked_day(day)
    return _page(date, hand_draft(db(), date), picked=request.args.get("pilih"))


@pages.post("")
@only(*PLANNERS)
def step(day: str) -> ResponseReturnValue:
    """Take one step; what stands against it is told, and changes nothing."""
    date, fault = asked_day(day), None
    try:
        touched = _take(date, request.form.get("step", ""), request.form.get("number", type=int) or 0)
    except SiarError as error:
        db().rollback()
        fault, touched = error, None
    if wants_part() or fault:
        return _page(date, hand_draft(db(), date), fault=fault, touched=touched)
    return redirect(url_for("hands.show", day=day))


@pages.post("/terbit")
@only(*PLANNERS)
def publish(day: str) -> ResponseReturnValue:
    """Make the day as the steps have left it the version that machines get."""
    date, form = asked_day(day), request.form
    reason = " ".join(form.get("reason", "").split())[:300]
    try:
        if not reason:
            raise Invalid("Say why the day was changed.", "One line is enough: whoever reads the versions will see it.")
        number = form.get("number", type=int) or 0
        row = publish_hand_draft(db(), date, actor().name, now(), reason=reason, read_number=number, media=media())
    except SiarError as fault:
        db().rollback()
        return _page(date, hand_draft(db(), date), fault=fault)
    flash(gettext("Version %(num)d is published. Machines fetch it within seconds.", num=row.version), "good")
    return redirect(url_for("days.show", day=day))


def _take(date: date, written: str, number: int) -> str | None:
    """Do what the pressed button says; gives the id of the item that it touched."""
    do, _, rest = written.partition(" ")
    one, _, other = rest.partition(" ")
    if do == "undo":
        undo_step(db(), date, number)
    elif do == "discard":
        discard_steps(db(), date)
    elif do == "catch_up":
        _tell_failed(len(catch_up(db(), date, actor().name, now())))
    else:
        new = wanted_item(db(), actor(), request.form, now()) if do == "insert" else None
        wanted = Step(do, one or None, other or None, new)
        if do == "insert":
            wanted = Step(do, None, one or None, new)
        take_step(db(), date, wanted, actor().name, now(), number)
        return new.id if new else one
    return None


def _tell_failed(failed: int) -> None:
    if failed:
        told = ngettext("%(num)d step no longer fits.", "%(num)d steps no longer fit.", failed)
        flash(told, "warning")


def _page(
    date: date,
    draft: HandDraft,
    *,
    picked: str | None = None,
    fault: SiarError | None = None,
    touched: str | None = None,
) -> ResponseReturnValue:
    rows = hand_rows(draft, now())
    status = fault.status if fault and not wants_part() else 200
    return render_template(
        "_hand.html" if wants_part() else "hand.html",
        date=date,
        draft=draft,
        rows=rows,
        picked=next((row.item for row in rows if row.item and row.item.id == picked and not row.stands), None),
        touched=touched,
        fault=told(fault) if fault else None,
        sounds=offered_sounds(db()),
        announcements=offered_announcements(db(), actor()),
    ), status
