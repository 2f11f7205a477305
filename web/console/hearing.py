"""What will be heard of a text, while it is being written, and advice to its writer."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from audio.words import advise, guess_language, reading_time_ms, speak
from scheduler.announcements.fields import clean_text
from scheduler.announcements.submission import LANGUAGES, LONGEST_BODY
from web.console.expansions import segments
from web.console.scope import now, reads_only, station
from web.console.trial import lexicon_here

pages = Blueprint("hearing", __name__)


@pages.post("/naskah/dengar")
@reads_only
def heard() -> ResponseReturnValue:
    """The text as it will be said, each expansion marked; nothing is kept."""
    text = clean_text(request.form.get("body", ""))[:LONGEST_BODY]
    chosen = request.form.get("language", "")
    language = chosen if chosen in LANGUAGES else guess_language(text)
    spoken = speak(text, language, lexicon_here())
    return render_template(
        "_heard.html",
        text=text,
        parts=segments(text, spoken.spans),
        language=language,
        words=len(text.split()),
        seconds=round(reading_time_ms(spoken) / 1000),
        advice=[*spoken.notes, *advise(text, language, station().day_of(now()))],
    )
