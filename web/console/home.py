"""Home: what is on air, what comes next, what needs me. An official sees how the office's scripts are doing."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from playlists.airings import Airing, airings_of
from playlists.items import Day
from playlists.machines import all_machines, is_silent
from playlists.versions import newest_version
from scheduler.announcements.finding import visible
from web.console.attention import needs
from web.console.band import stretches
from web.console.log import coming, counts, hours, on_air
from web.console.scope import actor, db, now, station
from web.console.shows import show_at, shows_of
from web.console.sounding import loudness, otherwise

COMING = 6
pages = Blueprint("home", __name__)


@pages.get("/")
def show() -> ResponseReturnValue:
    """The station at a glance."""
    if not actor().is_staff:
        return render_template("home_office.html", needs=needs(), scripts=_scripts_of_office(), airings=_airings)
    return render_template("home.html", needs=needs(), **_today())


@pages.get("/sekarang")
def current() -> ResponseReturnValue:
    """Home without its frame: the page asks for it every few seconds, and when the item on air has ended."""
    if not actor().is_staff:
        return render_template("_nothing.html")
    return render_template("_home.html", needs=needs(), **_today())


def _today() -> dict[str, object]:
    today = station().day_of(now())
    published = newest_version(db(), today)
    day = published.day() if published else None
    items = day.items if day else ()
    shows = shows_of(db(), day) if day else []
    machines = [machine for machine in all_machines(db()) if machine.revoked_at is None]
    heard = [each for each in machines if not is_silent(each, now())]
    sounding = next((each for each in heard if not each.standby), None)
    planned = on_air(items, now())
    return {
        "published": published,
        "item": planned,
        "otherwise": otherwise(sounding, planned, now()),
        "loudness": loudness(sounding, now()),
        "coming": coming(items, now(), COMING),
        "machines": machines,
        "heard": heard,
        "sounding": sounding,
        "counts": _counts(day) if day else None,
        "band": stretches(day, now(), [(each.starts_at, each.ends_at) for each in shows]) if day else None,
        "show": show_at(shows, now()),
        "day": day,
    }


def _counts(day: Day) -> dict[str, int]:
    airings = {each.item_id: each for each in db().scalars(select(Airing).where(Airing.date == day.date))}
    return counts(row for hour in hours(day, airings, (), (), now(), station().zone) for row in hour.rows)


def _scripts_of_office() -> list[object]:
    return list(db().scalars(visible(actor()).limit(8)))


def _airings(announcement_id: str) -> list[Airing]:
    return airings_of(db(), [announcement_id])[announcement_id]
