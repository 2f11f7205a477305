"""The table of all flights of a week, and what found no place in it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from scheduler.agency_limit import MOST, set_agency_limit
from scheduler.people import PLANNERS, Agency
from web.console.access import only
from web.console.flights.asked import Asked, Filters, asked_flights
from web.console.flights.blueprint import pages
from web.console.flights.counts import by_agency, summed
from web.console.flights.lacking import BY, lacking, missing_in, waiting
from web.console.flights.week import Week, asked_week
from web.console.scope import actor, db, now, station

OPEN_AT_ONCE = 60


@pages.get("")
def show() -> ResponseReturnValue:
    """Every flight of the week by agency, with a bar a day; of many agencies' many flights only their sums."""
    week, filters = asked_week(), _filters()
    flights = _of(week, filters)
    agencies = by_agency(db(), flights, week.days)
    return render_template(
        "flights.html",
        week=week,
        agencies=agencies,
        total=summed([each.sum for each in agencies]),
        missing=missing_in(db(), flights, week.days),
        is_open=len(flights) <= OPEN_AT_ONCE or filters.agency_id is not None,
        waits=waiting(flights, week.days),
        limit=station().agency_per_break,
        most=MOST,
        **_choices(filters),
    )


@pages.get("/tanpa-tempat")
def lacks() -> ResponseReturnValue:
    """What found no place, and why, in groups."""
    week, filters = asked_week(), _filters()
    by = request.args.get("menurut", "")
    by = by if by in BY else BY[0]
    flights = _of(week, filters)
    groups = lacking(db(), flights, week.days, by, request.args.get("semua"))
    return render_template(
        "flights_lacking.html",
        week=week,
        by=by,
        groups=groups,
        waits=waiting(flights, week.days),
        asked=sum(flight.on(day) for flight in flights for day in week.days),
        **_choices(filters),
    )


@pages.post("/batas-instansi")
@only(*PLANNERS)
def limit() -> ResponseReturnValue:
    """How many spots of one agency a break holds; it holds at once."""
    read = request.form.get("read", type=int) or 0
    set_agency_limit(db(), actor(), read, request.form.get("limit", type=int), now())
    flash(gettext("It holds from now on; the spots are placed anew."), "good")
    return redirect(url_for("flights.show", pekan=request.form.get("pekan") or None))


def _of(week: Week, filters: Filters) -> list[Asked]:
    return asked_flights(db(), actor(), week.first, week.last, filters)


def _filters() -> Filters:
    words = " ".join(request.args.get("cari", "").replace("\0", "").split())[:100]
    priority = request.args.get("prioritas", type=int)
    return Filters(request.args.get("instansi") or None, priority if priority in range(1, 6) else None, words)


def _choices(filters: Filters) -> dict[str, object]:
    """What the filter form offers, and what is chosen in it, by the names of the query."""
    agencies: Sequence[Agency] = db().scalars(select(Agency).order_by(Agency.name)).all() if actor().is_staff else []
    chosen = {"instansi": filters.agency_id, "prioritas": filters.priority, "cari": filters.search or None}
    return {"filters": filters, "all_agencies": agencies, "chosen": chosen}
