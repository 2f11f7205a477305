"""Review of what is to air today: before it is approved the page shows what placing it at once would move, and asks."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.announcements.deciding import authors_since_approval
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import Announcement, Status
from scheduler.people import DECIDERS
from web.console.access import only
from web.console.approving_now import may_air_today, offer, place_as_shown
from web.console.scope import actor, db, me, media, now, station
from web.console.week.plan_paper import Paper
from web.console.wording import short_time

pages = Blueprint("review_now", __name__)


@pages.get("/tinjau/<announcement_id>/sekarang")
@only(*DECIDERS)
def show(announcement_id: str) -> ResponseReturnValue:
    """What placing the announcement at once would move, with the button that does just that."""
    announcement = find_announcement(db(), actor(), announcement_id)
    return render_template(
        "_review_offer.html",
        script=announcement,
        offer=offer(db(), announcement.id, now()),
        revision=request.args.get("revision", type=int) or 0,
        decision=request.args.get("decision", ""),
        note=note_of(request.args),
    )


def note_of(fields: Mapping[str, str]) -> str:
    """The note to a decision, as it was typed."""
    return fields.get("note", "").replace("\0", "").strip()[:2000]


def asks_first(announcement_id: str, read_revision: int, decision: str, note: str) -> bool:
    """Whether this approval is a matter of today, to be asked about; what its rules refuse is told at once instead."""
    announcement = find_announcement(db(), actor(), announcement_id)
    if announcement.status not in (Status.SUBMITTED, Status.HELD) or announcement.revision != read_revision:
        return False
    own = me().id in authors_since_approval(announcement)
    allowed = (decision == "approve" and not own) or (decision == "release_alone" and bool(note))
    return allowed and may_air_today(announcement, station().day_of(now()))


def ask_first(announcement_id: str, decision: str, note: str) -> ResponseReturnValue:
    """The page that asks how it is to be approved."""
    announcement = find_announcement(db(), actor(), announcement_id)
    return render_template(
        "review_now.html", script=announcement, shown=announcement.newest, decision=decision, note=note
    )


def place_now(announcement: Announcement, paper: Paper) -> None:
    """Place and publish what was just approved as it was shown, and tell what came of it."""
    airs = place_as_shown(db(), actor(), announcement.id, paper, now(), media())
    title = announcement.newest.title
    if airs is None:
        told = gettext("“%(title)s” is approved. Something has changed since: it is placed in a moment.", title=title)
    elif airs:
        at = short_time(airs[0])
        told = gettext("“%(title)s” is approved, placed and published: it airs at %(at)s.", title=title, at=at)
    else:
        told = gettext("“%(title)s” is approved and placed, but today’s playlist stands as it is.", title=title)
    flash(told, "good" if airs else "warning")
