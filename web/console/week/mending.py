"""Helping what found no place with one click: a flight gets another daypart or a smaller separation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from audio.errors import SiarError
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import Announcement
from scheduler.changes import one_step
from scheduler.errors import Conflict
from scheduler.flight_editing import change_flight, flight_of
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.scope import actor, db, now
from web.console.week.answers import done, refused
from web.console.week.blueprint import pages


@dataclass(frozen=True)
class Wanted:
    """What a button sends: the announcement, the flight as it was read, and a daypart more or the new separation."""

    announcement_id: str
    read: str
    daypart: str
    separation_min: int | None


@pages.post("/bantu")
@only(*PLANNERS)
def mend() -> ResponseReturnValue:
    """Change one flight, or one daypart for several at once: one step that can be taken back."""
    wanted = [
        _wanted(*each) for each in zip(request.form.getlist("announcement"), request.form.getlist("read"), strict=True)
    ]
    try:
        titles = _change(db(), wanted)
    except SiarError as error:
        return refused(error)
    told = ngettext("%(num)d flight is changed.", "%(num)d flights are changed.", len(titles))
    if len(titles) == 1:
        told = gettext("The flight of “%(title)s” is changed; its spots are being placed.", title=titles[0])
    return done(told)


def read_of(announcement: Announcement) -> str:
    """The flight as the page showed it, to tell whether it is another one by now."""
    flight = flight_of(announcement.on_air or announcement.newest)
    return f"{','.join(flight.dayparts)} {flight.separation_min} {flight.spots_per_day} {flight.last_day}"


def _wanted(announcement_id: str, read: str) -> Wanted:
    return Wanted(announcement_id, read, request.form.get("daypart", ""), request.form.get("separation", type=int))


def _change(session: Session, wanted: list[Wanted]) -> list[str]:
    act = "flight_changed" if len(wanted) == 1 else "flights_mended"
    subject = f"announcement {wanted[0].announcement_id}" if len(wanted) == 1 else "week"
    with one_step(session, actor().name, act, subject, now()):
        return [_change_one(session, each) for each in wanted]


def _change_one(session: Session, wanted: Wanted) -> str:
    announcement = find_announcement(session, actor(), wanted.announcement_id)
    if read_of(announcement) != wanted.read:
        raise Conflict("Somebody has changed this flight meanwhile.", "Look at it as it is now.")
    read = flight_of(announcement.on_air or announcement.newest)
    more = (wanted.daypart,) if wanted.daypart and wanted.daypart not in read.dayparts else ()
    changed = replace(read, dayparts=read.dayparts + more, separation_min=wanted.separation_min or read.separation_min)
    change_flight(session, actor(), announcement.id, read, changed, now())
    return announcement.newest.title
