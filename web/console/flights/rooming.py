"""Whether there is room for a flight, and where: while it is being written, and while it is being reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from audio.words import guess_language, reading_time_ms, speak
from scheduler.announcements.fields import clean_text
from scheduler.announcements.finding import find_announcement
from scheduler.announcements.submission import DAYPARTS, LANGUAGES, LONGEST_BODY, read_flight
from scheduler.announcements.tables import Revision
from scheduler.days import iso_day
from scheduler.errors import Invalid
from scheduler.flight_editing import flight_of
from scheduler.outdating import spoken_now
from scheduler.people import Agency
from scheduler.placement import Remark
from scheduler.productions import SampleScript, around_ms, said_in, style_of
from scheduler.recordings import recording_of
from scheduler.room import DAYS_SHOWN, DayRoom, Wanted, room
from web.console.flights.blueprint import pages
from web.console.scope import actor, db, now, reads_only, station
from web.console.trial import lexicon_here

UNWRITTEN_MS = 30_000


@dataclass(frozen=True)
class RoomTold:
    """The room of a flight in sum: `full` names the dayparts without room and their days, `helps` what would help
    and on how many days, `more` the day on which the next stretch of days begins."""

    days: Sequence[DayRoom]
    full: Sequence[tuple[Sequence[str], Sequence[date]]]
    helps: Sequence[tuple[Remark, int]]
    more: date | None

    @property
    def asked(self) -> int:
        return sum(day.asked for day in self.days)

    @property
    def fits(self) -> int:
        return sum(day.fits for day in self.days)

    @property
    def least(self) -> int:
        """On the fullest day, how many of its spots fit."""
        return min((day.fits for day in self.days), default=0)

    @property
    def a_day(self) -> int:
        """The most that is asked for on one day."""
        return max((day.asked for day in self.days), default=0)

    @property
    def by_moving(self) -> int:
        return sum(day.by_moving for day in self.days)


@pages.post("/ruang")
@reads_only
def room_for_form() -> ResponseReturnValue:
    """The room for the flight in the form as it is being filled in; nothing is kept."""
    wanted = _wanted_in_form()
    return render_template("_room.html", told=_told(wanted) if wanted else None, wanted=wanted, compact=False)


@pages.get("/<announcement_id>/ruang")
def room_for_one(announcement_id: str) -> ResponseReturnValue:
    """The room for the newest revision, as its reviewer sees it."""
    announcement = find_announcement(db(), actor(), announcement_id)
    newest = announcement.newest
    wanted = Wanted(flight_of(newest), _length_ms(newest), newest.priority, announcement.agency_id, announcement.id)
    return render_template("_room.html", told=_told(wanted), wanted=wanted, compact=True, script=announcement)


def _wanted_in_form() -> Wanted | None:
    """None while the fields don't say a flight yet."""
    form = request.form
    fields = {name: form.get(name) for name in ("first_day", "last_day", "spots_per_day", "separation_min", "total")}
    try:
        flight = read_flight({**fields, "dayparts": form.getlist("dayparts")}, station().day_of(now()))
    except Invalid:
        return None
    own = form.get("announcement") or None
    if own:
        find_announcement(db(), actor(), own)
    priority = form.get("priority", type=int) or 2
    return Wanted(flight, _produced_ms(), min(5, max(1, priority)), _agency_id(), own)


def _produced_ms() -> int:
    """How long the script in the form will last on air, with all that its category puts around it."""
    form = request.form
    body = clean_text(form.get("body", ""))[:LONGEST_BODY]
    if not body:
        return UNWRITTEN_MS
    chosen = form.get("language", "")
    language = chosen if chosen in LANGUAGES else guess_language(body)
    style = style_of(db(), form.get("category", ""))
    agency = db().get(Agency, _agency_id())
    said = said_in(style, SampleScript(form.get("title", ""), body, language), agency.name if agency else "")
    return reading_time_ms(speak(said, language, lexicon_here())) + around_ms(db(), style)


def _length_ms(revision: Revision) -> int:
    recording = recording_of(db(), revision)
    known = recording.duration_ms if recording else None
    return known or reading_time_ms(spoken_now(db(), revision)) + around_ms(db(), style_of(db(), revision.category))


def _agency_id() -> str:
    """One's own; staff's is the one that they write for, where they have chosen it."""
    who = actor()
    if who.agency_id:
        return who.agency_id
    return db().scalar(select(Agency.id).where(Agency.name == request.form.get("agency", ""))) or ""


def _told(wanted: Wanted) -> RoomTold:
    days = room(db(), wanted, now(), iso_day(request.values.get("mulai")))
    ends = len(days) == DAYS_SHOWN and days[-1].day < wanted.flight.last_day
    more = date.fromordinal(days[-1].day.toordinal() + 1) if ends else None
    return RoomTold(days, _full(days), _helps(days), more)


def _full(days: Sequence[DayRoom]) -> Sequence[tuple[Sequence[str], Sequence[date]]]:
    """The dayparts that are full, those that are on the same days together."""
    found: dict[tuple[date, ...], list[str]] = {}
    for name in DAYPARTS:
        on = tuple(day.day for day in days if _is_full(day, name))
        if on:
            found.setdefault(on, []).append(name)
    return [(names, on) for on, names in found.items()]


def _helps(days: Sequence[DayRoom]) -> Sequence[tuple[Remark, int]]:
    """Of each kind of change the one that helps on the most days."""
    counted = Counter((each.message, tuple(each.values.items())) for day in days for each in _by_daypart(day))
    best: dict[tuple[str, object], tuple[Remark, int]] = {}
    for (message, values), number in counted.most_common():
        told = Remark(message, dict(values))
        best.setdefault((message, told.values.get("daypart")), (told, number))
    return list(best.values())


def _is_full(day: DayRoom, daypart: str) -> bool:
    return any(part.daypart == daypart and not part.free for part in day.parts)


def _by_daypart(day: DayRoom) -> Sequence[Remark]:
    """What would help a day, without how many breaks are free just then: so that days can be counted together."""
    return [
        Remark("Also in %(daypart)s.", {"daypart": each.values["daypart"]}) if "daypart" in each.values else each
        for each in day.help
    ]
