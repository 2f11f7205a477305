"""An announcement's page: its text, its sound, and its whole story to each airing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from audio.words import speak
from playlists.airings import airings_of
from scheduler.announcements.deciding import awaiting_countersign, decide
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import ENDED, Announcement, Status
from scheduler.lexicon import lexicon_of
from scheduler.people import Role
from scheduler.recordings import Recording, recording_of
from scheduler.spots import Spot, Unplaced
from web.console.expansions import segments
from web.console.rail import by_day, steps, still_missing, told_by_day
from web.console.scope import actor, db, me, now, station

pages = Blueprint("story", __name__)


@pages.get("/naskah/<announcement_id>")
def show(announcement_id: str) -> ResponseReturnValue:
    """From submission to each airing, planned and real."""
    announcement = find_announcement(db(), actor(), announcement_id)
    airs = announcement.on_air or announcement.newest
    spots = list(db().scalars(select(Spot).where(Spot.announcement_id == announcement.id)))
    airings = airings_of(db(), [announcement.id])[announcement.id]
    unplaced = db().scalars(select(Unplaced).where(Unplaced.announcement_id == announcement.id).order_by(Unplaced.day))
    return render_template(
        "story.html",
        script=announcement,
        shown=airs,
        recording=recording_of(db(), airs),
        parts=segments(airs.body, speak(airs.body, airs.language, lexicon_of(db(), announcement.agency_id)).spans),
        steps=steps(announcement, _recordings(announcement)),
        days=told_by_day(airs, spots, airings),
        airings=by_day(airings),
        unplaced=still_missing(unplaced, station().day_of(now())),
        awaiting=awaiting_countersign(announcement),
        may=_may(announcement),
    )


@pages.get("/naskah/<announcement_id>/rekaman")
def recording(announcement_id: str) -> ResponseReturnValue:
    """The recording alone; asked again by the page while it is being made."""
    announcement = find_announcement(db(), actor(), announcement_id)
    airs = announcement.on_air or announcement.newest
    return render_template("_recording.html", script=announcement, shown=airs, recording=recording_of(db(), airs))


@pages.post("/naskah/<announcement_id>/tarik")
def withdraw(announcement_id: str) -> ResponseReturnValue:
    """End it; what was placed leaves the air. The page asked before."""
    read_revision = request.form.get("revision", type=int) or 0
    note = request.form.get("note", "").strip()[:2000]
    decide(db(), actor(), announcement_id, read_revision, "withdraw", now(), note)
    flash(gettext("Withdrawn: it airs no more. Write it anew if that was a mistake; the text stays here."), "warning")
    return redirect(url_for("story.show", announcement_id=announcement_id))


def _recordings(announcement: Announcement) -> list[Recording]:
    ids = [revision.id for revision in announcement.revisions]
    return list(db().scalars(select(Recording).where(Recording.revision_id.in_(ids))))


def _may(announcement: Announcement) -> dict[str, bool]:
    """Which buttons make sense; the rules themselves decide again."""
    alive = announcement.status not in ENDED
    writes = alive and me().role != Role.ANNOUNCER
    return {
        "edit": writes,
        "record": alive and actor().is_staff,
        "hand_in": writes and announcement.status in (Status.DRAFT, Status.CHANGES_REQUESTED),
        "review": actor().may_decide and announcement.status in (Status.SUBMITTED, Status.HELD),
        "hold": actor().may_decide and announcement.status == Status.APPROVED,
        "withdraw": writes,
    }
