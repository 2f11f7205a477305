"""The programmes as an iCalendar file, and taking one in: what it would change is shown before it is done."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from audio.errors import AudioError
from scheduler.calendar_file import calendar_file
from scheduler.calendar_import import Preview, import_calendar, preview_import
from scheduler.calendar_reading import LARGEST
from scheduler.errors import Conflict, Invalid
from scheduler.people import PLANNERS
from scheduler.programme_fields import show_of
from scheduler.programmes import find_by_uid
from web.console.access import only, staff_only
from web.console.error_pages import told
from web.console.programmes.differing import Differing, differing
from web.console.programmes.room import pages
from web.console.protection import takes_bodies_of
from web.console.scope import actor, db, media, now, reads_only, station

LARGEST_SENT = 64 * 1024 * 1024
KIND = "ics"


@pages.get("/kalender")
@only(*PLANNERS)
def calendar() -> ResponseReturnValue:
    """Where the file is fetched, and where one is sent."""
    return _page()


@pages.get("/kalender.ics")
@staff_only
def download() -> Response:
    """All programmes in use."""
    name = f"{station().code}-{station().day_of(now())}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(calendar_file(db(), now()), mimetype="text/calendar", headers=headers)


@pages.post("/kalender")
@only(*PLANNERS)
@takes_bodies_of(LARGEST_SENT)
@reads_only
def preview() -> ResponseReturnValue:
    """What the file would change; it is kept aside until that is decided."""
    sent = request.files.get("calendar")
    try:
        if sent is None or not sent.filename:
            raise Invalid("No file was chosen.", "Choose a calendar file (.ics).")
        data = sent.read(LARGEST + 1)
        shown = preview_import(db(), data, now())
        return _page(shown, media().put_bytes(data, KIND).sha256)
    except (Invalid, AudioError) as fault:
        return _page(fault=told(fault), status=fault.status)


@pages.post("/kalender/ambil")
@only(*PLANNERS)
def take_in() -> ResponseReturnValue:
    """Do what was shown. When the week has changed since, what it would change now is shown again."""
    kept = request.form.get("kept", "")
    try:
        with media().open(kept, KIND) as source:
            data = source.read(LARGEST + 1)
        done = import_calendar(db(), actor(), data, request.form.get("digest", ""), now())
    except Conflict as conflict:
        db().rollback()
        return _page(preview_import(db(), data, now()), kept, told(conflict), conflict.status)
    count = sum(1 for each in done.changes if each.kind != "same")
    flash(
        ngettext(
            "%(num)d programme was taken from the calendar.", "%(num)d programmes were taken from the calendar.", count
        ),
        "good",
    )
    return redirect(url_for("programmes.show"))


def _page(
    shown: Preview | None = None, kept: str = "", fault: tuple[str, str] | None = None, status: int = 200
) -> ResponseReturnValue:
    return render_template(
        "programme_calendar.html",
        preview=shown,
        kept=kept,
        fault=fault,
        differences=_differences(shown) if shown else {},
        told=told,
        kinds={
            "add": gettext("new"),
            "change": gettext("changed"),
            "same": gettext("as it is"),
            "refused": gettext("cannot be taken"),
        },
    ), status


def _differences(shown: Preview) -> dict[str, list[Differing]]:
    """Of each programme that would change, its fields in words; by its name in calendars."""
    changed = ((each.entry, find_by_uid(db(), each.entry.uid)) for each in shown.changes if each.fields)
    return {entry.uid: differing(show_of(one), entry.show) for entry, one in changed if one and entry.show}
