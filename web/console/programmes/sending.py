"""Taking a sent file over: it is kept in the media store, and a worker listens to it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from flask import current_app, request
from werkzeug.datastructures import FileStorage

from audio.media import MediaStore
from scheduler.arrivals import Arrival, Sent, send_sound
from scheduler.database import Database
from scheduler.errors import Invalid
from scheduler.settings import Settings
from scheduler.sounds import UNNAMED
from web.console.scope import actor, media, now

LARGEST_SOUND = 1024 * 1024 * 1024
SUFFIX = re.compile(r"\.([a-z0-9]{1,8})", re.ASCII)


def sent_files() -> list[FileStorage]:
    """The files of the form. Raises Invalid where none was chosen."""
    chosen = [each for each in request.files.getlist("sound") if each.filename]
    if not chosen:
        raise Invalid("No file was chosen.", "Choose a sound file.")
    return chosen


def take_over(file: FileStorage, sent: Sent) -> Arrival:
    """Keep the file and note it, in a transaction of its own: while it is copied, nothing is locked."""
    settings: Settings = current_app.extensions["siar_settings"]
    database: Database = current_app.extensions["siar_database"]
    store: MediaStore = media()
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        path = Path(folder) / "sent"
        file.save(path)
        suffix = SUFFIX.fullmatch(Path(file.filename or "").suffix.lower())
        stored = store.put_file(path, suffix[1] if suffix else UNNAMED)
    with database.writing() as session:
        return send_sound(session, actor(), stored, sent, now())
