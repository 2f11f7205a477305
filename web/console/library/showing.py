"""The library's page: what is in it, what is arriving, and where filler is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from scheduler.air_settings import AirSettings, air_settings
from scheduler.arrivals import ArrivalState, arrivals
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.library import Kind, LibrarySound
from scheduler.rotation import dayparts_without_filler
from web.console.access import staff_only
from web.console.library.room import pages
from web.console.library.shelf import Asked, look_up
from web.console.scope import db, now

DAYPARTS = tuple(part.name for part in DEFAULT_DAYPARTS)


@pages.get("")
@staff_only
def show() -> ResponseReturnValue:
    """What was asked for, or all."""
    return library_page()


@pages.get("/tiba")
@staff_only
def arriving() -> ResponseReturnValue:
    """What is being listened to, asked again by the page while something waits."""
    return render_template("library_arrivals.html", **arrivals_told())


def arrivals_told() -> dict[str, Any]:
    """What was sent lately, the sounds that came of it, and whether something waits still."""
    there = [each for each in arrivals(db(), now()) if each.episode_id is None]
    found = {each.id: db().get(LibrarySound, each.sound_id) for each in there if each.sound_id}
    return {"arrivals": there, "arrived": found, "waits": any(each.state == ArrivalState.WAITING for each in there)}


def library_page(
    fault: tuple[str, str] | None = None,
    *,
    rules: Mapping[str, Any] | None = None,
    their_rules: Mapping[str, Any] | None = None,
    rule_faults: Mapping[str, tuple[str, str]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page again, with a fault, or with the rules of rotation as they were typed."""
    asked = Asked(
        words=" ".join(request.args.get("cari", "").replace("\0", "").split())[:100],
        kind=request.args.get("jenis", ""),
        page=max(1, request.args.get("halaman", 1, type=int)),
    )
    settings = air_settings(db())
    return render_template(
        "library.html",
        shelf=look_up(db(), asked),
        asked=asked,
        kinds=list(Kind),
        dayparts=DAYPARTS,
        without_filler=dayparts_without_filler(db()),
        settings=settings,
        rules=rules or rules_of(settings),
        their_rules=their_rules or {},
        rule_faults=rule_faults or {},
        fault=fault,
        **arrivals_told(),
    ), status


def rules_of(settings: AirSettings) -> dict[str, Any]:
    """What stands in the form of the rules."""
    shares = {f"share_{code}": settings.language_shares.get(code, "") for code in ("id", "su", "en")}
    separations = {name: getattr(settings, name) for name in ("artist_separation_min", "title_separation_min")}
    return {**separations, **shares, "version": settings.version}
