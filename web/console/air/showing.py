"""The page of the air day, and the prayer times that follow what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from audio.errors import SiarError
from scheduler.air_settings import CALLED, air_settings
from scheduler.air_settings_editing import MOST_CORRECTION_MIN, USES
from scheduler.errors import Invalid
from scheduler.fixtures import Fixtures, fixtures_between
from scheduler.prayer_methods import METHODS
from scheduler.prayer_times import NAMES
from scheduler.station_editing import place_of, read_place
from web.console.access import staff_only
from web.console.air.form import corrections_of, place_values, settings_values
from web.console.air.names import KINDS, METHOD, PRAYER, USE, ZONES
from web.console.air.room import pages
from web.console.air.times import times_at
from web.console.error_pages import told
from web.console.programmes.choices import choices
from web.console.scope import db, now, reads_only, station

Faults = Mapping[str, tuple[str, str]]


@pages.get("")
@staff_only
def show() -> ResponseReturnValue:
    """The page."""
    return air_page()


@pages.post("/waktu")
@staff_only
@reads_only
def preview() -> ResponseReturnValue:
    """The prayer times by what is typed; nothing is kept."""
    return render_template("air_times.html", **_times(request.form))


def air_page(
    *,
    place: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    theirs: Mapping[str, Any] | None = None,
    faults: Faults | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page again, with what was typed in one of its forms, what is wrong with it, and what stands there by now."""
    place = place or place_values(place_of(station()))
    settings = settings or settings_values(air_settings(db()))
    fixed = _fixed_today()
    return render_template(
        "air.html",
        place=place,
        values=settings,
        theirs=theirs or {},
        faults=faults or {},
        fixed=fixed.fixtures,
        lacking=[told(each) for each in fixed.faults],
        called=CALLED,
        uses=USES,
        sounds={use: choices(*KINDS[use], chosen=settings.get(f"sound_{use}")) for use in USES},
        use_names=USE,
        zones=ZONES,
        most_correction=MOST_CORRECTION_MIN,
        **_times({**place, **settings}),
    ), status


def _fixed_today() -> Fixtures:
    start, end = station().window(station().day_of(now()))
    return fixtures_between(db(), station(), start, end)


def _times(typed: Mapping[str, Any]) -> dict[str, Any]:
    names = {"prayer_names": PRAYER, "method_names": METHOD, "prayers": NAMES}
    try:
        place = read_place({name: str(value) for name, value in typed.items()})
    except Invalid as fault:
        return {**names, "times": None, "times_fault": told(next(iter(fault.fields.values())))}
    method = typed.get("method") if typed.get("method") in METHODS else "kemenag"
    shown = times_at(place, str(method), _minutes(typed), _today())
    return {**names, "times": shown.days, "times_fault": told(shown.fault) if shown.fault else None}


def _today() -> Any:
    moment: datetime = now()
    return station().zone_date(moment)


def _minutes(typed: Mapping[str, Any]) -> dict[str, int]:
    """The corrections that are numbers; what is none is told when the form is sent."""
    found = {}
    for name, written in corrections_of(typed).items():
        try:
            found[name] = max(-MOST_CORRECTION_MIN, min(MOST_CORRECTION_MIN, int(written)))
        except ValueError:
            continue
    return found


def faults_of(error: SiarError) -> Faults:
    """Each fault by its field, or the whole one."""
    fields = error.fields if isinstance(error, Invalid) else {}
    return {name: told(each) for name, each in fields.items()} or {"": told(error)}
