"""What traffic changes on a flight's page. Each change holds at once, is on the audit log, and can be taken back."""

from __future__ import annotations

from datetime import time

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from audio.errors import SiarError
from scheduler.announcements.finding import find_announcement
from scheduler.days import iso_day
from scheduler.errors import Conflict, Invalid
from scheduler.flight_editing import Rules, change_terms, set_rules, terms_of, undo_change
from scheduler.flight_rules import Pin
from scheduler.people import PLANNERS
from scheduler.pin_editing import Wish, add_pin, remove_pin
from web.console.access import only
from web.console.error_pages import told
from web.console.flights.blueprint import pages
from web.console.flights.form import FormValues, require_read, sent_values, wanted_terms
from web.console.flights.showing import flight_page
from web.console.scope import actor, db, now, station


@pages.post("/<announcement_id>")
@only(*PLANNERS)
def change(announcement_id: str) -> ResponseReturnValue:
    """Dates, number, dayparts, separation, quota, priority; what can't be kept comes back as it was typed."""
    announcement = find_announcement(db(), actor(), announcement_id)
    sent = sent_values(request.form)
    try:
        wanted = wanted_terms(sent, station().day_of(now()))
        read = require_read(terms_of(announcement.on_air or announcement.newest), sent.read)
        change_terms(db(), actor(), announcement_id, read, wanted, now())
    except (Invalid, Conflict) as fault:
        return _again(announcement_id, fault, sent)
    return _done(announcement_id, gettext("The flight is changed; its spots are placed anew."))


@pages.post("/<announcement_id>/aturan")
@only(*PLANNERS)
def rules(announcement_id: str) -> ResponseReturnValue:
    """Programmes and clocks it stays out of, renditions that take turns, reading live."""
    form = request.form
    wanted = Rules(
        tuple(form.getlist("programmes")), tuple(form.getlist("clocks")), tuple(form.getlist("turns")), "live" in form
    )
    try:
        set_rules(db(), actor(), announcement_id, form.get("version", type=int) or 0, wanted, now())
    except (Invalid, Conflict) as fault:
        return _again(announcement_id, fault)
    return _done(announcement_id, gettext("The rules are kept; its spots are placed anew."))


@pages.post("/<announcement_id>/sematan")
@only(*PLANNERS)
def pin(announcement_id: str) -> ResponseReturnValue:
    """Pin a spot to a time of day, or to the break before a programme."""
    try:
        add_pin(db(), actor(), announcement_id, _wish(), now())
    except Invalid as fault:
        return _again(announcement_id, fault)
    return _done(announcement_id, gettext("The spot is pinned; the others are placed around it."))


@pages.post("/<announcement_id>/sematan/<pin_id>/lepas")
@only(*PLANNERS)
def unpin(announcement_id: str, pin_id: str) -> ResponseReturnValue:
    """Let a pinned spot be placed freely again; one that was let go already is left at that."""
    found = db().get(Pin, pin_id)
    if found is not None and found.announcement_id == announcement_id:
        remove_pin(db(), actor(), pin_id, now())
    return _done(announcement_id, gettext("The pin is taken off; “Take back” puts it there again."))


@pages.post("/<announcement_id>/urungkan")
@only(*PLANNERS)
def undo(announcement_id: str) -> ResponseReturnValue:
    """Take one's own newest change of this flight back."""
    try:
        undo_change(db(), actor(), announcement_id, request.form.get("step", ""), now())
    except Conflict as fault:
        return _again(announcement_id, fault)
    return _done(announcement_id, gettext("Taken back: the flight is as it was before."))


def _wish() -> Wish:
    form = request.form
    place = form.get("place", "")
    if programme_id := form.get("programme"):
        return Wish(before_programme_id=programme_id, place=place)
    day, at = iso_day(form.get("day")), _time(form.get("at", ""))
    return Wish(day=day, weekday=None if day else form.get("weekday", type=int), at=at, place=place)


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text.replace(".", ":")).replace(tzinfo=None)
    except ValueError:
        return None


def _again(announcement_id: str, fault: SiarError, sent: FormValues | None = None) -> ResponseReturnValue:
    db().rollback()
    announcement = find_announcement(db(), actor(), announcement_id)
    fields = {name: told(each) for name, each in getattr(fault, "fields", {}).items()}
    return flight_page(announcement, sent, fields, told(fault), fault.status)


def _done(announcement_id: str, what: str) -> ResponseReturnValue:
    flash(what, "good")
    week = request.form.get("pekan") or None
    return redirect(url_for("flights.one", announcement_id=announcement_id, pekan=week))
