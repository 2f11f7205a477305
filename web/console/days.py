"""The day: its log, what would change, and publishing."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from playlists.airings import Airing
from playlists.diff import Change, diff
from playlists.drafting import Draft, draft_day
from playlists.machines import all_machines
from playlists.publishing import publish_day
from playlists.versions import PublishedDay, find_version, newest_version, published_until
from scheduler.breaks import breaks_of
from scheduler.people import PLANNERS
from scheduler.spots import spots_of_day, unplaced_of_day
from web.console.access import only, staff_only
from web.console.asked_day import asked_day
from web.console.log import counts, hours, next_hard
from web.console.scope import actor, db, media, now, station
from web.console.shows import show_at, shows_of

UNTOLD = frozenset({"filler", "jingle", "station_id"})
pages = Blueprint("days", __name__, url_prefix="/hari")


@pages.get("")
@staff_only
def today() -> ResponseReturnValue:
    """The broadcast day that is on."""
    return redirect(url_for("days.show", day=station().day_of(now()).isoformat()))


@pages.get("/<day>")
@staff_only
def show(day: str) -> ResponseReturnValue:
    """The log of one day: what is published, or what would be."""
    date, newest = asked_day(day), newest_version(db(), asked_day(day))
    published = _version(date, request.args.get("versi", type=int))
    log = _log(date, published)
    return render_template(
        "day.html",
        date=date,
        published=published,
        newest=newest,
        moves=log["is_today"] and published is not None and published == newest,
        yesterday=date - timedelta(days=1),
        tomorrow=date + timedelta(days=1),
        machines=[machine for machine in all_machines(db()) if machine.revoked_at is None],
        unplaced=unplaced_of_day(db(), date),
        versions=_versions(date),
        **log,
    )


@pages.get("/<day>/siaran")
@staff_only
def log(day: str) -> ResponseReturnValue:
    """The log alone, as it is by now: the page asks for it when an item ends, and every minute."""
    date = asked_day(day)
    return render_template("_log.html", is_part=True, date=date, **_log(date, newest_version(db(), date)))


@pages.get("/<day>/perubahan")
@only(*PLANNERS)
def pending(day: str) -> ResponseReturnValue:
    """What publishing now would change, and what stands against it."""
    date = asked_day(day)
    draft = draft_day(db(), date, now(), media())
    return render_template("_pending.html", date=date, draft=draft, changes=_told_changes(draft))


@pages.get("/<day>/sekilas")
@staff_only
def glance(day: str) -> ResponseReturnValue:
    """Whether the day is whole, and what it lacks, in a few lines."""
    date = asked_day(day)
    draft = draft_day(db(), date, now(), media())
    return render_template("_glance.html", date=date, draft=draft, held_until=published_until(db()))


@pages.post("/<day>/terbit")
@only(*PLANNERS)
def publish(day: str) -> ResponseReturnValue:
    """Make the day as it should be now the version that machines get."""
    date = asked_day(day)
    read_version = request.form.get("version", type=int) or 0
    row = publish_day(db(), date, actor().name, now(), read_version=read_version, media=media())
    if row.version == read_version:
        flash(gettext("Nothing had changed: version %(num)d stands.", num=row.version), "good")
    else:
        flash(gettext("Version %(num)d is published. Machines fetch it within seconds.", num=row.version), "good")
    return redirect(url_for("days.show", day=date.isoformat()))


def _version(date: date, number: int | None) -> PublishedDay | None:
    return newest_version(db(), date) if number is None else find_version(db(), date, number)


def _versions(date: date) -> list[PublishedDay]:
    asked = select(PublishedDay).where(PublishedDay.date == date).order_by(PublishedDay.version.desc()).limit(20)
    return list(db().scalars(asked))


def _log(date: date, published: PublishedDay | None) -> dict[str, object]:
    """What is published, or what would be, as `_log.html` shows it."""
    day = published.day() if published else draft_day(db(), date, now()).day
    airings = {airing.item_id: airing for airing in db().scalars(select(Airing).where(Airing.date == day.date))}
    breaks = breaks_of(db(), station(), day.date, day.date)
    found = hours(day, airings, breaks, spots_of_day(db(), day.date), now(), station().zone)
    shows = shows_of(db(), day)
    return {
        "hours": found,
        "counts": counts(row for hour in found for row in hour.rows),
        "is_today": date == station().day_of(now()),
        "next_hard": next_hard(day.items, now()),
        "show_at": lambda moment: show_at(shows, moment),
    }


def _told_changes(draft: Draft) -> list[Change]:
    """What an operator is told of; that other music fills the gaps is not."""
    if draft.published is None:
        return []
    return [change for change in diff(draft.published.day(), draft.day) if change.item.kind not in UNTOLD]
