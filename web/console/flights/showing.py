"""A flight's own page: its terms, its spots of a week and why they stand there, and all that traffic may change."""

from __future__ import annotations

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from scheduler.announcements.finding import find_announcement
from scheduler.announcements.tables import ENDED, Announcement
from scheduler.flight_editing import undoable
from web.console.flights.asked import asked_flight
from web.console.flights.blueprint import pages
from web.console.flights.days import flight_days
from web.console.flights.form import FormValues, form_values
from web.console.flights.rules import rules_shown
from web.console.flights.week import asked_week
from web.console.scope import actor, db, now, station


@pages.get("/<announcement_id>")
def one(announcement_id: str) -> ResponseReturnValue:
    """The flight as it stands."""
    return flight_page(find_announcement(db(), actor(), announcement_id))


@pages.get("/<announcement_id>/hari")
def days(announcement_id: str) -> ResponseReturnValue:
    """The days alone, each spot with why it stands where it does."""
    announcement = find_announcement(db(), actor(), announcement_id)
    week, flight = asked_week(first_to_look_at(announcement)), asked_flight(db(), announcement)
    found = flight_days(db(), flight, week.days, now(), explain=True)
    return render_template(
        "_flight_days.html", script=announcement, flight=flight, week=week, days=found, **may(announcement)
    )


def flight_page(
    announcement: Announcement,
    values: FormValues | None = None,
    faults: dict[str, tuple[str, str]] | None = None,
    fault: tuple[str, str] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page; after a form that could not be kept, with what was typed in it and what is to be mended."""
    week, flight = asked_week(first_to_look_at(announcement)), asked_flight(db(), announcement)
    return render_template(
        "flight.html",
        script=announcement,
        shown=announcement.on_air or announcement.newest,
        flight=flight,
        week=week,
        days=flight_days(db(), flight, week.days, now(), explain=False),
        stands=form_values(announcement),
        values=values or form_values(announcement),
        faults=faults or {},
        fault=fault,
        limit=station().agency_per_break,
        rules=rules_shown(db(), announcement),
        undo=undoable(db(), actor(), announcement.id),
        **may(announcement),
    ), status


def first_to_look_at(announcement: Announcement) -> date:
    """The day of the flight that matters now: today, else the nearest of its days."""
    revision = announcement.on_air or announcement.newest
    return min(max(station().day_of(now()), revision.first_day), revision.last_day)


def may(announcement: Announcement) -> dict[str, bool]:
    """Whether the person may change the flight by itself, ask for it by a new revision, or review one."""
    alive, who = announcement.status not in ENDED, actor()
    return {
        "may_review": who.may_decide,
        "may_change": alive and who.may_plan,
        "may_ask": alive and not who.may_plan and who.role != "announcer",
    }
