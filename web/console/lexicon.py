"""The lexicon's page: how words are said here, tried out and heard before they are kept."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy import select

from audio.words import BadEntry, Entry, check_entry, speak
from scheduler.announcements.fields import clean_text
from scheduler.errors import Conflict, Invalid
from scheduler.lexicon import (
    LexiconEntry,
    add_entry,
    bring_back,
    change_entry,
    lexicon_of,
    lexicon_rows,
    remove_entry,
    removed_lately,
)
from scheduler.outdating import mark_outdated, outdated
from scheduler.people import DECIDERS, STAFF, Agency
from scheduler.recordings import request_again
from web.console.access import only
from web.console.error_pages import told
from web.console.expansions import segments
from web.console.scope import actor, db, now, reads_only, station

LONGEST_TRIAL = 300
KINDS = ("word", "pattern", "phonemes")
pages = Blueprint("lexicon", __name__, url_prefix="/kamus")


@pages.get("")
@only(*STAFF)
def show() -> ResponseReturnValue:
    """Every entry, a place to try one out, and what was removed lately."""
    return _page()


@pages.post("")
@only(*DECIDERS)
def add() -> ResponseReturnValue:
    """Keep the entry; one that cannot be used is told with its reason, and nothing typed is lost."""
    try:
        row = add_entry(db(), actor(), typed_entry(), request.form.get("layer") or None, now())
    except (BadEntry, Conflict) as fault:
        db().rollback()
        return _page(told(fault), fault.status)
    return _changed(gettext("“%(written)s” is said so from now on.", written=row.written))


@pages.post("/<entry_id>")
@only(*DECIDERS)
def change(entry_id: str) -> ResponseReturnValue:
    """Say it otherwise."""
    try:
        row = change_entry(db(), actor(), entry_id, typed_entry(), now())
    except (BadEntry, Conflict) as fault:
        db().rollback()
        return _page(told(fault), fault.status)
    return _changed(gettext("“%(written)s” is said so from now on.", written=row.written))


@pages.post("/<entry_id>/hapus")
@only(*DECIDERS)
def remove(entry_id: str) -> ResponseReturnValue:
    """Take the entry out; it stands below, to be brought back."""
    row = remove_entry(db(), actor(), entry_id, now())
    return _changed(gettext("“%(written)s” is removed. Below it can be brought back.", written=row.written))


@pages.post("/<entry_id>/kembali")
@only(*DECIDERS)
def restore(entry_id: str) -> ResponseReturnValue:
    """Undo a removal or a change."""
    try:
        row = bring_back(db(), actor(), entry_id, now())
    except Conflict as fault:
        db().rollback()
        return _page(told(fault), fault.status)
    return _changed(gettext("“%(written)s” is said so again.", written=row.written))


@pages.post("/coba")
@only(*STAFF)
@reads_only
def try_out() -> ResponseReturnValue:
    """What is heard of a sentence with the entry that is being written; nothing is kept."""
    text = clean_text(request.form.get("body", ""))[:LONGEST_TRIAL]
    fault, entries = None, lexicon_of(db(), request.form.get("layer") or None)
    entry = typed_entry()
    if entry.written:
        try:
            check_entry(entry)
            entries = (entry, *entries)
        except BadEntry as bad:
            fault = told(bad)
    language = station().language
    parts = segments(text, speak(text, language, entries).spans)
    return render_template("lexicon_heard.html", text=text, parts=parts, language=language, fault=fault)


@pages.post("/rekam-ulang")
@only(*DECIDERS)
def render_again() -> ResponseReturnValue:
    """Make every outdated recording again; what airs now airs until then."""
    marked = outdated(db())
    for recording in marked:
        request_again(db(), recording, now())
    flash(ngettext("%(num)d recording is being made again.", "%(num)d recordings are being made again.", len(marked)))
    return redirect(url_for("lexicon.show"))


def typed_entry() -> Entry:
    """The entry in the form that was sent."""
    form = request.form
    kind = form.get("kind", "word")
    written, spoken = (clean_text(form.get(name, "")).strip() for name in ("written", "spoken"))
    if kind not in KINDS:
        raise Invalid("“%(kind)s” is no kind of entry.", "Choose word, pattern or phonemes.", kind=kind[:20])
    return Entry(written, spoken, kind)  # type: ignore[arg-type]  # one of KINDS


def _changed(what: str) -> ResponseReturnValue:
    mark_outdated(db())
    flash(what, "good")
    return redirect(url_for("lexicon.show"))


def _page(fault: tuple[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
    rows = lexicon_rows(db())
    agencies = list(db().scalars(select(Agency).order_by(Agency.name)))
    return render_template(
        "lexicon.html",
        layers=_layers(rows, agencies),
        removed=removed_lately(db()),
        agencies=agencies,
        outdated=outdated(db()),
        values=request.form,
        kinds=KINDS,
        fault=fault,
        may_change=actor().may_decide,
    ), status


def _layers(rows: list[LexiconEntry], agencies: list[Agency]) -> list[tuple[Agency | None, list[LexiconEntry]]]:
    """The station's entries, then those of each agency that has any."""
    layers: list[Agency | None] = [None, *agencies]
    found = [(layer, [row for row in rows if row.agency_id == (layer and layer.id)]) for layer in layers]
    return [(layer, entries) for layer, entries in found if entries or layer is None]
