"""Sending sounds into the library."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from audio.errors import SiarError
from scheduler.announcements.fields import clean_text
from scheduler.announcements.submission import LANGUAGES
from scheduler.arrivals import Sent
from scheduler.library import Kind
from scheduler.people import PLANNERS
from scheduler.sounds import Use
from web.console.access import only
from web.console.error_pages import told
from web.console.library.room import pages
from web.console.library.showing import DAYPARTS, library_page
from web.console.programmes.sending import LARGEST_SOUND, sent_files, take_over
from web.console.protection import takes_bodies_of
from web.console.scope import reads_only, wants_part


@pages.post("/kirim")
@only(*PLANNERS)
@takes_bodies_of(LARGEST_SOUND)
@reads_only
def send() -> ResponseReturnValue:
    """Keep the files; a worker listens to each, and the page tells what became of it."""
    try:
        files = sent_files()
        for file in files:
            take_over(file, Sent(file.filename or "", _kind(), _use()))
    except SiarError as fault:
        if wants_part():
            return render_template("library_fault.html", fault=told(fault)), fault.status
        return library_page(told(fault), status=fault.status)
    text = ngettext(
        "%(num)d file is here, and is being listened to.",
        "%(num)d files are here, and are being listened to.",
        len(files),
    )
    flash(text, "good")
    there = url_for("library.show")
    return ("", 204, {"HX-Redirect": there}) if wants_part() else redirect(there)


def _kind() -> Kind:
    chosen = request.form.get("kind", "")
    return Kind(chosen) if chosen in list(Kind) else Kind.MUSIC


def _use() -> Use:
    form = request.form
    tags = dict.fromkeys(" ".join(each.split()).lower()[:60] for each in clean_text(form.get("tags", "")).split(","))
    return Use(
        tags=tuple(tag for tag in tags if tag)[:30],
        category=" ".join(clean_text(form.get("category", "")).split())[:40],
        language=form.get("language") if form.get("language") in LANGUAGES else None,
        dayparts=tuple(part for part in DAYPARTS if part in form.getlist("dayparts")),
    )
