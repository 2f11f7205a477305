"""Changing, retiring and bringing back a sound, in the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from scheduler.errors import Conflict, Invalid
from scheduler.library import Kind, LibrarySound
from scheduler.library_editing import bring_back_sound, change_sound, find_sound, retire_sound
from scheduler.people import PLANNERS
from web.console.access import only, staff_only
from web.console.error_pages import told
from web.console.library.form import data_of, typed_values, values_of
from web.console.library.room import pages
from web.console.library.showing import DAYPARTS
from web.console.scope import actor, db, now, wants_part


@pages.get("/<sound_id>")
@staff_only
def row(sound_id: str) -> ResponseReturnValue:
    """The sound as it stands in the list; alone, its form."""
    sound = find_sound(db(), sound_id)
    return render_template("library_sound.html", sound=sound) if wants_part() else _form(sound, values_of(sound))


@pages.get("/<sound_id>/ubah")
@only(*PLANNERS)
def edit(sound_id: str) -> ResponseReturnValue:
    """The sound in its form."""
    sound = find_sound(db(), sound_id)
    return _form(sound, values_of(sound))


@pages.post("/<sound_id>/ubah")
@only(*PLANNERS)
def change(sound_id: str) -> ResponseReturnValue:
    """Make it what was typed; when somebody else was quicker, theirs is shown beside it and nothing is lost."""
    version = request.form.get("version", type=int) or 0
    try:
        sound = change_sound(db(), actor(), sound_id, version, data_of(request.form), now())
    except Invalid as fault:
        faults = {name: told(each) for name, each in fault.fields.items()} or {"": told(fault)}
        return _form(find_sound(db(), sound_id), typed_values(request.form), faults, status=fault.status)
    except Conflict as conflict:
        db().rollback()
        theirs = find_sound(db(), sound_id)
        return _form(theirs, typed_values(request.form), {"": told(conflict)}, values_of(theirs), conflict.status)
    if wants_part():
        return render_template("library_sound.html", sound=sound, changed=True)
    flash(gettext("“%(title)s” is kept.", title=sound.title), "good")
    return redirect(url_for("library.show"))


@pages.post("/<sound_id>/pensiun")
@only(*PLANNERS)
def retire(sound_id: str) -> ResponseReturnValue:
    """Take it out of use; the page then offers to take that back."""
    sound = retire_sound(db(), actor(), sound_id, request.form.get("version", type=int) or 0, now())
    flash(
        gettext("“%(title)s” is retired. It stands among the retired ones, to be brought back.", title=sound.title),
        "good",
    )
    return redirect(url_for("library.show"))


@pages.post("/<sound_id>/kembali")
@only(*PLANNERS)
def bring_back(sound_id: str) -> ResponseReturnValue:
    """Take a retired sound into use again."""
    sound = bring_back_sound(db(), actor(), sound_id, request.form.get("version", type=int) or 0, now())
    flash(gettext("“%(title)s” is in use again.", title=sound.title), "good")
    return redirect(url_for("library.show"))


def _form(
    sound: LibrarySound,
    values: Mapping[str, Any],
    faults: Mapping[str, tuple[str, str]] | None = None,
    theirs: Mapping[str, Any] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    return render_template(
        "library_form.html" if wants_part() else "library_edit.html",
        sound=sound,
        values=values,
        theirs=theirs,
        kinds=list(Kind),
        dayparts=DAYPARTS,
        faults=faults or {},
    ), status
