"""Writing a script: a new one, an edit, and handing it in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from audio.errors import SiarError
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.submission import Submission, read_submission
from scheduler.announcements.tables import Announcement, Revision
from scheduler.announcements.writing import revise, submit, write
from scheduler.database import new_id
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.errors import Conflict, Invalid
from scheduler.people import Agency
from scheduler.productions import CATEGORIES
from web.console.differences import Difference, difference
from web.console.error_pages import told
from web.console.scope import actor, db, now, station

pages = Blueprint("writing", __name__)


@pages.get("/naskah/baru")
def new() -> ResponseReturnValue:
    """An empty form. Its key makes one announcement of it, however often it is sent."""
    tomorrow = station().day_of(now()) + timedelta(days=1)
    values = {
        "first_day": tomorrow.isoformat(),
        "last_day": (tomorrow + timedelta(days=6)).isoformat(),
        "spots_per_day": "3",
        "dayparts": ["pagi", "siang"],
        "priority": "2",
        "form_key": new_id(),
    }
    return _form(values)


@pages.post("/naskah/baru")
def create() -> ResponseReturnValue:
    """Keep the draft, or hand it in at once."""
    try:
        submission = _read_form()
        announcement, _ = write(db(), actor(), submission, now(), form_key=request.form.get("form_key") or None)
    except Invalid as fault:
        return _form_again(fault)
    return _done(announcement, submission)


@pages.get("/naskah/<announcement_id>/ubah")
def edit(announcement_id: str) -> ResponseReturnValue:
    """The newest revision in the form."""
    announcement = find_announcement(db(), actor(), announcement_id)
    return _form(_values_of(announcement.newest), announcement=announcement)


@pages.post("/naskah/<announcement_id>/ubah")
def update(announcement_id: str) -> ResponseReturnValue:
    """A new revision; when somebody else was quicker, nothing is lost and both texts are shown."""
    announcement = find_announcement(db(), actor(), announcement_id)
    read_revision = request.form.get("revision", type=int) or 0
    try:
        submission = _read_form()
        revise(db(), actor(), announcement_id, read_revision, submission, now())
    except Invalid as fault:
        return _form_again(fault, announcement)
    except Conflict as conflict:
        return _overtaken(conflict, announcement_id, read_revision)
    return _done(announcement, submission)


@pages.post("/naskah/<announcement_id>/kirim")
def hand_in(announcement_id: str) -> ResponseReturnValue:
    """The draft as it stands goes to review."""
    read_revision = request.form.get("revision", type=int) or 0
    submit(db(), actor(), announcement_id, read_revision, now())
    flash(gettext("Handed in. The editors review it next."), "good")
    return redirect(url_for("story.show", announcement_id=announcement_id))


def daypart_hours() -> list[tuple[str, str]]:
    """Each daypart and its hours, such as 05–10."""
    ends = [*(part.starts.hour for part in DEFAULT_DAYPARTS[1:]), 24]
    return [(part.name, f"{part.starts.hour:02}–{end:02}") for part, end in zip(DEFAULT_DAYPARTS, ends, strict=True)]


def _read_form() -> Submission:
    form = request.form
    flight = {name: form.get(name) for name in ("first_day", "last_day", "spots_per_day", "separation_min", "total")}
    fields = {
        name: form.get(name) for name in ("title", "body", "category", "language", "priority", "agency", "source")
    }
    data: dict[str, Any] = {**fields, "draft": form.get("act") == "draft"}
    return read_submission(
        {**data, "flight": {**flight, "dayparts": form.getlist("dayparts")}}, station().day_of(now())
    )


def _values_of(revision: Revision) -> Mapping[str, Any]:
    names = ("title", "body", "category", "language", "separation_min", "total", "dayparts")
    days = {name: getattr(revision, name).isoformat() for name in ("first_day", "last_day")}
    numbers = {name: str(getattr(revision, name)) for name in ("spots_per_day", "priority")}
    return {**{name: getattr(revision, name) for name in names}, **days, **numbers, "revision": revision.number}


def _form(
    values: Mapping[str, Any],
    announcement: Announcement | None = None,
    faults: Mapping[str, tuple[str, str]] | None = None,
    since: Difference | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    agencies = db().scalars(select(Agency).order_by(Agency.name)).all() if actor().is_staff else []
    return render_template(
        "writing.html",
        values=values,
        announcement=announcement,
        faults=faults or {},
        since=since,
        agencies=agencies,
        categories=CATEGORIES,
        dayparts=daypart_hours(),
    ), status


def _sent_values(**changed: Any) -> Mapping[str, Any]:
    return {**request.form.to_dict(), "dayparts": request.form.getlist("dayparts"), **changed}


def _form_again(fault: Invalid, announcement: Announcement | None = None) -> ResponseReturnValue:
    faults = {name: told(each) for name, each in fault.fields.items()} or {"": told(fault)}
    return _form(_sent_values(), announcement, faults, status=fault.status)


def _overtaken(conflict: SiarError, announcement_id: str, read_revision: int) -> ResponseReturnValue:
    db().rollback()
    announcement = find_announcement(db(), actor(), announcement_id)
    read = next((each for each in announcement.revisions if each.number == read_revision), None)
    since = difference(read, announcement.newest) if read else None
    values = _sent_values(revision=announcement.revision)
    return _form(values, announcement, {"": told(conflict)}, since, conflict.status)


def _done(announcement: Announcement, submission: Submission) -> ResponseReturnValue:
    if submission.draft:
        flash(gettext("Draft kept. Hand it in when it is ready."), "good")
    else:
        flash(gettext("Handed in. The editors review it next."), "good")
    return redirect(url_for("story.show", announcement_id=announcement.id))
