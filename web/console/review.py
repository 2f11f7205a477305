"""Review: read, hear, see what changed, decide."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from audio.words import advise, speak
from scheduler.announcements.deciding import (
    authors_since_approval,
    awaiting_countersign,
    countersign,
    decide,
    release_alone,
)
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import Announcement, Revision, Status
from scheduler.errors import Conflict, Invalid
from scheduler.lexicon import lexicon_of
from scheduler.people import DECIDERS
from scheduler.recordings import recording_of
from web.console.access import only
from web.console.differences import difference
from web.console.error_pages import told
from web.console.expansions import expansions, segments, sentences
from web.console.review_now import ask_first, asks_first, note_of, place_now
from web.console.scope import actor, db, me, now, station
from web.console.scripts import waiting
from web.console.week.plan_paper import read_paper

pages = Blueprint("review", __name__)


@pages.get("/tinjau")
@only(*DECIDERS)
def first() -> ResponseReturnValue:
    """The script that has waited longest."""
    queue = waiting(limit=1)
    if queue:
        return redirect(url_for("review.show", announcement_id=queue[0].id))
    return render_template("review_empty.html")


@pages.get("/tinjau/<announcement_id>")
@only(*DECIDERS)
def show(announcement_id: str) -> ResponseReturnValue:
    """One script, as its reviewer reads it."""
    return _page(find_announcement(db(), actor(), announcement_id))


@pages.post("/tinjau/<announcement_id>")
@only(*DECIDERS)
def decided(announcement_id: str) -> ResponseReturnValue:
    """Carry the decision out on the revision that was read; one that is newer is shown instead."""
    form = request.form
    read_revision = form.get("revision", type=int) or 0
    decision, note = form.get("decision", ""), note_of(form)
    if "replan" not in form and asks_first(announcement_id, read_revision, decision, note):
        return ask_first(announcement_id, decision, note)
    try:
        announcement = _decide(announcement_id, read_revision, decision, note)
        paper = read_paper(form["paper"]) if form.get("replan") == "now" else None
    except Invalid as fault:
        db().rollback()
        return _page(find_announcement(db(), actor(), announcement_id), told(fault), note, fault.status)
    except Conflict as conflict:
        return _changed_meanwhile(conflict, announcement_id, read_revision)
    if paper:
        place_now(announcement, paper)
    else:
        flash(_outcome(announcement), "good")
    return redirect(_next_place(announcement))


@pages.post("/tinjau/<announcement_id>/tandatangan")
@only(*DECIDERS)
def countersigned(announcement_id: str) -> ResponseReturnValue:
    """Stand behind what a colleague released alone."""
    countersign(db(), actor(), announcement_id, now())
    flash(gettext("Countersigned. Two people now stand behind it."), "good")
    return redirect(url_for("story.show", announcement_id=announcement_id))


def _decide(announcement_id: str, read_revision: int, decision: str, note: str) -> Announcement:
    if decision == "release_alone":
        return release_alone(db(), actor(), announcement_id, read_revision, now(), note)
    return decide(db(), actor(), announcement_id, read_revision, decision, now(), note)


def _page(
    announcement: Announcement, fault: tuple[str, str] | None = None, note: str = "", status: int = 200
) -> ResponseReturnValue:
    newest, queue = announcement.newest, waiting()
    spoken = speak(newest.body, newest.language, lexicon_of(db(), announcement.agency_id))
    parts = segments(newest.body, spoken.spans)
    ids = [each.id for each in queue]
    place = ids.index(announcement.id) if announcement.id in ids else None
    last_read = _last_read(announcement)
    return render_template(
        "review.html",
        script=announcement,
        shown=newest,
        lines=sentences(parts),
        expansions=expansions(parts),
        advice=[*spoken.notes, *advise(newest.body, newest.language, station().day_of(now()))],
        recording=recording_of(db(), newest),
        since=difference(last_read, newest) if last_read else None,
        since_number=last_read.number if last_read else None,
        wrote_it=me().id in authors_since_approval(announcement),
        may_release=actor().may_plan,
        awaiting=awaiting_countersign(announcement),
        decidable=announcement.status in (Status.SUBMITTED, Status.HELD),
        place=place,
        ids=ids,
        fault=fault,
        note=note,
    ), status


def _last_read(announcement: Announcement) -> Revision | None:
    """The newest older revision that somebody decided about; what has changed since then is what must be read."""
    decided = {decision.revision for decision in announcement.decisions}
    older = [each for each in announcement.revisions[:-1] if each.number in decided]
    return older[-1] if older else None


def _changed_meanwhile(conflict: Conflict, announcement_id: str, read_revision: int) -> ResponseReturnValue:
    db().rollback()
    announcement = find_announcement(db(), actor(), announcement_id)
    read = next((each for each in announcement.revisions if each.number == read_revision), None)
    since = difference(read, announcement.newest) if read and read is not announcement.newest else None
    what, mend = told(conflict)
    return render_template("changed.html", script=announcement, what=what, mend=mend, since=since), conflict.status


def _outcome(announcement: Announcement) -> str:
    title = announcement.newest.title
    if announcement.status == Status.APPROVED:
        return str(gettext("“%(title)s” is approved: it is recorded, placed and aired from here on.", title=title))
    if announcement.status == Status.CHANGES_REQUESTED:
        return str(gettext("“%(title)s” goes back to its writer with your note.", title=title))
    if announcement.status == Status.HELD:
        return str(gettext("“%(title)s” is held: it airs no more until it is approved again.", title=title))
    return str(gettext("“%(title)s” is withdrawn.", title=title))


def _next_place(announcement: Announcement) -> str:
    queue = waiting(limit=1)
    if queue and announcement.status in (Status.APPROVED, Status.CHANGES_REQUESTED):
        return url_for("review.show", announcement_id=queue[0].id)
    return url_for("story.show", announcement_id=announcement.id)
