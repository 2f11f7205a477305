"""How each category is produced: its page for traffic and the admin."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from audio.errors import SiarError
from scheduler.announcements.fields import clean_text
from scheduler.announcements.tables import Revision
from scheduler.errors import Invalid
from scheduler.library import Kind, sounds
from scheduler.outdating import mark_outdated, outdated
from scheduler.people import PLANNERS
from scheduler.production_trial import Hand, scripts_to_try, try_style
from scheduler.productions import CATEGORIES, CLOSING, Production, Style, set_style, style_of, usual_again
from scheduler.settings import Settings
from web.console.access import only
from web.console.error_pages import told
from web.console.scope import actor, db, media, now, reads_only
from web.console.trial import voice_here

NUMBERS = ("gap_ms", "bed_lu", "ducked_lu", "fade_in_ms", "fade_out_ms")
pages = Blueprint("productions", __name__, url_prefix="/produksi")


@pages.get("")
@only(*PLANNERS)
def show() -> ResponseReturnValue:
    """Every category with what stands around its voice."""
    own = set(db().scalars(select(Production.category)))
    used = set(db().scalars(select(Revision.category).distinct()))
    categories = [*CATEGORIES, *sorted((own | used) - set(CATEGORIES))]
    return render_template(
        "productions.html",
        styles=[(each, style_of(db(), each), each in own) for each in categories],
        titles=_titles(),
        usual_closing=CLOSING["id"],
        outdated=outdated(db()),
        may_change=True,
    )


@pages.get("/<category>")
@only(*PLANNERS)
def edit(category: str) -> ResponseReturnValue:
    """One category's production."""
    return _form(category, style_of(db(), category))


@pages.post("/<category>")
@only(*PLANNERS)
def keep(category: str) -> ResponseReturnValue:
    """Produce the category so from now on; recordings that were made before are marked."""
    style = _typed()
    try:
        set_style(db(), actor(), category, style, now())
    except Invalid as fault:
        db().rollback()
        return _form(category, style, {name: told(each) for name, each in fault.fields.items()}, fault.status)
    return _changed(category)


@pages.post("/<category>/dengar")
@only(*PLANNERS)
@reads_only
def hear(category: str) -> ResponseReturnValue:
    """What the form says, as MP3; 422 and the reason as plain text when it can't be heard so."""
    settings: Settings = current_app.extensions["siar_settings"]
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        hand = Hand(media(), settings, voice_here(settings.voice), Path(folder))
        try:
            made = try_style(db(), hand, _typed(), request.form.get("sample") or None)
        except SiarError as fault:
            first = next(iter(fault.fields.values()), fault) if isinstance(fault, Invalid) else fault
            return Response(" ".join(told(first)), status=fault.status, mimetype="text/plain")
        return Response(made.path.read_bytes(), mimetype="audio/mpeg")


@pages.post("/<category>/biasa")
@only(*PLANNERS)
def reset(category: str) -> ResponseReturnValue:
    """Back to the usual production."""
    usual_again(db(), actor(), category, now())
    return _changed(category)


def _changed(category: str) -> ResponseReturnValue:
    mark_outdated(db(), category)
    flash(gettext("“%(category)s” is produced so from now on.", category=category), "good")
    return redirect(url_for("productions.show"))


def _typed() -> Style:
    """What the form says; a number that is none becomes one that is refused."""
    form = request.form
    typed: dict[str, Any] = {name: form.get(name) or None for name in ("intro_id", "outro_id", "bed_id")}
    typed |= {name: form.get(name, type=int, default=-1) for name in NUMBERS if name.endswith("_ms")}
    typed |= {name: form.get(name, type=float, default=-1.0) for name in NUMBERS if name.endswith("_lu")}
    closing = clean_text(form.get("closing", "")).strip()
    return Style(**typed, announce_title="announce_title" in form, closing=closing)


def _form(
    category: str, style: Style, faults: Mapping[str, tuple[str, str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    return render_template(
        "production.html",
        category=category,
        style=style,
        closing=CLOSING["id"] if style.closing is None else style.closing,
        is_own=db().get(Production, category) is not None,
        signatures=sounds(db(), Kind.JINGLE, Kind.STATION_ID),
        beds=sounds(db(), Kind.BED, Kind.MUSIC),
        scripts=scripts_to_try(db()),
        faults=faults or {},
    ), status


def _titles() -> dict[str, str]:
    return {each.id: each.title for each in sounds(db(), *Kind)}
