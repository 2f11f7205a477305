"""Hearing a text at once, before anything is kept: the voice of this machine reads it, without jingle or bed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from audio.errors import SiarError
from audio.words import Entry, check_entry
from scheduler.announcements.fields import clean_text
from scheduler.announcements.submission import LANGUAGES
from scheduler.lexicon import lexicon_of
from scheduler.people import Agency
from scheduler.settings import Settings
from web.console.error_pages import told
from web.console.lexicon import typed_entry
from web.console.scope import db, me, reads_only, station

LONGEST = 2000
pages = Blueprint("trial", __name__)


@pages.post("/naskah/suara-coba")
@reads_only
def sound() -> ResponseReturnValue:
    """The text of the form as MP3; 422 and the reason as plain text when it cannot be said."""
    text = clean_text(request.form.get("body", ""))[:LONGEST]
    chosen = request.form.get("language", "")
    language = chosen if chosen in LANGUAGES else station().language
    try:
        return Response(_read_aloud(text, language, _lexicon()), mimetype="audio/mpeg")
    except SiarError as fault:
        return Response(" ".join(told(fault)), status=fault.status, mimetype="text/plain")


def lexicon_here() -> tuple[Entry, ...]:
    """The lexicon for the script in the form: of one's own office, or of the one that it is written for."""
    return lexicon_of(db(), me().agency_id or _agency_named(request.form.get("agency", "")))


def _lexicon() -> tuple[Entry, ...]:
    if "layer" not in request.form:
        return lexicon_here()
    entry, kept = typed_entry(), lexicon_of(db(), request.form["layer"] or None)
    if not entry.written:
        return kept
    check_entry(entry)
    return (entry, *kept)


def _agency_named(name: str) -> str | None:
    return db().scalar(select(Agency.id).where(Agency.name == name)) if name else None


def _read_aloud(text: str, language: str, lexicon: tuple[Entry, ...]) -> bytes:
    from audio.render import render

    settings: Settings = current_app.extensions["siar_settings"]
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        made = render(
            text,
            Path(folder) / "trial.mp3",
            language=language,
            voice=voice_here(settings.voice),
            lexicon=lexicon,
            cache=settings.speech_cache,
            voices_folder=settings.voices_folder,
        )
        return made.path.read_bytes()


def voice_here(voice: str | None) -> str | None:
    """A voice across the network can keep a page waiting for minutes; the offline one reads the trial then."""
    return None if voice and voice.startswith("gtts") else voice
