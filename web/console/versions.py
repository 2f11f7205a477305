"""The versions of a day: what differs between any two, and bringing an older one back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from playlists.diff import diff
from playlists.hand_publishing import publish_again
from playlists.versions import find_version, newest_version
from scheduler.errors import NotFound
from scheduler.people import PLANNERS
from web.console.access import only, staff_only
from web.console.asked_day import asked_day
from web.console.scope import actor, db, media, now

UNTOLD = frozenset({"filler", "jingle", "station_id"})
pages = Blueprint("versions", __name__, url_prefix="/hari")


@pages.get("/<day>/beda")
@staff_only
def difference(day: str) -> ResponseReturnValue:
    """What was moved, added, removed and changed from version `dari` to `ke`; the newest two when not told."""
    date = asked_day(day)
    newest = newest_version(db(), date)
    if newest is None:
        raise NotFound("No playlist is published for %(day)s.", "Publish it on the day's page.", day=date.isoformat())
    to = request.args.get("ke", newest.version, type=int)
    old = find_version(db(), date, request.args.get("dari", max(1, to - 1), type=int))
    new = find_version(db(), date, to)
    changes = diff(old.day(), new.day())
    told = [change for change in changes if change.item.kind not in UNTOLD]
    return render_template(
        "difference.html",
        date=date,
        old=old,
        new=new,
        newest=newest,
        changes=changes if request.args.get("semua") else told,
        hidden=0 if request.args.get("semua") else len(changes) - len(told),
    )


@pages.post("/<day>/kembali")
@only(*PLANNERS)
def bring_back(day: str) -> ResponseReturnValue:
    """Publish a new version like an older one."""
    date, form = asked_day(day), request.form
    version, read_version = form.get("version", 0, type=int), form.get("read_version", 0, type=int)
    reason = " ".join(form.get("reason", "").split())[:300] or gettext("back to version %(num)d", num=version)
    row = publish_again(
        db(), date, version, actor().name, now(), reason=reason, read_version=read_version, media=media()
    )
    flash(gettext("Version %(num)d is published. Machines fetch it within seconds.", num=row.version), "good")
    return redirect(url_for("days.show", day=day))
