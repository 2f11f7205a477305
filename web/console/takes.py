"""A person reads the script: on the page or into a file; and every rendition there has been, to go back to."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from audio.disk import writing
from audio.errors import AudioError
from audio.media import Stored
from audio.words import reading_time_ms
from scheduler.announcements.finding import find_announcement
from scheduler.database import Database
from scheduler.errors import Invalid
from scheduler.outdating import spoken_now
from scheduler.people import STAFF
from scheduler.productions import said_in, style_of
from scheduler.recordings import recording_of
from scheduler.renditions import PERSON, renditions_of
from scheduler.sent_takes import EXT, SentTakeState, last_sent, send_take
from scheduler.settings import Settings
from scheduler.takes import Read, read_again, revision_to_read, use_rendition
from web.console.access import only
from web.console.error_pages import told
from web.console.protection import takes_bodies_of
from web.console.scope import actor, db, media, now, reads_only

LARGEST_TAKE = 100 * 1024 * 1024
pages = Blueprint("takes", __name__, url_prefix="/naskah/<announcement_id>/suara")


@pages.get("")
@only(*STAFF)
def show(announcement_id: str) -> ResponseReturnValue:
    """The text to read, the microphone, and what has been recorded of it."""
    return _page(announcement_id, request.args.get("revisi", type=int))


@pages.post("")
@only(*STAFF)
@takes_bodies_of(LARGEST_TAKE)
@reads_only
def take(announcement_id: str) -> ResponseReturnValue:
    """Keep the file, and have a worker listen to it. While it is copied, nothing is locked."""
    number = request.form.get("revision", type=int) or 0
    sent = request.files.get("take")
    if sent is None or not sent.filename:
        fault = Invalid("No file was chosen.", "Choose a file, or record the script here.")
        return _page(announcement_id, number, told(fault), fault.status)
    revision_to_read(db(), actor(), announcement_id, number)
    try:
        stored = _kept(sent)
    except AudioError as full:
        return _page(announcement_id, number, told(full), full.status)
    database: Database = current_app.extensions["siar_database"]
    with database.writing() as session:
        send_take(session, actor(), Read(announcement_id, number, sent.filename[:120]), stored, now())
    return redirect(url_for("takes.show", announcement_id=announcement_id, revisi=number))


@pages.get("/kiriman")
@only(*STAFF)
def progress(announcement_id: str) -> ResponseReturnValue:
    """How far the file is that was sent last; when it airs, the page shows itself anew."""
    number = request.args.get("revisi", type=int) or 0
    revision = revision_to_read(db(), actor(), announcement_id, number)
    sent = last_sent(db(), revision, now())
    if sent and sent.state == SentTakeState.TAKEN:
        flash(gettext("The take is kept, and airs from now on."), "good")
        return "", 200, {"HX-Refresh": "true"}
    return render_template("_sent_take.html", sent=sent, script=revision.announcement, shown=revision)


@pages.post("/<rendition_id>/pakai")
@only(*STAFF)
def use(announcement_id: str, rendition_id: str) -> ResponseReturnValue:
    """Go back to an earlier rendition."""
    number = request.form.get("revision", type=int) or 0
    use_rendition(db(), actor(), Read(announcement_id, number, ""), rendition_id, now())
    flash(gettext("This rendition airs from now on."), "good")
    return redirect(url_for("takes.show", announcement_id=announcement_id, revisi=number))


@pages.post("/baca")
@only(*STAFF)
def let_the_voice_read(announcement_id: str) -> ResponseReturnValue:
    """Have the voice read it anew."""
    number = request.form.get("revision", type=int) or 0
    read_again(db(), actor(), Read(announcement_id, number, ""), now())
    flash(gettext("The voice reads it anew; until that is done, nothing changes on air."), "good")
    return redirect(url_for("takes.show", announcement_id=announcement_id, revisi=number))


def _page(
    announcement_id: str, number: int | None, fault: tuple[str, str] | None = None, status: int = 200
) -> ResponseReturnValue:
    announcement = find_announcement(db(), actor(), announcement_id)
    shown = announcement.on_air or announcement.newest
    revision = revision_to_read(db(), actor(), announcement_id, number or shown.number)
    recording = recording_of(db(), revision)
    return render_template(
        "take.html",
        script=announcement,
        shown=revision,
        recording=recording,
        text=said_in(style_of(db(), revision.category), revision, announcement.agency.name),
        expected_ms=reading_time_ms(spoken_now(db(), revision)),
        renditions=renditions_of(db(), recording),
        sent=last_sent(db(), revision, now()),
        person=PERSON,
        largest_mb=LARGEST_TAKE // 1024 // 1024,
        fault=fault,
    ), status


def _kept(sent: FileStorage) -> Stored:
    settings: Settings = current_app.extensions["siar_settings"]
    with tempfile.TemporaryDirectory(dir=settings.home) as folder, writing(folder):
        source = Path(folder) / "sent"
        sent.save(source)
        return media().put_file(source, EXT)
