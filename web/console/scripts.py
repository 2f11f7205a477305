"""The list of scripts: all for staff, those of one's own office for an official."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from scheduler.announcements.finding import visible
from scheduler.announcements.tables import Announcement, Revision, Status
from web.console.approving_now import URGENT
from web.console.scope import actor, db

PAGE = 25
FILTERS = (
    Status.SUBMITTED,
    Status.CHANGES_REQUESTED,
    Status.DRAFT,
    Status.APPROVED,
    Status.HELD,
    Status.WITHDRAWN,
    Status.EXPIRED,
)
pages = Blueprint("scripts", __name__)


@pages.get("/naskah")
def show() -> ResponseReturnValue:
    """One page of the list; `sesudah` names the script behind which it goes on."""
    status = request.args.get("status") or None
    search = " ".join(request.args.get("cari", "").replace("\0", "").split())[:100]
    asked = visible(actor(), status=status, search=search, before_id=request.args.get("sesudah") or None)
    found = list(db().scalars(asked.limit(PAGE + 1).options(selectinload(Announcement.revisions))))
    return render_template(
        "scripts.html",
        scripts=found[:PAGE],
        more_after=found[PAGE - 1].id if len(found) > PAGE else None,
        status=status,
        search=search,
        counts=counts_by_status(),
        filters=FILTERS,
    )


def counts_by_status() -> dict[str, int]:
    """How many scripts the signed-in person sees in each state."""
    seen = visible(actor()).order_by(None).subquery()
    rows: Sequence[tuple[str, int]] = db().execute(select(seen.c.status, func.count()).group_by(seen.c.status)).all()
    return dict(rows)


def waiting(limit: int = 200) -> list[Announcement]:
    """What waits for a decision: what is urgent, then the oldest first."""
    newest = (Revision.announcement_id == Announcement.id) & (Revision.number == Announcement.revision)
    asked = visible(actor(), status=Status.SUBMITTED).join(Revision, newest).order_by(None)
    return list(db().scalars(asked.order_by((Revision.priority >= URGENT).desc(), Announcement.id).limit(limit)))
