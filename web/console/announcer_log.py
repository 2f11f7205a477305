"""The announcer's log on paper: the day in order, with the texts that are read aloud."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from playlists.items import Item
from playlists.versions import find_version
from scheduler.station import the_station
from web.console.access import staff_only
from web.console.asked_day import asked_day
from web.console.scope import db

pages = Blueprint("announcer_log", __name__, url_prefix="/hari")


@pages.get("/<day>/cetak")
@staff_only
def show(day: str) -> ResponseReturnValue:
    """The published day, laid out for A4."""
    published = find_version(db(), asked_day(day))
    return render_template(
        "announcer_log.html", date=published.date, published=published, items=_told(published.day().items)
    )


@pages.get("/<day>/cetak.pdf")
@staff_only
def as_pdf(day: str) -> ResponseReturnValue:
    """The same as a file, for a printer that has no browser."""
    from playlists.paper_log import log_pdf

    published = find_version(db(), asked_day(day)).day()
    body = log_pdf(published, the_station(db()).name, str(get_locale() or "id"))
    name = f"log-{published.date}-v{published.version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, content_type="application/pdf", headers=headers)


def _told(items: tuple[Item, ...]) -> list[tuple[Item, int]]:
    """Each item with how many follow as one; filler in a row is one line on paper."""
    found: list[tuple[Item, int]] = []
    for item in items:
        if found and item.kind == found[-1][0].kind == "filler":
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((item, 1))
    return found
