"""The day held against what was reported; and what is done about the spots that were missed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from playlists.airings import airings_by_id
from playlists.closing import reconcile_day
from playlists.make_goods import MakeGood, decline_make_good, place_make_good
from playlists.publishing import publish_horizon
from scheduler.announcements.tables import Announcement
from scheduler.people import PLANNERS
from scheduler.spots import Spot
from web.console.access import only, staff_only
from web.console.asked_day import asked_day
from web.console.scope import actor, db, media, now

QUIET = frozenset({"filler", "jingle", "station_id"})
AMISS = frozenset({"partial", "failed", "skipped", "replaced"})
SHOWN = 100
pages = Blueprint("reconciling", __name__)


@pages.get("/hari/<day>/rekonsiliasi")
@staff_only
def show(day: str) -> ResponseReturnValue:
    """Planned against aired; music and jingles of which nothing amiss was said stand there only with `semua`."""
    found = reconcile_day(db(), asked_day(day), now())
    everything = bool(request.args.get("semua"))
    rows = [each for each in found.items if everything or each.item.kind not in QUIET or each.outcome in AMISS]
    return render_template("reconciliation.html", date=found.date, found=found, rows=rows, everything=everything)


@pages.get("/terlewat")
@only(*PLANNERS)
def missed() -> ResponseReturnValue:
    """The missed spots: those that wait for somebody to decide first."""
    asked = select(MakeGood).order_by(MakeGood.state != "proposed", MakeGood.noticed_at.desc()).limit(SHOWN)
    made = list(db().scalars(asked))
    return render_template(
        "make_goods.html",
        made=made,
        airings=airings_by_id(db(), [each.missed_id for each in made]),
        spots={each.spot_id: db().get(Spot, each.spot_id) for each in made if each.spot_id},
        titles={each.announcement_id: _title(each.announcement_id) for each in made},
    )


@pages.post("/terlewat/<missed_id>")
@only(*PLANNERS)
def decide(missed_id: str) -> ResponseReturnValue:
    """Place the replacement and publish its day, or leave the spot missed."""
    if request.form.get("act") != "place":
        decline_make_good(db(), missed_id, actor().name, now())
        flash(gettext("It stays missed."), "warning")
        return redirect(url_for("reconciling.missed"))
    made = place_make_good(db(), missed_id, actor().name, now())
    spot = db().get(Spot, made.spot_id) if made.spot_id else None
    if spot is None:
        flash(gettext("It could not be placed; the reason stands beside it."), "warning")
    elif publish_horizon(db(), [spot.day], now(), actor().name, gettext("a missed spot is made good"), media()):
        flash(gettext("It is placed and published."), "good")
    else:
        flash(gettext("It is placed, but its day is not published yet: publish it by hand."), "warning")
    return redirect(url_for("reconciling.missed"))


def _title(announcement_id: str) -> str:
    return db().get_one(Announcement, announcement_id).newest.title
